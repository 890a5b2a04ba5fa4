import type { AppError } from '../../../shared/errors.ts';
import type { LifeTranslate } from '../../strings/life/words.ts';

/** What is said once a notice is on its way again to so many. */
export function sayResent(w: LifeTranslate, readers: number): string {
  return w('resent', { count: readers });
}

/** Why a notice does not go again, where there are words for it. */
export function whyNotResent(w: LifeTranslate): (error: AppError) => string | undefined {
  return ({ code }) =>
    code === 'too_many_requests' ? w('resendOften') : code === 'bad_request' ? w('resendNobody') : undefined;
}
