import { Text } from '@fluentui/react-components';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { Button } from '../parts/Button.tsx';
import { Page } from '../parts/Page.tsx';
import type { Ended } from '../parts/SessionWatch.tsx';
import { useSession } from '../parts/session.ts';
import { useAccountWords } from '../strings/accounts/words.ts';

/** Confirms that the reader is out, on their wish or because the session ended, and shows the way back. */
export function SignedOut() {
  const w = useAccountWords();
  const { memory } = useSession();
  const ended = useHistoryState<Ended | null>();
  const [, navigate] = useLocation();
  const hasDraft = memory.desk?.isUntouched() === false;
  return (
    <Page title={w(ended === null ? 'signIn.signedOutTitle' : 'signIn.endedTitle')}>
      {ended === null ? null : <Text>{w('signIn.endedText')}</Text>}
      {!hasDraft ? null : <Text weight="semibold">{w('signIn.endedDraft')}</Text>}
      <Text>{w(hasDraft ? 'signIn.signedOutSharedDraft' : 'signIn.signedOutShared')}</Text>
      <Button appearance="primary" onClick={() => navigate(ended?.returnTo ?? '/sign-in')}>
        {w('signIn.again')}
      </Button>
    </Page>
  );
}
