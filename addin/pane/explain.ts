import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { type MessageKey, t } from './strings/i18n.ts';

/** Words for what `facts.problem` names; see addin/outlook and outgoing.ts. */
const PROBLEMS: Readonly<Record<string, MessageKey>> = {
  no_recipients: 'errorNoRecipients',
  too_many_recipients: 'errorTooManyRecipients',
  group: 'errorGroup',
  unresolved: 'errorUnresolved',
  bad_address: 'errorBadAddress',
  not_a_delegate: 'errorNotADelegate',
  empty: 'errorEmpty',
  attachment_in_cloud: 'errorAttachmentInCloud',
  attachment_unreadable: 'errorAttachmentUnreadable',
  draft_changed: 'errorDraftChanged',
  outlook: 'errorOutlook',
  sign_in: 'errorSignIn',
};

const CODES: Partial<Record<ErrorCode, MessageKey>> = {
  not_signed_in: 'errorSignIn',
  sign_in_failed: 'errorSignIn',
  forbidden: 'errorForbidden',
  unavailable: 'errorUnavailable',
  too_many_requests: 'errorTooMany',
};

/** Turns whatever was thrown into an AppError: a broken connection becomes `unavailable`, the rest `unknown`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(error instanceof TypeError ? 'unavailable' : 'unknown', { cause: error });
}

/** True where the sender cancelled. */
export function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** What went wrong and what to do next, in the sender's language. `helpPhone` null before it is known. */
export function explain(error: AppError, helpPhone: string | null): string {
  const facts = error.facts ?? {};
  const maxBytes = facts.maxBytes;
  if (error.code === 'too_large' && typeof maxBytes === 'number') {
    return t('errorTooLarge', { megabytes: Math.floor(maxBytes / 1_000_000) });
  }
  const key = PROBLEMS[String(facts.problem)] ?? CODES[error.code];
  if (error.code === 'unavailable' && key === 'errorUnavailable' && !navigator.onLine)
    return t('errorOffline');
  if (key !== undefined) return t(key, facts);
  return helpPhone === null ? t('errorUnknownNoPhone') : t('errorUnknown', { phone: helpPhone });
}
