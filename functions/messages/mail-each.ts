import { AppError } from '../../shared/errors.ts';
import { atOnce } from '../at-once.ts';

const AT_ONCE = 20;

/**
 * What is left of mails to many: how many are to be tried again, how long the mail system wants nothing (0: it has not
 * said), and the error that says most of why; null where none was thrown.
 */
export type Left = { count: number; pauseMs: number; error: unknown };

/**
 * Mails many, so many at a time; an error of one holds up no other. Once the mail system asks to be left alone no
 * further mail is begun.
 */
export async function mailEach<T>(
  items: readonly T[],
  mail: (item: T) => Promise<'settled' | 'later'>,
): Promise<Left> {
  const left: Left = { count: 0, pauseMs: 0, error: null };
  await atOnce(AT_ONCE, items, async (item) => {
    try {
      if (left.pauseMs > 0 || (await mail(item)) === 'later') left.count++;
    } catch (error) {
      left.count++;
      const pauseMs = pauseOf(error);
      if (left.error === null || pauseMs > left.pauseMs) left.error = error;
      left.pauseMs = Math.max(left.pauseMs, pauseMs);
    }
  });
  return left;
}

/** How long the mail system has asked to be left alone, in milliseconds; 0: it has not. */
export function pauseOf(error: unknown): number {
  if (!(error instanceof AppError) || error.code !== 'too_many_requests') return 0;
  return (error.retryAfterSeconds ?? 0) * 1000;
}
