import { Checkbox, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ConfigAnswer } from '../../shared/api/index.ts';
import type { AppError } from '../../shared/errors.ts';
import { accounts } from '../parts/accounts.ts';
import { isInside, linkedAddress, linkedNext, parseAddress, wayInPath } from '../parts/address.ts';
import { Button } from '../parts/Button.tsx';
import { toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { PasswordRules, passwordProblem } from '../parts/PasswordRules.tsx';
import { client } from '../parts/service.ts';
import { useSession } from '../parts/session.ts';
import { AddressField } from '../parts/sign-in/AddressField.tsx';
import { explainRefusal } from '../parts/sign-in/explain-refusal.ts';
import { keepNext } from '../parts/sign-in/next-page.ts';
import { Terms } from '../parts/Terms.tsx';
import { useAccountWords } from '../strings/accounts/words.ts';
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

/** The fields in the order of the page; what is wrong with each stands beside it. */
const FIELDS = ['address', 'firstName', 'lastName', 'password', 'again', 'terms'] as const;
type FieldName = (typeof FIELDS)[number];
type Problems = Partial<Record<FieldName, string>>;

/** Registers an address: names, a password under live rules, the terms; a code by mail follows. */
export function Register() {
  const { t, language } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config } = useSession();
  const [, navigate] = useLocation();
  const [next] = useState(() => linkedNext(location.search));
  const form = useRef<HTMLFormElement>(null);
  const isPointing = useRef(false);

  const [values, setValues] = useState(() => ({
    address: linkedAddress(location.hash),
    firstName: '',
    lastName: '',
    password: '',
    again: '',
  }));
  const [passwordType, setPasswordType] = useState<'password' | 'text'>('password');
  const [terms, setTerms] = useState<ConfigAnswer['terms']>(config.terms);
  const [accepted, setAccepted] = useState<'no' | 'yes'>('no');
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    // Only after the button: while somebody types, problems only go away.
    if (!isPointing.current) return;
    isPointing.current = false;
    const wrong = FIELDS.find((name) => problems[name] !== undefined);
    form.current?.querySelector<HTMLInputElement>(`[name="${wrong}"]`)?.focus();
  }, [problems]);

  const pointAt = (found: Problems) => {
    isPointing.current = true;
    setProblems(found);
  };
  const findProblems = (): Problems => {
    const parsed = parseAddress(values.address);
    return {
      ...(parsed === null ? { address: t('signIn.addressBad') } : {}),
      ...(parsed !== null && isInside(parsed, config.insideDomainHashes)
        ? { address: w('signIn.registerInside', { organisation: config.organisation.name }) }
        : {}),
      ...(values.firstName.trim() === '' ? { firstName: w('signIn.firstNameMissing') } : {}),
      ...(values.lastName.trim() === '' ? { lastName: w('signIn.lastNameMissing') } : {}),
      ...(passwordProblem(config.password, values.password) === null
        ? {}
        : { password: w('register.passwordBad') }),
      ...(values.again === values.password ? {} : { again: w('register.passwordsDiffer') }),
      ...(accepted === 'yes' ? {} : { terms: w('register.termsMissing') }),
    };
  };
  const refuse = async (error: AppError) => {
    // Only the service knows what else makes a password easy to guess, so its own words stand here.
    if (error.code === 'password_refused') return pointAt({ password: error.message });
    if (error.code === 'use_work_account')
      return pointAt({
        address: w('signIn.registerInside', { organisation: config.organisation.name }),
      });
    setFailure(
      error.code === 'conflict'
        ? w('signIn.termsChanged')
        : explainRefusal({ t, w, ways: config.ways }, error),
    );
    if (error.code !== 'conflict') return;
    setAccepted('no');
    const latest = await client.config().catch(() => null);
    if (latest !== null) setTerms(latest.terms);
  };
  const submit = async () => {
    const found = findProblems();
    const parsed = parseAddress(values.address);
    setFailure('');
    pointAt(found);
    if (Object.keys(found).length > 0 || parsed === null) return;
    setBusy(true);
    try {
      await accounts.register({
        address: parsed,
        firstName: values.firstName.trim(),
        lastName: values.lastName.trim(),
        password: values.password,
        language,
        acceptedTerms: terms.version,
      });
      keepNext(next);
      navigate(wayInPath('/confirm', next, parsed));
    } catch (thrown) {
      await refuse(toAppError(thrown));
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };
  const settle = (name: FieldName) => setProblems(({ [name]: _settled, ...others }) => others);
  const typed = (name: keyof typeof values) => (_: unknown, data: { value: string }) => {
    setValues((before) => ({ ...before, [name]: data.value }));
    settle(name);
  };
  const said = (name: FieldName) => {
    const text = problems[name];
    return text === undefined ? {} : { validationMessage: text };
  };

  return (
    <Page title={w('register.title')}>
      <Text>{w('register.text', { organisation: config.organisation.name })}</Text>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <AddressField
          name="address"
          hint={w('register.addressHint')}
          value={values.address}
          problem={problems.address ?? null}
          onChange={(value) => typed('address')(null, { value })}
        />
        <div className={styles.names}>
          <Field label={w('register.firstName')} {...said('firstName')}>
            <Input
              name="firstName"
              autoComplete="given-name"
              maxLength={256}
              value={values.firstName}
              onChange={typed('firstName')}
            />
          </Field>
          <Field label={w('register.lastName')} {...said('lastName')}>
            <Input
              name="lastName"
              autoComplete="family-name"
              maxLength={256}
              value={values.lastName}
              onChange={typed('lastName')}
            />
          </Field>
        </div>
        <Field label={w('register.password')} {...said('password')}>
          <Input
            type={passwordType}
            name="password"
            autoComplete="new-password"
            aria-describedby="password-rules"
            value={values.password}
            onChange={typed('password')}
          />
        </Field>
        <Field label={w('register.passwordAgain')} {...said('again')}>
          <Input
            type={passwordType}
            name="again"
            autoComplete="new-password"
            value={values.again}
            onChange={typed('again')}
          />
        </Field>
        <PasswordRules
          id="password-rules"
          limits={config.password}
          password={values.password}
          again={values.again}
        />
        <Button
          className={styles.show}
          appearance="subtle"
          icon={passwordType === 'password' ? <EyeRegular /> : <EyeOffRegular />}
          onClick={() => setPasswordType(passwordType === 'password' ? 'text' : 'password')}
        >
          {w(passwordType === 'password' ? 'register.showPasswords' : 'register.hidePasswords')}
        </Button>
        <Terms organisation={config.organisation.name} text={terms.text} />
        <Field {...said('terms')}>
          <Checkbox
            name="terms"
            label={w('register.termsAccept')}
            checked={accepted === 'yes'}
            onChange={(_, data) => {
              setAccepted(data.checked === true ? 'yes' : 'no');
              settle('terms');
            }}
          />
        </Field>
        {failure === '' ? null : <FailureNotice text={failure} />}
        <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
          {w(isBusy ? 'register.submitting' : 'register.submit')}
        </Button>
      </form>
      <div className={styles.haveAccount}>
        <Text>{w('register.haveAccount')}</Text>
        <Button
          appearance="subtle"
          onClick={() => navigate(wayInPath('/sign-in', next, parseAddress(values.address) ?? ''))}
        >
          {t('header.signIn')}
        </Button>
      </div>
    </Page>
  );
}
