import { Field, Input, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { isInside, linkedAddress, parseAddress, registrationPath } from '../parts/address.ts';
import { Button } from '../parts/Button.tsx';
import { explain, toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Genuine } from '../parts/Genuine.tsx';
import { Page } from '../parts/Page.tsx';
import { client } from '../parts/service.ts';
import { useSession } from '../parts/session.ts';
import { type Translate, useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  card: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  staff: { alignSelf: 'start', minHeight: '44px', display: 'inline-flex', alignItems: 'center' },
});

type Failure = { field: 'address' | 'password' | 'form'; text: string };

/** What the typed address can do next: unknown until it has been looked at. */
type Way = 'address' | 'password' | 'work';

/**
 * Signs somebody in where they stand, so that the page they asked for follows. Arriving from a link
 * (`messageId`) it says that a message is waiting; it never says who has an account.
 */
export function SignIn({ messageId }: { messageId: string | null }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { config, signedIn } = useSession();
  const [path, navigate] = useLocation();
  const organisation = config.organisation.name;

  const [address, setAddress] = useState(() => linkedAddress(location.hash));
  const [password, setPassword] = useState('');
  const [way, setWay] = useState<Way>('address');
  const [failure, setFailure] = useState(() => returnedFailure(t, config.organisation.helpPhone));
  const [isBusy, setBusy] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const prefilled = useRef(address);

  useEffect(() => {
    if (prefilled.current === '') return;
    setWay(isInside(prefilled.current, config.insideDomainHashes) ? 'work' : 'password');
  }, [config.insideDomainHashes]);

  const submit = async () => {
    setFailure(null);
    const parsed = parseAddress(address);
    if (parsed === null) return setFailure({ field: 'address', text: t('signIn.addressBad') });
    if (way === 'address') {
      const inside = isInside(parsed, config.insideDomainHashes);
      setWay(inside ? 'work' : 'password');
      if (!inside) requestAnimationFrame(() => passwordField.current?.focus());
      return;
    }
    if (password === '') return setFailure({ field: 'password', text: t('signIn.passwordMissing') });
    setBusy(true);
    try {
      signedIn(await client.signIn({ address: parsed, password }));
    } catch (thrown) {
      const error = toAppError(thrown);
      setFailure({
        field: 'form',
        text: error.code === 'sign_in_failed' ? t('signIn.failed') : explain(t, error),
      });
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };
  const returnPath = path === '/sign-in' ? '/inbox' : path;
  const staffHref = `/api/sign-in/staff?return=${encodeURIComponent(returnPath)}`;

  return (
    <Page title={messageId === null ? t('signIn.title') : t('signIn.waiting')}>
      <Text>{t(messageId === null ? 'signIn.text' : 'signIn.waitingText', { organisation })}</Text>
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <Field
          label={t('signIn.address')}
          {...(failure?.field === 'address' ? { validationMessage: failure.text } : {})}
        >
          <Input
            type="email"
            name="username"
            autoComplete="username"
            inputMode="email"
            value={address}
            onChange={(_, data) => {
              setAddress(data.value);
              setWay('address');
              setFailure(null);
            }}
          />
        </Field>
        {way === 'password' ? (
          <Field
            label={t('signIn.password')}
            {...(failure?.field === 'password' ? { validationMessage: failure.text } : {})}
          >
            <Input
              type="password"
              name="password"
              autoComplete="current-password"
              input={{ ref: passwordField }}
              value={password}
              onChange={(_, data) => setPassword(data.value)}
            />
          </Field>
        ) : null}
        {failure?.field === 'form' ? <FailureNotice text={failure.text} /> : null}
        {way === 'work' ? (
          <>
            <Text>{t('signIn.workAccountText', { address, organisation })}</Text>
            <Button appearance="primary" href={staffHref}>
              {t('signIn.workAccount')}
            </Button>
          </>
        ) : (
          <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
            {t(way === 'address' ? 'signIn.continue' : isBusy ? 'signIn.submitting' : 'signIn.submit')}
          </Button>
        )}
      </form>
      {way === 'password' ? (
        <div className={styles.card}>
          <Text weight="semibold">{t('signIn.firstTime')}</Text>
          <Text>{t('signIn.firstTimeText')}</Text>
          <Button
            onClick={() => navigate(registrationPath('/register', messageId, parseAddress(address) ?? ''))}
          >
            {t('signIn.register')}
          </Button>
          <Text size={200} className={styles.quiet}>
            {t('signIn.forgot', { phone: config.organisation.helpPhone })}
          </Text>
        </div>
      ) : null}
      {way === 'work' ? null : (
        <Link href={staffHref} className={styles.staff}>
          {t('signIn.iWorkHere', { organisation })}
        </Link>
      )}
      <Genuine organisation={organisation} />
    </Page>
  );
}

/** Why the organisation's sign-in sent somebody back here; null where it did not. */
function returnedFailure(t: Translate, phone: string): Failure | null {
  const problem = new URLSearchParams(location.search).get('problem');
  if (problem === null) return null;
  return {
    field: 'form',
    text: problem === 'unavailable' ? t('errors.unavailable') : t('signIn.workAccountFailed', { phone }),
  };
}
