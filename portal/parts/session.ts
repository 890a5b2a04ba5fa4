import { createContext, useContext } from 'react';
import type { ConfigAnswer, MeAnswer, OpenedMessage } from '../../shared/api/index.ts';
import type { Bytes } from '../../shared/envelope/index.ts';
import type { Written } from './compose-reply.ts';

/** What lives as long as one person is signed in on this page, in memory only. */
export type ReaderMemory = {
  /** The account key, once it has been asked for. */
  accountKey: Promise<Bytes> | null;
  /** Messages whose subject already stands in the mailbox. */
  keptSubjects: Set<string>;
  /** The message opened last, so that Reply need not open it again. */
  lastOpened: OpenedMessage | null;
  /** The reply being written, kept while its writer looks at other pages. */
  replyDraft: { messageId: string; written: Written; files: readonly File[] } | null;
};

/** The organisation's settings, and who is signed in (null: nobody). */
export type Session = {
  config: ConfigAnswer;
  me: MeAnswer | null;
  memory: ReaderMemory;
  /** Takes in the answer of a sign-in. */
  signedIn: (me: MeAnswer) => void;
  /** Forgets the reader, after signing out or once the service says that the session has ended. */
  signedOut: () => void;
};

/** Fresh memory for one reader. */
export function createReaderMemory(): ReaderMemory {
  return { accountKey: null, keptSubjects: new Set(), lastOpened: null, replyDraft: null };
}

export const SessionContext = createContext<Session | null>(null);

/** The session of this page; only inside SessionContext. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no session above this component');
  return session;
}
