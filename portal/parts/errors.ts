import { AppError } from '../../shared/errors.ts';
import type { Translate } from '../strings/i18n.ts';

/** Turns whatever was thrown into an AppError: a broken connection becomes `unavailable`, the rest `unknown`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(error instanceof TypeError ? 'unavailable' : 'unknown', { cause: error });
}

/** What happened, what is safe and what to do next, in the reader's language. */
export function explain(t: Translate, error: AppError): string {
  if (error.code === 'unavailable' && !navigator.onLine) return t('errors.offline');
  return t(`errors.${error.code}`);
}

/** True where the reader cancelled. */
export function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
