import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { Button } from '../Button.tsx';
import { CodeField } from '../CodeField.tsx';
import { toAppError } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';

const RESEND_AFTER_SECONDS = 30;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  quiet: { color: tokens.colorNeutralForeground2 },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/**
 * The six digits that were mailed, whatever they are for. `prove` rejects as the service does: a wrong code
 * is said beside the field.
 */
export function CodeStep({
  prove,
  resend,
  resent,
  explainFailure,
  nothing,
  children,
  after,
  onWrongAddress,
}: {
  /** null where what else the page asks is not right yet. */
  prove: (code: string) => Promise<void> | null;
  resend: () => Promise<void> | null;
  /** What is said once another code is on its way. */
  resent: string;
  explainFailure: (error: ReturnType<typeof toAppError>) => string;
  /** What to do where no mail arrives. */
  nothing: string;
  /** Further fields above the code. */
  children?: ReactNode;
  /** And below it. */
  after?: ReactNode;
  onWrongAddress: () => void;
}) {
  const w = useAccountWords();
  const styles = useStyles();
  const form = useRef<HTMLFormElement>(null);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [notice, setNotice] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [waitSeconds, setWaitSeconds] = useState(RESEND_AFTER_SECONDS);

  useEffect(() => {
    if (waitSeconds === 0) return;
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);

  const say = (thrown: unknown) => {
    const error = toAppError(thrown);
    if (error.code === 'code_wrong') pointAtCode(w('confirm.codeWrong'));
    else setFailure(explainFailure(error));
  };
  const pointAtCode = (text: string) => {
    setProblem(text);
    form.current?.querySelector<HTMLInputElement>('[name="code"]')?.focus();
  };
  const submit = async () => {
    setFailure('');
    setNotice('');
    if (!/^\d{6}$/.test(code)) return pointAtCode(w('confirm.codeBad'));
    const proving = prove(code);
    if (proving === null) return;
    setBusy(true);
    try {
      await proving;
    } catch (thrown) {
      say(thrown);
    }
    setBusy(false);
  };
  const sendAgain = async () => {
    setFailure('');
    setProblem(null);
    const sending = resend();
    if (sending === null) return;
    setWaitSeconds(RESEND_AFTER_SECONDS);
    try {
      await sending;
      setNotice(resent);
    } catch (thrown) {
      say(thrown);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };

  return (
    <>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        {children}
        <CodeField
          label={w('confirm.code')}
          value={code}
          onChange={(digits) => {
            setCode(digits);
            setProblem(null);
          }}
          problem={problem}
        />
        {after}
        {failure === '' ? null : <FailureNotice text={failure} />}
        <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
          {w(isBusy ? 'confirm.submitting' : 'confirm.submit')}
        </Button>
      </form>
      <Text role="status">{notice}</Text>
      <Text size={200} className={styles.quiet}>
        {nothing}
      </Text>
      <div className={styles.ways}>
        <Button onClick={() => void sendAgain()} disabled={waitSeconds > 0}>
          {waitSeconds > 0 ? w('confirm.resendIn', { count: waitSeconds }) : w('confirm.resend')}
        </Button>
        <Button appearance="subtle" onClick={onWrongAddress}>
          {w('confirm.wrongAddress')}
        </Button>
      </div>
    </>
  );
}
