import { Field, makeStyles, tokens } from '@fluentui/react-components';

const DIGITS = 6;
/** One digit's box and the gap after it, in ch of the field's own monospace digits. */
const BOX_CH = 2.4;

const useStyles = makeStyles({
  // One real field, so that paste, autofill and screen readers work; six boxes are only painted under it.
  input: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '28px',
    lineHeight: '56px',
    height: '56px',
    width: `${DIGITS * BOX_CH}ch`,
    maxWidth: '100%',
    padding: 0,
    paddingInlineStart: `${(BOX_CH - 1.4) / 2}ch`,
    letterSpacing: `${BOX_CH - 1}ch`,
    color: tokens.colorNeutralForeground1,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    backgroundColor: 'transparent',
    backgroundImage: [
      `linear-gradient(${tokens.colorNeutralForeground3}, ${tokens.colorNeutralForeground3})`,
      `linear-gradient(to right, ${tokens.colorNeutralBackground4} ${BOX_CH - 0.4}ch, transparent 0)`,
    ].join(', '),
    backgroundSize: `${BOX_CH - 0.4}ch 2px, ${BOX_CH}ch 100%`,
    backgroundPosition: 'left bottom, left top',
    backgroundRepeat: 'no-repeat, repeat-x',
    ':focus': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' },
  },
});

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
      <input
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
    </Field>
  );
}
