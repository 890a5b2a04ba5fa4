import type { AppError } from '../../../shared/errors.ts';
import { usePassphraseWords } from '../../strings/passphrase/words.ts';
import { Page } from '../Page.tsx';
import { AskPassphrase } from './AskPassphrase.tsx';

/** The page of a message that asks for its passphrase, or takes no more tries. */
export function PassphrasePage(props: { messageId: string; error: AppError; retry: () => void }) {
  const w = usePassphraseWords();
  return (
    <Page key="passphrase" title={w(props.error.code === 'passphrase_stopped' ? 'stoppedTitle' : 'title')}>
      <AskPassphrase {...props} />
    </Page>
  );
}
