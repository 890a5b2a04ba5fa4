import { Checkbox, Field, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Redirect } from 'wouter';
import type { MeAnswer, ProfileAnswer } from '../../shared/api/index.ts';
import { accounts, settings } from '../parts/accounts.ts';
import { linkedNext } from '../parts/address.ts';
import { Button } from '../parts/Button.tsx';
import { explain, toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { RenewPassword } from '../parts/RenewPassword.tsx';
import { Spinner } from '../parts/Spinner.tsx';
import { fetchMe } from '../parts/service.ts';
import { useSession } from '../parts/session.ts';
import { Terms } from '../parts/Terms.tsx';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';
import { panels } from './settings/panels.ts';
import { useProfile } from './settings/use-profile.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  out: { alignSelf: 'start' },
});

/** The panels with which a second factor is added. */
const FACTOR_PANELS = ['second-factor', 'passkeys'];

/** What somebody has to do before anything else, one thing after the other; then the page that they came for. */
export function Duties() {
  const { me } = useSession();
  const [next] = useState(() => linkedNext(location.search));
  const [duty] = me?.duties ?? [];
  if (me === null || duty === undefined) return <Redirect to={next ?? '/inbox'} replace />;
  return <Duty key={duty} duty={duty} />;
}

function Duty({ duty }: { duty: MeAnswer['duties'][number] }) {
  const { t } = useTranslation();
  const { profile, error, reload } = useProfile();
  const w = useAccountWords();
  const { organisation } = useSession().config;
  const titles = {
    terms: w('recovery.dutyTermsTitle'),
    password: w('recovery.dutyPasswordTitle'),
    second_factor: w('recovery.dutyFactorTitle'),
  };
  let content: ReactNode = <Spinner label={t('loading')} />;
  if (duty === 'terms') content = <AcceptTerms />;
  else if (error !== null) content = <FailureNotice text={explain(t, error)} retry={reload} />;
  else if (profile !== null) {
    content =
      duty === 'password' ? (
        <RenewPassword profile={profile} />
      ) : (
        <>
          <Text>{w('recovery.dutyFactorText', { organisation: organisation.name })}</Text>
          <AddFactor profile={profile} changed={reload} />
        </>
      );
  }
  return (
    <Page title={titles[duty]}>
      {content}
      <SignOutInstead />
    </Page>
  );
}

/** The terms of today, to be accepted in the words that stand here. */
function AcceptTerms() {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config, updated, refused } = useSession();
  const { organisation, terms } = config;
  const form = useRef<HTMLFormElement>(null);
  const [accepted, setAccepted] = useState<'no' | 'yes'>('no');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);

  const submit = async () => {
    setFailure('');
    if (accepted === 'no') {
      setProblem(w('recovery.dutyTermsMissing'));
      form.current?.querySelector<HTMLInputElement>('[name="terms"]')?.focus();
      return;
    }
    setBusy(true);
    try {
      await settings.acceptTerms(terms.version);
      const me = await fetchMe();
      if (me !== null) updated(me);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!refused(error))
        setFailure(error.code === 'conflict' ? w('signIn.termsChanged') : explain(t, error));
    }
    setBusy(false);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      <Text>{w('recovery.dutyTermsText')}</Text>
      <Terms organisation={organisation.name} text={terms.text} />
      <Field {...(problem === null ? {} : { validationMessage: problem })}>
        <Checkbox
          name="terms"
          label={w('recovery.dutyTermsAccept')}
          checked={accepted === 'yes'}
          onChange={(_, data) => {
            setAccepted(data.checked === true ? 'yes' : 'no');
            setProblem(null);
          }}
        />
      </Field>
      {failure === '' ? null : <FailureNotice text={failure} />}
      <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
        {w('recovery.dutySubmit')}
      </Button>
    </form>
  );
}

/** The settings' own panels: settings cannot be opened while there is something to do first. */
function AddFactor({ profile, changed }: { profile: ProfileAnswer; changed: () => void }) {
  return panels
    .filter(({ id }) => FACTOR_PANELS.includes(id))
    .map(({ id, Panel }) => <Panel key={id} profile={profile} changed={changed} />);
}

/** Nobody is kept on a page that they do not want to fill in. */
function SignOutInstead() {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { signedOut } = useSession();
  const [failure, setFailure] = useState('');
  const signOut = async () => {
    setFailure('');
    try {
      await accounts.signOut();
      signedOut();
    } catch (thrown) {
      setFailure(`${t('header.signOutFailed')} ${explain(t, toAppError(thrown))}`);
    }
  };
  return (
    <>
      {failure === '' ? null : <FailureNotice text={failure} />}
      <Button className={styles.out} appearance="subtle" onClick={() => void signOut()}>
        {w('recovery.dutySignOut')}
      </Button>
    </>
  );
}
