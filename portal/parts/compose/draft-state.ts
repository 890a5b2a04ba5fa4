import type { Person } from '../../../shared/api/index.ts';
import type { DraftOrigin, LetterAttachment } from '../../../shared/envelope/index.ts';
import type { AppError } from '../../../shared/errors.ts';

/** What stands in the editor: its HTML, pictures named by `data-cid`, and the same as text. */
export type Written = { html: string; text: string };

/** A file on its way into the draft, or there already. */
export type DraftFile = {
  key: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  /** A picture in the text. */
  contentId?: string;
  /** `queued`: its turn comes. `waiting`: its upload broke, and is tried again. */
  state: 'queued' | 'sending' | 'waiting' | 'stored' | 'failed';
  sentBytes: number;
  error: AppError | null;
  stored: LetterAttachment | null;
};

/** How the draft is kept. `elsewhere`: another window saved it. `gone`: it was sent or discarded there. `tooManyDrafts`: so many are kept that this one is not. */
export type Saving =
  | 'nothing'
  | 'saving'
  | 'saved'
  | 'unsaved'
  | 'tooLong'
  | 'tooManyDrafts'
  | 'elsewhere'
  | 'gone';

export type Sending =
  | { state: 'writing' }
  /** Send was pressed, and files are still on their way. */
  | { state: 'uploading' }
  /** The message leaves at this moment (milliseconds of Date.now) unless that is undone. */
  | { state: 'leaving'; atMs: number }
  | { state: 'undone' }
  | { state: 'committing' }
  | { state: 'failed'; error: AppError }
  /** The commit got no answer: the message may be sent, so it can only be committed again, as it was. */
  | { state: 'unsure'; error: AppError }
  | { state: 'sent'; messageId: string };

/** The earlier message as it is added under what was written. */
export type Quote = { line: string; text: string };

/** A message that is being written. */
export type DraftState = {
  /** null: nothing was saved yet. */
  draftId: string | null;
  origin: DraftOrigin | null;
  /** The mailbox that it is written for; null: its writer's own. */
  onBehalfOf: Person | null;
  to: readonly Person[];
  cc: readonly Person[];
  bcc: readonly Person[];
  /** People of the earlier message whom its reader may not write to. */
  leftOut: readonly Person[];
  subject: string;
  written: Written;
  confidential: boolean;
  /** What the message asks for; null: nothing. Only its being wanted is saved. */
  passphrase: string | null;
  days: number;
  quote: Quote | null | 'gone';
  files: readonly DraftFile[];
  /** How many pictures this window can show; the desk has them. */
  pictures: number;
  saving: Saving;
  savedAtMs: number | null;
  sending: Sending;
};

/** What a writer changes by hand. */
export type DraftChange = Partial<
  Pick<
    DraftState,
    'onBehalfOf' | 'to' | 'cc' | 'bcc' | 'subject' | 'written' | 'confidential' | 'passphrase' | 'days'
  >
>;

/** A value that many watch. */
export type Store<T> = {
  get: () => T;
  set: (change: Partial<T>) => void;
  subscribe: (listener: () => void) => () => void;
};

/** Makes a store; whoever watches is told after each change. */
export function createStore<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (change) => {
      value = { ...value, ...change };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Resolves after so many milliseconds, or earlier once the browser is online again. */
export function pauseOrOnline(pauseMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, pauseMs);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}

/** The bytes of all files together. */
export function totalBytes(files: readonly DraftFile[]): number {
  return files.reduce((sum, file) => sum + file.sizeBytes, 0);
}
