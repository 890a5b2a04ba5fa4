import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { accounts } from '../accounts.ts';
import { Button } from '../Button.tsx';
import { toAppError } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { Page } from '../Page.tsx';
import { useSession } from '../session.ts';
import { explainRefusal } from './explain-refusal.ts';
import { takeNext } from './next-page.ts';
import { PasswordField } from './PasswordField.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', alignItems: 'stretch', gap: tokens.spacingVerticalL },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/**
 * Ends a registration with the link of its mail; only the button sends anything. In another browser than the
 * one that registered, the password chosen there goes with it.
 */
export function ConfirmLink({ link }: { link: string }) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config, signedIn } = useSession();
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<'button' | 'password' | 'nothing'>('button');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (asked === 'password') field.current?.focus();
  }, [asked]);

  const refuse = (thrown: unknown) => {
    const error = toAppError(thrown);
    if (error.code === 'code_wrong' || error.code === 'bad_request') return setAsked('nothing');
    if (error.code !== 'sign_in_failed')
      return setFailure(explainRefusal({ t, w, ways: config.ways }, error));
    if (asked === 'button') return setAsked('password');
    setProblem(w('signIn.linkPasswordWrong'));
    field.current?.focus();
  };
  const submit = async () => {
    setFailure('');
    if (asked === 'password' && password === '') {
      setProblem(t('signIn.passwordMissing'));
      return field.current?.focus();
    }
    setBusy(true);
    try {
      const answer = await accounts.confirmByLink(link, asked === 'password' ? password : undefined);
      if (answer.state === 'signed_in') signedIn(answer.me);
      navigate(answer.state === 'signed_in' ? (takeNext() ?? '/inbox') : '/sign-in', { replace: true });
    } catch (thrown) {
      refuse(thrown);
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };

  if (asked === 'nothing') {
    return (
      <Page key="used" title={w('signIn.linkUsedTitle')}>
        <Text>{w('signIn.linkUsed')}</Text>
        <div className={styles.ways}>
          <Button appearance="primary" onClick={() => navigate('/sign-in')}>
            {t('header.signIn')}
          </Button>
          <Button onClick={() => navigate('/register')}>{w('signIn.registerAgain')}</Button>
        </div>
      </Page>
    );
  }
  return (
    <Page key="link" title={w('signIn.linkTitle')}>
      <Text>
        {asked === 'button'
          ? w('signIn.linkText', { organisation: config.organisation.name })
          : w('signIn.linkElsewhere')}
      </Text>
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        {asked === 'password' ? (
          <PasswordField
            inputRef={field}
            value={password}
            problem={problem}
            onChange={(typed) => {
              setPassword(typed);
              setProblem(null);
            }}
          />
        ) : null}
        {failure === '' ? null : <FailureNotice text={failure} />}
        <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
          {isBusy ? w('confirm.submitting') : w('signIn.linkConfirm')}
        </Button>
      </form>
    </Page>
  );
}
