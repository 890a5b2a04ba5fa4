import { Button, Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { MIN_PASSPHRASE, suggestPassphrase } from '../../../shared/envelope/index.ts';
import { t } from '../strings/i18n.ts';

const useStyles = makeStyles({
  option: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  input: { minHeight: '44px' },
});

/** Whether the message asks for a passphrase, and for which; null: for none. */
export function PassphraseOption({
  passphrase,
  setPassphrase,
}: {
  passphrase: string | null;
  setPassphrase: (passphrase: string | null) => void;
}) {
  const styles = useStyles();
  return (
    <div className={styles.option}>
      <Checkbox
        label={t('passphraseAsk')}
        checked={passphrase !== null}
        onChange={(_event, { checked }) => setPassphrase(checked === true ? '' : null)}
      />
      {passphrase === null ? null : (
        <>
          <Field
            label={t('passphraseLabel')}
            hint={`${t('passphraseHint')} ${t('passphraseShort', { count: MIN_PASSPHRASE })}`}
          >
            <Input
              className={styles.input}
              value={passphrase}
              maxLength={200}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(_event, { value }) => setPassphrase(value)}
            />
          </Field>
          <Button className={styles.input} onClick={() => setPassphrase(suggestPassphrase())}>
            {t('passphraseSuggest')}
          </Button>
        </>
      )}
    </div>
  );
}
