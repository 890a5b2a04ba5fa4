import { Field, makeStyles, tokens } from '@fluentui/react-components';

const DIGITS = 6;
/** One digit's box and the gap after it, in ch of the field's own monospace digits. */
const BOX_CH = 2;
const GAP_CH = 0.4;
const STEP_CH = BOX_CH + GAP_CH;

const useStyles = makeStyles({
  boxes: {
    display: 'block',
    width: `${DIGITS * STEP_CH - GAP_CH}ch`,
    maxWidth: '100%',
    overflow: 'clip',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '28px',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  // One real field, so that paste, autofill and screen readers work; six boxes are only painted under it.
  input: {
    display: 'block',
    font: 'inherit',
    lineHeight: '56px',
    height: '56px',
    // Wider than the boxes: letter spacing trails the last digit, and a field that is too narrow scrolls.
    width: `${(DIGITS + 1) * STEP_CH}ch`,
    padding: 0,
    paddingInlineStart: `${(BOX_CH - 1) / 2}ch`,
    letterSpacing: `${STEP_CH - 1}ch`,
    color: tokens.colorNeutralForeground1,
    border: 'none',
    backgroundColor: 'transparent',
    backgroundImage: [
      boxes(tokens.colorNeutralStrokeAccessible),
      boxes(tokens.colorNeutralBackground4),
    ].join(),
    backgroundSize: `${DIGITS * STEP_CH - GAP_CH}ch 2px, ${DIGITS * STEP_CH - GAP_CH}ch 100%`,
    backgroundPosition: 'left bottom, left top',
    backgroundRepeat: 'no-repeat',
    outlineStyle: 'none',
  },
});

function boxes(color: string): string {
  return `repeating-linear-gradient(to right, ${color} 0 ${BOX_CH}ch, transparent ${BOX_CH}ch ${STEP_CH}ch)`;
}

/** A code of six digits in one field drawn as six boxes; takes a paste with spaces and the phone's autofill. */
export function CodeField({
  label,
  value,
  onChange,
  problem,
}: {
  label: string;
  value: string;
  onChange: (digits: string) => void;
  problem: string | null;
}) {
  const styles = useStyles();
  return (
    <Field label={label} {...(problem === null ? {} : { validationMessage: problem })}>
      {(labelling) => (
        <span className={styles.boxes}>
          <input
            {...labelling}
            className={styles.input}
            name="code"
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoCorrect="off"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, DIGITS))}
          />
        </span>
      )}
    </Field>
  );
}
