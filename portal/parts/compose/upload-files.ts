import { type SendPorts, storedAttachment, storePart } from '../../../shared/api/index.ts';
import type { Bytes } from '../../../shared/envelope/index.ts';
import type { AppError } from '../../../shared/errors.ts';
import { isCancelled, toAppError } from '../errors.ts';
import { type DraftFile, type DraftState, pauseOrOnline, type Store, totalBytes } from './draft-state.ts';

/** Files on their way at the same time: small ones wait for answers, large ones fill the line alone. */
const AT_ONCE = 2;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** A file to add: its bytes, or how to come by them. */
export type NewFile = Pick<DraftFile, 'name' | 'mediaType' | 'sizeBytes' | 'contentId'> & {
  content: Blob | ((signal: AbortSignal) => Promise<Blob>);
};
/** Files as they were chosen or dropped. */
export function newFiles(files: FileList): NewFile[] {
  return [...files].map((file) => ({
    name: file.name,
    mediaType: file.type === '' ? 'application/octet-stream' : file.type,
    sizeBytes: file.size,
    content: file,
  }));
}

/** Uploads files while somebody writes. */
export type Uploads = {
  add: (files: readonly NewFile[]) => void;
  remove: (key: string) => void;
  /** Begins again with one that failed. */
  retry: (key: string) => void;
  stop: () => void;
};

/**
 * Uploads the files of a draft, a few at a time, as soon as they fit the limit. An upload that breaks begins again
 * as a new part under a new key, later and later and at once when the browser is online again, until it is there.
 */
export function createUploads({
  store,
  ports,
  messageKey,
  draftId,
  maxBytes,
  onStored,
  onError,
}: {
  store: Store<DraftState>;
  ports: SendPorts;
  messageKey: Bytes;
  draftId: () => Promise<string>;
  maxBytes: number;
  /** The list of files is another than it was. */
  onStored: () => void;
  onError: (error: AppError) => void;
}): Uploads {
  const contents = new Map<string, NewFile['content']>();
  const running = new Map<string, AbortController>();

  const update = (key: string, change: Partial<DraftFile>) =>
    store.set({
      files: store.get().files.map((file) => (file.key === key ? { ...file, ...change } : file)),
    });
  const pump = () => {
    const { files } = store.get();
    if (totalBytes(files) > maxBytes) return;
    for (const file of files) {
      if (running.size >= AT_ONCE) return;
      if (file.state === 'queued' && !running.has(file.key)) void upload(file);
    }
  };
  const upload = async (file: DraftFile) => {
    const { key } = file;
    const controller = new AbortController();
    const { signal } = controller;
    running.set(key, controller);
    const beforeRetry = async (tries: number) => {
      update(key, { state: 'waiting' });
      // Offline, only the connection's return is worth a try.
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
      await pauseOrOnline(navigator.onLine ? pauseMs : LONGEST_PAUSE_MS, signal);
      signal.throwIfAborted();
      update(key, { state: 'sending' });
    };
    try {
      update(key, { state: 'sending', error: null, sentBytes: 0 });
      const given = contents.get(key);
      if (given === undefined) throw new Error('a file without content');
      const content = given instanceof Blob ? given : await given(signal);
      contents.set(key, content);
      const messageId = await makeDraft(beforeRetry);
      const storing = { ports, messageId, messageKey, beforeRetry };
      const part = await storePart(storing, content, (sentBytes) => update(key, { sentBytes }), signal);
      update(key, { state: 'stored', stored: storedAttachment(file, part), sizeBytes: part.sizeBytes });
      contents.delete(key);
      onStored();
    } catch (thrown) {
      if (isCancelled(thrown)) return;
      const error = toAppError(thrown);
      update(key, { state: 'failed', error, sentBytes: 0 });
      onError(error);
    } finally {
      running.delete(key);
      pump();
    }
  };
  const makeDraft = async (beforeRetry: (tries: number) => Promise<void>): Promise<string> => {
    for (let tries = 1; ; tries++) {
      try {
        return await draftId();
      } catch (thrown) {
        if (toAppError(thrown).code !== 'unavailable') throw thrown;
        await beforeRetry(tries);
      }
    }
  };

  return {
    add: (files) => {
      const added = files.map(({ content, ...file }): DraftFile => {
        const key = crypto.randomUUID();
        contents.set(key, content);
        return { ...file, key, state: 'queued', sentBytes: 0, error: null, stored: null };
      });
      store.set({ files: [...store.get().files, ...added] });
      onStored();
      pump();
    },
    remove: (key) => {
      running.get(key)?.abort(new DOMException('removed', 'AbortError'));
      contents.delete(key);
      store.set({ files: store.get().files.filter((file) => file.key !== key) });
      onStored();
      pump();
    },
    retry: (key) => {
      update(key, { state: 'queued', error: null });
      pump();
    },
    stop: () => {
      for (const controller of running.values()) controller.abort(new DOMException('stopped', 'AbortError'));
    },
  };
}
