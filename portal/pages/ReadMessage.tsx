import { useCallback, useEffect } from 'react';
import { Letter } from '../parts/Letter.tsx';
import { openAndKeep } from '../parts/open-message.ts';
import { useSession } from '../parts/session.ts';
import { useLoaded } from '../parts/use-loaded.ts';
import { Waiting } from '../parts/Waiting.tsx';
import { useTranslation } from '../strings/i18n.ts';
import { OpeningFailed } from './OpeningFailed.tsx';

/** Opens a message for the reader who is signed in, and shows it or says why not. */
export function ReadMessage({ messageId }: { messageId: string }) {
  const { t } = useTranslation();
  const { memory } = useSession();
  const loaded = useLoaded(useCallback(() => openAndKeep(memory, messageId), [memory, messageId]));

  useEffect(() => {
    // The prefilled address has done its work: it need not stand in the history.
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  }, []);

  if (loaded.state === 'loading') return <Waiting label={t('read.opening')} />;
  if (loaded.state === 'failed')
    return <OpeningFailed messageId={messageId} error={loaded.error} retry={loaded.retry} />;
  return <Letter opened={loaded.value} />;
}
