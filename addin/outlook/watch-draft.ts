import { callOutlook } from './call.ts';
import { composeItem } from './host.ts';
import { onAttachmentsChanged, onRecipientsChanged } from './recipients.ts';

/** What a look at the draft brings: its words, and whether its other parts may have changed too. */
export type DraftWatch = {
  onWords: (subject: string, text: string) => void;
  /** Recipients, attachments, labels and our own marks are to be read again. */
  onSurroundings: () => void;
  /** A look failed; the next one comes by itself. */
  onTrouble: (error: unknown) => void;
};

const LOOK_MS = 2_000;
const QUIET_LOOK_MS = 10_000;
const LONG_QUIET_LOOK_MS = 60_000;
const QUIET_AFTER_MS = 5 * 60_000;
const LONG_QUIET_AFTER_MS = 30 * 60_000;
/** A look takes at most a tenth of the time: a text of megabytes is read less often. */
const SHARE = 10;
/** Labels tell of no change, and old Outlooks of none at all, so every fifth look reads everything. */
const SURROUNDINGS_EVERY = 5;

/**
 * Follows the draft while it is being written: Outlook tells of changed recipients and attachments, but
 * not of changed text, so that is looked at every two seconds, less often after minutes without a change,
 * and not at all while the pane cannot be seen. The answer stops it.
 */
export function watchDraft(watch: DraftWatch): () => void {
  let isWanted = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  let looks = 0;
  let last: { subject: string; text: string } | null = null;
  let changedAt = performance.now();

  const look = async () => {
    clearTimeout(timer);
    if (isLooking) return;
    isLooking = true;
    const begun = performance.now();
    try {
      if (looks++ % SURROUNDINGS_EVERY === 0) watch.onSurroundings();
      const words = await readWords();
      if (isWanted && (last === null || last.subject !== words.subject || last.text !== words.text)) {
        last = words;
        changedAt = performance.now();
        watch.onWords(words.subject, words.text);
      }
    } catch (error) {
      if (isWanted) watch.onTrouble(error);
    }
    isLooking = false;
    if (!isWanted || document.hidden) return;
    const now = performance.now();
    timer = setTimeout(() => void look(), pauseMs(now - begun, now - changedAt));
  };
  const wake = () => {
    changedAt = performance.now();
    if (isWanted && !document.hidden) void look();
  };
  const surroundings = () => {
    if (!isWanted) return;
    watch.onSurroundings();
    wake();
  };
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('focus', wake);
  const stops = [onRecipientsChanged(surroundings), onAttachmentsChanged(surroundings)];
  void look();
  return () => {
    isWanted = false;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wake);
    window.removeEventListener('focus', wake);
    for (const stop of stops) void stop.then((end) => end());
  };
}

/** Milliseconds until the next look, after one that took `tookMs` and `quietMs` since the last change. */
export function pauseMs(tookMs: number, quietMs: number): number {
  const wanted =
    quietMs > LONG_QUIET_AFTER_MS ? LONG_QUIET_LOOK_MS : quietMs > QUIET_AFTER_MS ? QUIET_LOOK_MS : LOOK_MS;
  return Math.max(wanted, tookMs * SHARE);
}

async function readWords(): Promise<{ subject: string; text: string }> {
  const item = composeItem();
  const [subject, text] = await Promise.all([
    callOutlook<string>('read the subject', (done) => item.subject.getAsync(done)),
    callOutlook<string>('read the text', (done) => item.body.getAsync(Office.CoercionType.Text, done)),
  ]);
  return { subject, text };
}
