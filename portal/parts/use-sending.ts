import { useCallback, useRef, useState } from 'react';
import {
  commitMessage,
  type Outgoing,
  putPartByXhr,
  type StoredMessage,
  storeMessage,
} from '../../shared/api/index.ts';
import type { AppError } from '../../shared/errors.ts';
import { isCancelled, toAppError } from './errors.ts';
import { client } from './service.ts';

export type Sending =
  | { state: 'writing' }
  | { state: 'storing'; sentBytes: number; totalBytes: number; cancel: () => void }
  | { state: 'committing' }
  | { state: 'cancelled' }
  | { state: 'failed'; error: AppError }
  /** The commit got no answer: the message may be sent, so it can only be committed again, as it was. */
  | { state: 'unsure'; error: AppError };

/** A message without what an attempt adds to it. */
export type Unsent = Omit<Outgoing, 'idempotencyKey' | 'sentAt'>;

/**
 * Sends a message once, whatever happens on the way: until the commit, a failure or a cancel leaves
 * nothing behind; after a commit without an answer, the same commit is repeated and nothing else.
 */
export function useSending(onSent: () => void) {
  const [sending, setSending] = useState<Sending>({ state: 'writing' });
  const idempotencyKey = useRef<string>(null);
  const stored = useRef<StoredMessage>(null);

  const send = useCallback(
    async (message: Unsent) => {
      idempotencyKey.current ??= crypto.randomUUID();
      const controller = new AbortController();
      const cancel = () => controller.abort();
      try {
        if (stored.current === null) {
          const onProgress = (sentBytes: number, totalBytes: number) =>
            setSending({ state: 'storing', sentBytes, totalBytes, cancel });
          onProgress(0, 1);
          stored.current = await storeMessage(
            { client, putPart: putPartByXhr },
            { ...message, idempotencyKey: idempotencyKey.current, sentAt: new Date().toISOString() },
            { onProgress, signal: controller.signal },
          );
          controller.signal.throwIfAborted();
        }
        setSending({ state: 'committing' });
        await commitMessage(client, stored.current);
        onSent();
      } catch (thrown) {
        const isUnsure = stored.current !== null && !controller.signal.aborted;
        const error = toAppError(thrown);
        if (isUnsure && (error.code === 'unavailable' || error.code === 'unknown')) {
          return setSending({ state: 'unsure', error });
        }
        stored.current = null;
        setSending(isCancelled(thrown) ? { state: 'cancelled' } : { state: 'failed', error });
      }
    },
    [onSent],
  );
  return { sending, send };
}
