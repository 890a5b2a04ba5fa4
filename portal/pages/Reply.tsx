import { useCallback, useState } from 'react';
import { openAndKeep } from '../parts/open-message.ts';
import { ReplyForm } from '../parts/ReplyForm.tsx';
import { ReplySent } from '../parts/ReplySent.tsx';
import { useSession } from '../parts/session.ts';
import { useLoaded } from '../parts/use-loaded.ts';
import { Waiting } from '../parts/Waiting.tsx';
import { useTranslation } from '../strings/i18n.ts';
import { NotForYou } from './NotForYou.tsx';
import { OpeningFailed } from './OpeningFailed.tsx';

/** Answers a message that this reader can open; opened a moment ago, it is not opened again. */
export function Reply({ messageId }: { messageId: string }) {
  const { t } = useTranslation();
  const { memory, me } = useSession();
  const [isSent, setSent] = useState(false);
  const load = useCallback(async () => {
    const last = memory.lastOpened;
    return last?.answer.id === messageId ? last : openAndKeep(memory, messageId);
  }, [memory, messageId]);
  const loaded = useLoaded(load);

  const sent = useCallback(() => {
    memory.replyDraft = null;
    setSent(true);
  }, [memory]);

  if (loaded.state === 'loading') return <Waiting label={t('loading')} />;
  if (loaded.state === 'failed') return <OpeningFailed error={loaded.error} retry={loaded.retry} />;
  if (me === null || loaded.value.answer.replyTo.length === 0) return <NotForYou />;
  if (isSent) return <ReplySent messageId={messageId} />;
  return <ReplyForm original={loaded.value} me={me} onSent={sent} />;
}
