import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { MIN_PASSPHRASE, suggestPassphrase } from '../../../shared/envelope/index.ts';
import { usePassphraseWords } from '../../strings/passphrase/words.ts';
import { Button } from '../Button.tsx';

const useStyles = makeStyles({
  row: { display: 'grid', rowGap: tokens.spacingVerticalM, justifyItems: 'start' },
  field: { width: '100%', maxWidth: '400px' },
});

/** Whether a message asks for a passphrase, and for which; null: for none. */
export function PassphraseOption({
  passphrase,
  disabled,
  problem,
  onChange,
}: {
  passphrase: string | null;
  disabled: 'yes' | 'no';
  problem: 'short' | null;
  onChange: (passphrase: string | null) => void;
}) {
  const w = usePassphraseWords();
  const styles = useStyles();
  return (
    <div>
      <Checkbox
        label={w('ask')}
        checked={passphrase !== null}
        disabled={disabled === 'yes'}
        onChange={(_, data) => onChange(data.checked === true ? '' : null)}
      />
      {passphrase === null ? null : (
        <div className={styles.row}>
          <Field
            className={styles.field}
            label={w('choose')}
            hint={w('askHint')}
            {...(problem === null
              ? {}
              : {
                  validationState: 'error' as const,
                  validationMessage: w('short', { count: MIN_PASSPHRASE }),
                })}
          >
            <Input
              value={passphrase}
              maxLength={200}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              disabled={disabled === 'yes'}
              onChange={(_, data) => onChange(data.value)}
              // Enter would send the form around it.
              onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            />
          </Field>
          <Button disabled={disabled === 'yes'} onClick={() => onChange(suggestPassphrase())}>
            {w('suggest')}
          </Button>
        </div>
      )}
    </div>
  );
}
