import { Checkbox, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { linkedAddress, linkedMessage, parseAddress, registrationPath } from '../parts/address.ts';
import { Button } from '../parts/Button.tsx';
import { explain, toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { PasswordRules, passwordProblem } from '../parts/PasswordRules.tsx';
import { client } from '../parts/service.ts';
import { useSession } from '../parts/session.ts';
import { Terms } from '../parts/Terms.tsx';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  names: {
    display: 'grid',
    gridTemplateColumns: '1fr 1fr',
    gap: tokens.spacingHorizontalM,
    '@media (max-width: 26rem)': { gridTemplateColumns: '1fr', rowGap: tokens.spacingVerticalL },
  },
  show: { alignSelf: 'start' },
  haveAccount: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

type Problem = 'address' | 'firstName' | 'lastName' | 'password' | 'again' | 'terms';

/** Registers an address: names, a password under live rules, the terms; a code by mail follows. */
export function Register() {
  const { t, language } = useTranslation();
  const styles = useStyles();
  const { config } = useSession();
  const [, navigate] = useLocation();
  const messageId = linkedMessage(location.search);

  const [address, setAddress] = useState(() => linkedAddress(location.hash));
  const [firstName, setFirstName] = useState('');
  const [lastName, setLastName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [passwordType, setPasswordType] = useState<'password' | 'text'>('password');
  const [terms, setTerms] = useState<'open' | 'accepted'>('open');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);

  const findProblem = (): Problem | null => {
    if (parseAddress(address) === null) return 'address';
    if (firstName.trim() === '') return 'firstName';
    if (lastName.trim() === '') return 'lastName';
    if (passwordProblem(config.password, password) !== null) return 'password';
    if (again !== password) return 'again';
    return terms === 'accepted' ? null : 'terms';
  };
  const submit = async (form: HTMLFormElement) => {
    const found = findProblem();
    const parsed = parseAddress(address);
    setProblem(found);
    setFailure('');
    if (found !== null || parsed === null) {
      form.querySelector<HTMLInputElement>(`[name="${found}"]`)?.focus();
      return;
    }
    setBusy(true);
    try {
      await client.register({
        address: parsed,
        firstName: firstName.trim(),
        lastName: lastName.trim(),
        password,
        language,
        acceptedTerms: config.terms.version,
      });
      navigate(registrationPath('/confirm', messageId, parsed));
    } catch (thrown) {
      const error = toAppError(thrown);
      // Only the service knows what else makes a password easy to guess, so its own words stand here.
      setFailure(error.code === 'password_refused' ? error.message : explain(t, error));
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isBusy) void submit(event.currentTarget);
  };
  const said = (name: Problem, text: string) => (problem === name ? { validationMessage: text } : {});
  const typed = (set: (value: string) => void) => (_: unknown, data: { value: string }) => {
    set(data.value);
    setProblem(null);
  };

  return (
    <Page title={t('register.title')}>
      <Text>{t('register.text', { organisation: config.organisation.name })}</Text>
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <Field
          label={t('register.address')}
          hint={t('register.addressHint')}
          {...said('address', t('signIn.addressBad'))}
        >
          <Input
            type="email"
            name="address"
            autoComplete="username"
            inputMode="email"
            value={address}
            onChange={typed(setAddress)}
          />
        </Field>
        <div className={styles.names}>
          <Field label={t('register.firstName')} {...said('firstName', t('register.nameMissing'))}>
            <Input
              name="firstName"
              autoComplete="given-name"
              value={firstName}
              onChange={typed(setFirstName)}
            />
          </Field>
          <Field label={t('register.lastName')} {...said('lastName', t('register.nameMissing'))}>
            <Input
              name="lastName"
              autoComplete="family-name"
              value={lastName}
              onChange={typed(setLastName)}
            />
          </Field>
        </div>
        <Field label={t('register.password')} {...said('password', t('register.passwordBad'))}>
          <Input
            type={passwordType}
            name="password"
            autoComplete="new-password"
            aria-describedby="password-rules"
            value={password}
            onChange={typed(setPassword)}
          />
        </Field>
        <Field label={t('register.passwordAgain')} {...said('again', t('register.passwordsDiffer'))}>
          <Input
            type={passwordType}
            name="again"
            autoComplete="new-password"
            value={again}
            onChange={typed(setAgain)}
          />
        </Field>
        <PasswordRules id="password-rules" limits={config.password} password={password} again={again} />
        <Button
          className={styles.show}
          appearance="subtle"
          icon={passwordType === 'password' ? <EyeRegular /> : <EyeOffRegular />}
          onClick={() => setPasswordType(passwordType === 'password' ? 'text' : 'password')}
        >
          {t(passwordType === 'password' ? 'register.showPasswords' : 'register.hidePasswords')}
        </Button>
        <Terms organisation={config.organisation.name} text={config.terms.text} />
        <Field {...said('terms', t('register.termsMissing'))}>
          <Checkbox
            name="terms"
            label={t('register.termsAccept')}
            checked={terms === 'accepted'}
            onChange={(_, data) => {
              setTerms(data.checked === true ? 'accepted' : 'open');
              setProblem(null);
            }}
          />
        </Field>
        {failure === '' ? null : <FailureNotice text={failure} />}
        <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
          {t(isBusy ? 'register.submitting' : 'register.submit')}
        </Button>
      </form>
      <div className={styles.haveAccount}>
        <Text>{t('register.haveAccount')}</Text>
        <Button
          appearance="subtle"
          onClick={() => navigate(messageId === null ? '/sign-in' : `/m/${messageId}${location.hash}`)}
        >
          {t('header.signIn')}
        </Button>
      </div>
    </Page>
  );
}
