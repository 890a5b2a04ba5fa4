import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { SignInAnswer } from '../../shared/api/index.ts';
import { accounts } from '../parts/accounts.ts';
import { isInside, linkedAddress, linkedNext, parseAddress, wayInPath } from '../parts/address.ts';
import { Button } from '../parts/Button.tsx';
import { toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Genuine } from '../parts/Genuine.tsx';
import { Page } from '../parts/Page.tsx';
import { useSession } from '../parts/session.ts';
import { AddressField } from '../parts/sign-in/AddressField.tsx';
import { cameBackBecause, cameBackTo, type StillAsked } from '../parts/sign-in/came-back.ts';
import { explainPasskey, explainRefusal } from '../parts/sign-in/explain-refusal.ts';
import { FirstTime } from '../parts/sign-in/FirstTime.tsx';
import { inOrder, keepLastWay, lastWay, type Way } from '../parts/sign-in/last-way.ts';
import { PasskeyButton } from '../parts/sign-in/PasskeyButton.tsx';
import { PasswordWay } from '../parts/sign-in/PasswordWay.tsx';
import { ProviderButtons } from '../parts/sign-in/ProviderButtons.tsx';
import type { Remember } from '../parts/sign-in/RememberBox.tsx';
import { SecondFactorStep } from '../parts/sign-in/SecondFactorStep.tsx';
import { SignInCode } from '../parts/sign-in/SignInCode.tsx';
import { usePasskeyAutofill } from '../parts/sign-in/use-passkey-autofill.ts';
import { needsNoAddress, type WayIn, Ways } from '../parts/sign-in/Ways.tsx';
import { knowsPasskeys } from '../parts/webauthn.ts';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  staff: { alignSelf: 'start', minHeight: '44px', display: 'inline-flex', alignItems: 'center' },
});

type Failure = { field: 'address' | 'password' | 'form' | 'page'; text: string };
/** The address, unknown until it has been looked at; then the ways that lead in with it; then what is still asked. */
type Step = { at: 'address' | 'ways' | 'work' } | StillAsked;

/**
 * Signs somebody in where they stand, so that the page they asked for follows. Arriving from a link
 * (`messageId`) it says that a message is waiting. Every address outside is offered the same, so the page never
 * says who has an account.
 */
export function SignIn({ messageId }: { messageId: string | null }) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config, signedIn } = useSession();
  const [path, navigate] = useLocation();
  const organisation = config.organisation.name;
  const next = path === '/sign-in' ? linkedNext(location.search) : path;

  const [address, setAddress] = useState(() => linkedAddress(location.hash));
  const [step, setStep] = useState<Step>(() => cameBackTo(location.search) ?? stepFor(address));
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState<Remember>('no');
  const [failure, setFailure] = useState(returnedFailure);
  const [busy, setBusy] = useState<Way | null>(null);
  const [first] = useState(lastWay);
  const form = useRef<HTMLFormElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  // What is asked now is not asked again when this page is loaded later.
  useEffect(() => {
    if (cameBackTo(location.search) !== null) history.replaceState(history.state, '', location.pathname);
  }, []);

  function returnedFailure(): Failure | null {
    const text = cameBackBecause(t, w, config.organisation.helpPhone, location.search);
    return text === null ? null : { field: 'page', text };
  }
  function stepFor(given: string): Step {
    if (given === '') return { at: 'address' };
    return { at: isInside(given, config.insideDomainHashes) ? 'work' : 'ways' };
  }
  const explained = (thrown: unknown) => {
    const error = toAppError(thrown);
    return error.code === 'sign_in_failed'
      ? t('signIn.failed')
      : explainRefusal({ t, w, ways: config.ways }, error);
  };
  const take = (answer: SignInAnswer, way: Way) => {
    if (answer.state === 'confirm_address') return setStep({ at: 'code', why: 'unused' });
    keepLastWay(way);
    if (answer.state === 'second_factor') return setStep({ at: 'second-factor', ways: answer.ways });
    // The page that was asked for first: the sign-in page leads whoever is signed in to the inbox.
    if (path === '/sign-in' && next !== null) navigate(next, { replace: true });
    signedIn(answer.me);
  };
  const pointAt = (field: 'address' | 'password', text: string) => {
    setFailure({ field, text });
    const name = field === 'address' ? 'username' : 'password';
    form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus();
  };

  const submit = async () => {
    setFailure(null);
    const parsed = parseAddress(address);
    if (parsed === null) return pointAt('address', t('signIn.addressBad'));
    if (step.at === 'address') {
      const following = stepFor(parsed);
      setStep(following);
      if (following.at === 'ways') requestAnimationFrame(() => passwordField.current?.focus());
      return;
    }
    if (password === '') return pointAt('password', t('signIn.passwordMissing'));
    setBusy('password');
    try {
      const isKept = remember === 'yes' ? { remember: true } : {};
      take(await accounts.signIn({ address: parsed, password, ...isKept }), 'password');
    } catch (thrown) {
      setFailure({ field: 'form', text: explained(thrown) });
      passwordField.current?.focus();
    }
    setBusy(null);
  };
  const mailCode = async () => {
    setFailure(null);
    const parsed = parseAddress(address);
    if (parsed === null) return pointAt('address', t('signIn.addressBad'));
    setBusy('code');
    try {
      await accounts.mailSignInCode(parsed);
      setStep({ at: 'code', why: 'asked' });
    } catch (thrown) {
      setFailure({ field: 'page', text: explained(thrown) });
    }
    setBusy(null);
  };
  const sayOfPage = (text: string) => setFailure(text === '' ? null : { field: 'page', text });
  const offerPasskeys = usePasskeyAutofill({
    isOn: step.at !== 'code' && step.at !== 'second-factor',
    remember,
    onAnswer: (answer) => take(answer, 'passkey'),
    onFailure: (thrown) => sayOfPage(explainPasskey({ t, w, ways: config.ways }, thrown)),
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy === null) void submit();
  };
  const staffHref = `/api/sign-in/staff?return=${encodeURIComponent(next ?? '/inbox')}`;
  const said = (field: Failure['field']) => (failure?.field === field ? failure.text : '');

  const ways: WayIn[] = [
    {
      way: 'password',
      show: (appearance) => (
        <PasswordWay
          {...{ address, next, password, remember, appearance }}
          onPassword={(typed) => {
            setPassword(typed);
            if (failure?.field === 'password') setFailure(null);
          }}
          onRemember={setRemember}
          problem={said('password') === '' ? null : said('password')}
          failure={said('form')}
          busy={busy === 'password' ? 'yes' : 'no'}
          inputRef={passwordField}
        />
      ),
    },
    ...(config.ways.oneTimeCode
      ? [
          {
            way: 'code' as const,
            show: (appearance: 'primary' | 'secondary') => (
              <Button
                appearance={appearance}
                busy={busy === 'code' ? 'yes' : 'no'}
                onClick={() => void mailCode()}
              >
                {w('signIn.mailCode')}
              </Button>
            ),
          },
        ]
      : []),
    ...(config.ways.passkeys && knowsPasskeys()
      ? [
          {
            way: 'passkey' as const,
            show: (appearance: 'primary' | 'secondary') => (
              <PasskeyButton
                {...{ appearance, remember }}
                onAnswer={(answer) => take(answer, 'passkey')}
                onFailure={(text) => {
                  sayOfPage(text);
                  if (text !== '') offerPasskeys();
                }}
              />
            ),
          },
        ]
      : []),
    ...config.ways.providers.map((provider) => ({
      way: provider.id,
      show: (appearance: 'primary' | 'secondary') => (
        <ProviderButtons
          providers={[provider]}
          returnTo={next ?? '/inbox'}
          {...{ appearance, remember }}
          onFollow={keepLastWay}
        />
      ),
    })),
  ];

  // The way of the last time leads in at once where it needs no address.
  const atOnce = step.at === 'address' ? ways.filter(({ way }) => way === first && needsNoAddress(way)) : [];

  if (step.at === 'second-factor') {
    return (
      <Page key="second-factor" title={w('secondFactor.askTitle')}>
        <SecondFactorStep
          ways={step.ways}
          remember={remember}
          onAnswer={(answer) => take(answer, first ?? 'password')}
          onOver={(text) => {
            setStep(stepFor(address));
            sayOfPage(text);
          }}
        />
      </Page>
    );
  }
  if (step.at === 'code') {
    return (
      <SignInCode
        why={step.why}
        linked={parseAddress(address) ?? ''}
        remember={remember}
        onRemember={setRemember}
        onAnswer={(answer) => take(answer, 'code')}
        onBack={() => setStep({ at: 'address' })}
      />
    );
  }
  const work = (
    <Button
      appearance={step.at === 'work' || first === 'work' ? 'primary' : 'secondary'}
      href={staffHref}
      onFollow={() => keepLastWay('work')}
    >
      {t('signIn.workAccount')}
    </Button>
  );
  const isWorkFirst = step.at === 'address' && first === 'work';
  return (
    <Page title={messageId === null ? t('signIn.title') : t('signIn.waiting')}>
      <Text>{t(messageId === null ? 'signIn.text' : 'signIn.waitingText', { organisation })}</Text>
      {said('page') === '' ? null : <FailureNotice text={said('page')} />}
      {isWorkFirst ? work : null}
      <Ways ways={atOnce} />
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <AddressField
          value={address}
          autoComplete="username webauthn"
          problem={said('address') === '' ? null : said('address')}
          onChange={(typed) => {
            setAddress(typed);
            setStep({ at: 'address' });
            setFailure(null);
          }}
        />
        {step.at === 'work' ? (
          <>
            <Text>{t('signIn.workAccountText', { address, organisation })}</Text>
            {work}
          </>
        ) : null}
        {step.at === 'ways' ? <Ways ways={inOrder(ways, first)} /> : null}
        {step.at === 'address' ? (
          <Button type="submit" appearance={isWorkFirst || atOnce.length > 0 ? 'secondary' : 'primary'}>
            {t('signIn.continue')}
          </Button>
        ) : null}
      </form>
      {step.at === 'ways' ? (
        <FirstTime onRegister={() => navigate(wayInPath('/register', next, parseAddress(address) ?? ''))} />
      ) : null}
      {step.at === 'work' || isWorkFirst ? null : (
        <Link href={staffHref} className={styles.staff} onClick={() => keepLastWay('work')}>
          {t('signIn.iWorkHere', { organisation })}
        </Link>
      )}
      <Genuine organisation={organisation} />
    </Page>
  );
}
