import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useCallback, useId } from 'react';
import { openSubject } from '../../../shared/envelope/index.ts';
import { useReadingWords } from '../../strings/reading/words.ts';
import { accountKeyOf } from '../account-key.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { client } from '../service.ts';
import { type ReaderMemory, useSession } from '../session.ts';
import { useLoaded } from '../use-loaded.ts';
import { ConversationItem, type NamedMessage } from './ConversationItem.tsx';

const useStyles = makeStyles({
  section: {
    display: 'grid',
    rowGap: tokens.spacingVerticalS,
    // What is opened inside may be as wide as it likes, and scrolls by itself.
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  title: { margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
});

/** What a letter answers and what answers it, newest first, each to be opened in place. Nothing where there is none. */
export function Conversation({ messageId }: { messageId: string }) {
  const w = useReadingWords();
  const styles = useStyles();
  const titleId = useId();
  const { memory } = useSession();
  const loaded = useLoaded(useCallback(() => loadConversation(memory, messageId), [memory, messageId]));

  if (loaded.state === 'loading' || (loaded.state === 'ready' && loaded.value.length === 0)) return null;
  return (
    <section className={`${styles.section} no-print`} aria-labelledby={titleId}>
      <Subtitle2 as="h2" id={titleId} className={styles.title}>
        {w('conversation.title')}
      </Subtitle2>
      {loaded.state === 'failed' ? (
        <FailureNotice intent="warning" text={w('conversation.failed')} retry={loaded.retry} />
      ) : (
        <ol className={styles.list}>
          {loaded.value.map((one) => (
            <ConversationItem key={one.message.id} {...one} />
          ))}
        </ol>
      )}
    </section>
  );
}

async function loadConversation(memory: ReaderMemory, messageId: string): Promise<NamedMessage[]> {
  const { messages } = await client.conversation(messageId);
  const isNamed = messages.some(({ subjectCell }) => subjectCell !== undefined);
  // Without the key the list still has people and dates.
  const accountKey = isNamed ? await accountKeyOf(memory).catch(() => null) : null;
  return Promise.all(
    messages.map(async (message) => ({
      message,
      subject:
        message.subjectCell === undefined || accountKey === null
          ? null
          : await openSubject(accountKey, message.id, message.subjectCell).catch(() => null),
    })),
  );
}
