import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { accounts } from '../parts/accounts.ts';
import { Button } from '../parts/Button.tsx';
import { toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { useSession } from '../parts/session.ts';
import { explainRefusal } from '../parts/sign-in/explain-refusal.ts';
import { useFragment } from '../parts/use-fragment.ts';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Ends a lock with the link of the mail about it; only the button sends anything. */
export function Unlock() {
  const link = useFragment('link');
  return <UnlockByLink key={link} link={link} />;
}

function UnlockByLink({ link }: { link: string }) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config } = useSession();
  const [, navigate] = useLocation();
  const [state, setState] = useState<'asked' | 'done' | 'used'>(link === '' ? 'used' : 'asked');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState<'no' | 'yes'>('no');

  const unlock = async () => {
    setFailure('');
    setBusy('yes');
    try {
      await accounts.unlock(link);
      setState('done');
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'code_wrong' || error.code === 'bad_request') setState('used');
      else setFailure(explainRefusal({ t, w, ways: config.ways }, error));
    }
    setBusy('no');
  };

  if (state !== 'asked') {
    const isDone = state === 'done';
    return (
      <Page key={state} title={w(isDone ? 'signIn.unlockedTitle' : 'signIn.unlockUsedTitle')}>
        <Text>{w(isDone ? 'signIn.unlocked' : 'signIn.unlockUsed')}</Text>
        <div className={styles.ways}>
          <Button appearance="primary" onClick={() => navigate('/sign-in', { replace: true })}>
            {t('header.signIn')}
          </Button>
          <Button onClick={() => navigate('/forgot', { replace: true })}>{w('signIn.forgot')}</Button>
        </div>
      </Page>
    );
  }
  return (
    <Page key="unlock" title={w('signIn.unlockTitle')}>
      <Text>{w('signIn.unlockText')}</Text>
      {failure === '' ? null : <FailureNotice text={failure} />}
      <Button appearance="primary" busy={busy} onClick={() => void unlock()}>
        {w('signIn.unlock')}
      </Button>
    </Page>
  );
}
