import { createContext, useContext } from 'react';
import type { ConfigAnswer, MeAnswer, OpenedMessage, Person } from '../../shared/api/index.ts';
import type { Bytes, PassphraseKeys } from '../../shared/envelope/index.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Desk } from './compose/desk.ts';

/** What lives as long as one person is signed in on this page, in memory only. */
export type ReaderMemory = {
  /** The account that this memory is of; null: nobody's yet. */
  ownerId: string | null;
  /** The account key, once it has been asked for. */
  accountKey: Promise<Bytes> | null;
  /** Messages whose subject already stands in the mailbox. */
  keptSubjects: Set<string>;
  /** Passphrases that were typed here, by message, so that going back does not ask again; the text for a reply. */
  passphrases: Map<string, { text: string; keys: PassphraseKeys }>;
  /** The message opened last, so that Reply need not open it again. */
  lastOpened: OpenedMessage | null;
  /** What is being written, kept while its writer looks at other pages, and past the end of the session. */
  desk: Desk | null;
  /** Whom one has written with, once it has been asked for. */
  correspondents: Promise<readonly Person[]> | null;
  /** Lets the search take in what is opened, once that part of the page is there. */
  onOpened?: (opened: OpenedMessage) => void;
};

/** The organisation's settings, and who is signed in (null: nobody). What it can do keeps its identity. */
export type Session = {
  config: ConfigAnswer;
  me: MeAnswer | null;
  memory: ReaderMemory;
  /** Takes in the answer of a sign-in; the same person finds what was being written. */
  signedIn: (me: MeAnswer) => void;
  /** Takes in what the service now says of the same person. */
  updated: (me: MeAnswer) => void;
  /** Forgets the reader who has signed out, and all that was theirs. */
  signedOut: () => void;
  /** Forgets the reader whose session has ended, but for what is being written. */
  ended: () => void;
  /** Looks at a refusal: one that ends the session, or asks for a duty first, changes the page. Answers whether it ended. */
  refused: (error: AppError) => boolean;
};

/** Fresh memory for one reader. */
export function createReaderMemory(ownerId: string | null): ReaderMemory {
  return {
    ownerId,
    accountKey: null,
    keptSubjects: new Set(),
    passphrases: new Map(),
    lastOpened: null,
    desk: null,
    correspondents: null,
  };
}

/** What is left of a reader's memory once their session has ended: no key and no message, but what they were writing. */
export function afterEnd({ ownerId, desk }: ReaderMemory): ReaderMemory {
  return { ...createReaderMemory(ownerId), desk };
}

export const SessionContext = createContext<Session | null>(null);

/** The session of this page; only inside SessionContext. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no session above this component');
  return session;
}
