import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { accounts } from '../parts/accounts.ts';
import { isInside, linkedAddress, linkedNext, parseAddress, wayInPath } from '../parts/address.ts';
import { Button } from '../parts/Button.tsx';
import { toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { useSession } from '../parts/session.ts';
import { AddressField } from '../parts/sign-in/AddressField.tsx';
import { explainRefusal } from '../parts/sign-in/explain-refusal.ts';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  back: { alignSelf: 'start' },
});

/** Mails a way to a new password; every address gets the same answer. */
export function Forgot() {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config } = useSession();
  const [, navigate] = useLocation();
  const next = linkedNext(location.search);
  const form = useRef<HTMLFormElement>(null);
  const [address, setAddress] = useState(() => linkedAddress(location.hash));
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);

  const pointAtAddress = (text: string) => {
    setProblem(text);
    form.current?.querySelector<HTMLInputElement>('[name="username"]')?.focus();
  };
  const submit = async () => {
    setFailure('');
    const parsed = parseAddress(address);
    if (parsed === null) return pointAtAddress(t('signIn.addressBad'));
    if (isInside(parsed, config.insideDomainHashes)) {
      const { name } = config.organisation;
      return pointAtAddress(t('signIn.workAccountText', { address: parsed, organisation: name }));
    }
    setBusy(true);
    try {
      await accounts.mailReset(parsed);
      navigate(wayInPath('/reset', next, parsed));
    } catch (thrown) {
      setFailure(explainRefusal({ t, w, ways: config.ways }, toAppError(thrown)));
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };

  return (
    <Page title={w('recovery.title')}>
      <Text>{w('recovery.text')}</Text>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <AddressField
          value={address}
          problem={problem}
          onChange={(typed) => {
            setAddress(typed);
            setProblem(null);
          }}
        />
        {failure === '' ? null : <FailureNotice text={failure} />}
        <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
          {w(isBusy ? 'recovery.submitting' : 'recovery.submit')}
        </Button>
      </form>
      <Button
        className={styles.back}
        appearance="subtle"
        onClick={() => navigate(wayInPath('/sign-in', next, parseAddress(address) ?? ''))}
      >
        {w('recovery.back')}
      </Button>
    </Page>
  );
}
