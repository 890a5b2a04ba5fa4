import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../shared/errors.ts';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';
import { settings } from './accounts.ts';
import { Button } from './Button.tsx';
import { CodeField } from './CodeField.tsx';
import { Dialog } from './Dialog.tsx';
import { explain, toAppError } from './errors.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { useSession } from './session.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  other: { alignSelf: 'start' },
});

/** Somebody who waits for a proof: the action goes on, or it was cancelled. */
type Waiting = { first: Way; proved: () => void; cancelled: () => void };

export type Fresh = {
  /**
   * Runs an action; where the service asks for a fresh proof, the dialog asks for it and the action runs once
   * more. Rejects as the action does, with an AbortError (isCancelled) where the reader cancelled.
   */
  fresh: <T>(action: () => Promise<T>) => Promise<T>;
  /** Stands somewhere on the page; null while nothing is asked. */
  dialog: ReactNode;
};

/** For changes that ask for a fresh proof of who is there: runs them, and asks for the proof where it is missing. */
export function useFresh(): Fresh {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const fresh = useCallback(async <T,>(action: () => Promise<T>): Promise<T> => {
    let first: Way = 'password';
    try {
      return await action();
    } catch (thrown) {
      const { code, facts } = toAppError(thrown);
      if (code !== 'fresh_sign_in_needed') throw thrown;
      if (facts?.proof === 'app') first = 'app';
    }
    await new Promise<void>((resolve, reject) => {
      setWaiting({
        first,
        proved: resolve,
        cancelled: () => reject(new DOMException('the proof was cancelled', 'AbortError')),
      });
    }).finally(() => setWaiting(null));
    return action();
  }, []);
  return { fresh, dialog: waiting === null ? null : <Reauthenticate {...waiting} /> };
}

type Way = 'password' | 'code' | 'app';

/** Asks for the password once more, or for a code that is mailed; for a code of the app where the account has one. */
function Reauthenticate({ first, proved, cancelled }: Waiting) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { me, refused } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [way, setWay] = useState<Way>(first);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another way has another field
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('input:not([hidden])')?.focus();
  }, [way]);

  const say = (error: AppError) => {
    if (error.code === 'not_signed_in') {
      cancelled();
      refused(error);
    } else if (error.code === 'sign_in_failed') setProblem(w('settings.proofPasswordWrong'));
    else if (error.code === 'code_wrong' && way !== 'password') setProblem(w('confirm.codeWrong'));
    else setFailure(explain(t, error));
  };
  const submit = async () => {
    setFailure('');
    if (way === 'password' && password === '') return setProblem(t('signIn.passwordMissing'));
    if (way !== 'password' && code.length !== 6) return setProblem(w('confirm.codeBad'));
    setBusy(true);
    try {
      await settings.reauthenticate(
        way === 'password' ? { password } : way === 'app' ? { totp: code } : { code },
      );
      proved();
    } catch (thrown) {
      say(toAppError(thrown));
      setBusy(false);
      form.current?.querySelector<HTMLInputElement>('input:not([hidden])')?.focus();
    }
  };
  const mailCode = async () => {
    setFailure('');
    setProblem(null);
    try {
      await settings.mailReauthenticationCode();
      setWay('code');
    } catch (thrown) {
      say(toAppError(thrown));
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    // The dialog may stand inside a form of the page, whose own submission this is not.
    event.stopPropagation();
    if (!isBusy) void submit();
  };

  return (
    <Dialog title={w('settings.proofTitle')} onClose={cancelled}>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        {/* Password managers look for the account beside the password. */}
        <input
          hidden
          readOnly
          type="text"
          name="username"
          autoComplete="username"
          value={me?.address ?? ''}
        />
        {way === 'password' ? (
          <>
            <Text>{w('settings.proofText')}</Text>
            <Field label={t('signIn.password')} {...(problem === null ? {} : { validationMessage: problem })}>
              <Input
                type="password"
                name="password"
                autoComplete="current-password"
                value={password}
                onChange={(_, data) => {
                  setPassword(data.value);
                  setProblem(null);
                }}
              />
            </Field>
          </>
        ) : (
          <>
            <Text role="status">
              {way === 'app'
                ? w('settings.proofApp')
                : w('settings.proofMailed', { address: me?.address ?? '' })}
            </Text>
            <CodeField
              label={way === 'app' ? w('settings.proofAppCode') : w('confirm.code')}
              value={code}
              onChange={(digits) => {
                setCode(digits);
                setProblem(null);
              }}
              problem={problem}
            />
          </>
        )}
        {failure === '' ? null : <FailureNotice text={failure} />}
        <div className={styles.ways}>
          <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
            {w('settings.proofSubmit')}
          </Button>
          <Button onClick={cancelled}>{w('settings.cancel')}</Button>
        </div>
        {way === 'password' ? (
          <Button className={styles.other} appearance="subtle" onClick={() => void mailCode()}>
            {w('settings.proofMail')}
          </Button>
        ) : null}
      </form>
    </Dialog>
  );
}
