import type { DraftClient, SaveDraftRequest } from '../../../shared/api/index.ts';
import { MAX_DRAFT_CELL } from '../../../shared/api/index.ts';
import { type Bytes, type DraftContent, sealDraft, sealSubject } from '../../../shared/envelope/index.ts';
import type { AppError } from '../../../shared/errors.ts';
import { toAppError } from '../errors.ts';
import type { DraftState, Store } from './draft-state.ts';

/** From the first change to its saving; what changes meanwhile is saved with it. */
const SAVE_AFTER_MS = 3_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;
const SHOWN_RECIPIENTS = 10;

/** Saves a draft while it changes. */
export type Saver = {
  /** Something changed. */
  touch: () => void;
  /** Saves now what is not saved yet; resolves once that is tried. */
  flush: () => Promise<void>;
  /** The same, also where the end of a session has put savings off. */
  resume: () => Promise<void>;
  /** Saves over what another window saved. */
  keepMine: () => void;
  /** Whether something is not saved yet. */
  isDirty: () => boolean;
  stop: () => void;
};

/**
 * Saves a draft every few seconds while something changes, encrypted under the account key. A saving whose answer
 * was lost is repeated as it was, so that it is never taken for another window's.
 */
export function createSaver({
  store,
  client,
  accountKey,
  draftId,
  contentOf,
  version: firstVersion,
  onError,
}: {
  store: Store<DraftState>;
  client: DraftClient;
  accountKey: () => Promise<Bytes>;
  /** The draft's id, made at the service where there is none yet. */
  draftId: () => Promise<string>;
  contentOf: (state: DraftState) => DraftContent;
  /** The version that was read; 0: none. */
  version: number;
  onError: (error: AppError) => void;
}): Saver {
  let version = firstVersion;
  let theirs = 0;
  let isDirty = false;
  let isStopped = false;
  let isPaused = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unanswered: SaveDraftRequest | null = null;
  let running: Promise<void> | null = null;

  const schedule = (afterMs: number) => {
    if (isStopped || isPaused || timer !== undefined) return;
    timer = setTimeout(() => void flush(), afterMs);
  };
  const put = async (id: string, request: SaveDraftRequest) => {
    unanswered = request;
    ({ version } = await client.saveDraft(id, request));
    unanswered = null;
  };
  const save = async () => {
    const id = await draftId();
    const key = await accountKey();
    if (unanswered !== null) await put(id, unanswered);
    const state = store.get();
    isDirty = false;
    const cell = await sealDraft(key, id, contentOf(state));
    if (cell.length > MAX_DRAFT_CELL) return store.set({ saving: 'tooLong' });
    await put(id, {
      version,
      cell,
      subjectCell: await sealSubject(key, id, state.subject),
      to: [...state.to, ...state.cc, ...state.bcc].slice(0, SHOWN_RECIPIENTS),
    });
    failures = 0;
    store.set({ saving: 'saved', savedAtMs: Date.now() });
  };
  const failed = (error: AppError) => {
    isDirty = true;
    if (error.code === 'conflict') {
      unanswered = null;
      theirs = Number(error.facts?.version ?? 0);
      return store.set({ saving: theirs === 0 ? 'gone' : 'elsewhere' });
    }
    if (error.code !== 'unavailable' && error.code !== 'unknown') unanswered = null;
    failures += 1;
    // Whoever signs in next may be somebody else: only their own page goes on.
    isPaused = error.code === 'not_signed_in';
    // Tried again, since drafts may be deleted in another window.
    if (error.facts?.problem === 'too_many_drafts') return store.set({ saving: 'tooManyDrafts' });
    store.set({ saving: 'unsaved' });
    onError(error);
  };
  const isHeld = () => ['elsewhere', 'gone'].includes(store.get().saving);
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (running !== null) await running;
    if (!isDirty || isStopped || isPaused || isHeld()) return;
    store.set({ saving: 'saving' });
    running = save()
      .catch((thrown: unknown) => failed(toAppError(thrown)))
      .finally(() => {
        running = null;
      });
    await running;
    if (!isDirty || isHeld()) return;
    schedule(
      failures === 0 ? SAVE_AFTER_MS : Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS),
    );
  };
  const now = () => void flush();
  const whenHidden = () => document.visibilityState === 'hidden' && now();
  window.addEventListener('online', now);
  document.addEventListener('visibilitychange', whenHidden);

  return {
    touch: () => {
      isDirty = true;
      if (!isHeld()) schedule(SAVE_AFTER_MS);
    },
    flush,
    resume: () => {
      isPaused = false;
      return flush();
    },
    keepMine: () => {
      version = theirs;
      isDirty = true;
      store.set({ saving: 'unsaved' });
      now();
    },
    isDirty: () => isDirty,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      window.removeEventListener('online', now);
      document.removeEventListener('visibilitychange', whenHidden);
    },
  };
}
