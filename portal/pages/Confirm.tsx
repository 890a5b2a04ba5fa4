import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { linkedAddress, linkedMessage, parseAddress, registrationPath } from '../parts/address.ts';
import { Button } from '../parts/Button.tsx';
import { CodeField } from '../parts/CodeField.tsx';
import { explain, toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { client } from '../parts/service.ts';
import { useSession } from '../parts/session.ts';
import { useTranslation } from '../strings/i18n.ts';

const RESEND_AFTER_SECONDS = 30;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  quiet: { color: tokens.colorNeutralForeground2 },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Proves the address with the code that was mailed; only the button sends anything. */
export function Confirm() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { signedIn } = useSession();
  const [, navigate] = useLocation();
  const messageId = linkedMessage(location.search);
  const [linked] = useState(() => linkedAddress(location.hash));

  const [typedAddress, setTypedAddress] = useState(linked);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<'address' | 'code' | null>(null);
  const [failure, setFailure] = useState('');
  const [notice, setNotice] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [waitSeconds, setWaitSeconds] = useState(RESEND_AFTER_SECONDS);

  useEffect(() => {
    if (waitSeconds === 0) return;
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);

  const submit = async () => {
    const address = parseAddress(typedAddress);
    setFailure('');
    setNotice('');
    if (address === null) return setProblem('address');
    if (!/^\d{6}$/.test(code)) return setProblem('code');
    setBusy(true);
    try {
      const me = await client.confirm(address, code);
      signedIn(me);
      navigate(messageId === null ? '/inbox' : `/m/${messageId}`, { replace: true });
    } catch (thrown) {
      const error = toAppError(thrown);
      setFailure(error.code === 'code_wrong' ? t('confirm.codeWrong') : explain(t, error));
      setBusy(false);
    }
  };
  const resend = async () => {
    const address = parseAddress(typedAddress);
    if (address === null) return setProblem('address');
    setWaitSeconds(RESEND_AFTER_SECONDS);
    setFailure('');
    try {
      await client.resendCode(address);
      setNotice(t('confirm.resent', { address }));
    } catch (thrown) {
      setFailure(explain(t, toAppError(thrown)));
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };

  return (
    <Page title={t('confirm.title')}>
      {linked === '' ? null : <Text>{t('confirm.sent', { address: linked })}</Text>}
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        {linked === '' ? (
          <Field
            label={t('confirm.address')}
            {...(problem === 'address' ? { validationMessage: t('signIn.addressBad') } : {})}
          >
            <Input
              type="email"
              autoComplete="username"
              inputMode="email"
              value={typedAddress}
              onChange={(_, data) => {
                setTypedAddress(data.value);
                setProblem(null);
              }}
            />
          </Field>
        ) : null}
        <CodeField
          label={t('confirm.code')}
          value={code}
          onChange={(digits) => {
            setCode(digits);
            setProblem(null);
          }}
          problem={problem === 'code' ? t('confirm.codeBad') : null}
        />
        {failure === '' ? null : <FailureNotice text={failure} />}
        <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
          {t(isBusy ? 'confirm.submitting' : 'confirm.submit')}
        </Button>
      </form>
      <Text role="status">{notice}</Text>
      <Text size={200} className={styles.quiet}>
        {t('confirm.nothing')}
      </Text>
      <div className={styles.ways}>
        <Button onClick={() => void resend()} disabled={waitSeconds > 0}>
          {waitSeconds > 0 ? t('confirm.resendIn', { count: waitSeconds }) : t('confirm.resend')}
        </Button>
        <Button
          appearance="subtle"
          onClick={() => navigate(registrationPath('/register', messageId, typedAddress))}
        >
          {t('confirm.wrongAddress')}
        </Button>
      </div>
    </Page>
  );
}
