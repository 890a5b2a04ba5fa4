import type { ConfigAnswer } from '../../../shared/api/index.ts';
import {
  commitMessage,
  type Outgoing,
  type SendPorts,
  type StoredMessage,
  storeLetter,
} from '../../../shared/api/index.ts';
import type { Bytes, LetterAttachment } from '../../../shared/envelope/index.ts';
import type { AppError } from '../../../shared/errors.ts';
import { toAppError } from '../errors.ts';
import type { DraftState, Store } from './draft-state.ts';

/** How long a writer can still change their mind. */
const UNDO_MS = 10_000;

/** A message but for its attachments, which are stored already. */
export type Letter = Omit<Outgoing, 'idempotencyKey' | 'attachments' | 'sentAt'>;
/** Sends a draft once, whatever happens on the way. */
export type Sender = {
  send: () => void;
  /** Takes back what has not left yet. */
  undo: () => void;
  /** Does not wait for the ten seconds, or commits again what may be sent. */
  now: () => void;
  /** A file arrived or failed. */
  filesChanged: () => void;
};

/**
 * Sends a draft: waits for its files, then ten seconds in which it can be taken back, then stores the letter and
 * commits. Until the commit nothing has left and the draft stays saved; after a commit without an answer the same
 * commit is repeated and nothing else.
 */
export function createSender({
  store,
  ports,
  messageKey,
  config,
  draftId,
  letterOf,
  flush,
  onSent,
  onError,
}: {
  store: Store<DraftState>;
  ports: SendPorts;
  messageKey: Bytes;
  config: Pick<ConfigAnswer, 'vaultKey' | 'confirmations'>;
  draftId: () => Promise<string>;
  letterOf: (state: DraftState) => { letter: Letter; attachments: LetterAttachment[] };
  /** Saves the draft as it is sent, so that a window that dies leaves it as it was. */
  flush: () => Promise<void>;
  onSent: () => void;
  onError: (error: AppError) => void;
}): Sender {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stored: StoredMessage | null = null;

  const beginLeaving = () => {
    void flush();
    store.set({ sending: { state: 'leaving', atMs: Date.now() + UNDO_MS } });
    timer = setTimeout(() => void commit(), UNDO_MS);
  };
  const commit = async () => {
    clearTimeout(timer);
    store.set({ sending: { state: 'committing' } });
    try {
      const id = await draftId();
      if (stored === null) {
        const { letter, attachments } = letterOf(store.get());
        const outgoing = { ...letter, sentAt: new Date().toISOString() };
        const { signal } = new AbortController();
        stored = await storeLetter(ports, { id, messageKey, config }, outgoing, attachments, signal);
      }
      await commitMessage(ports.client, stored);
      onSent();
      store.set({ sending: { state: 'sent', messageId: id } });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (stored !== null && (error.code === 'unavailable' || error.code === 'unknown'))
        return store.set({ sending: { state: 'unsure', error } });
      stored = null;
      store.set({ sending: { state: 'failed', error } });
      onError(error);
    }
  };

  return {
    send: () => {
      const { files } = store.get();
      if (files.every((file) => file.state === 'stored')) return beginLeaving();
      store.set({ sending: { state: 'uploading' } });
    },
    undo: () => {
      clearTimeout(timer);
      store.set({ sending: { state: 'undone' } });
    },
    now: () => {
      void commit();
    },
    filesChanged: () => {
      const { files, sending } = store.get();
      if (sending.state !== 'uploading') return;
      if (files.some((file) => file.state === 'failed')) return store.set({ sending: { state: 'writing' } });
      if (files.every((file) => file.state === 'stored')) beginLeaving();
    },
  };
}
