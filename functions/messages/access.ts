import { isUnsent, type MessageRecord, type SentRecord } from './records.ts';
import { fromOf, isWrittenBy } from './written-by.ts';

export type Access =
  | { kind: 'granted'; record: SentRecord; as: 'author' | 'reader' }
  /** Named by the message, but its time is over, or the author has ended it; granted before `endedAt`. */
  | {
      kind: 'ended';
      expiresAt: string;
      endedAt: string;
      authorName: string;
      reason: 'expired' | 'revoked';
      as: 'author' | 'reader';
    }
  /** A stranger, an unknown id and a message not sent yet: the same answer. */
  | { kind: 'not_for_you' };

/**
 * Decides who may open a message now: its author, the mailbox it was written for and the readers that it names, until its expiry or until the
 * author ends it, for all or for one of them. The only place where access is decided.
 */
export function accessOf(record: MessageRecord | null, accountId: string, now: Date): Access {
  if (record === null || isUnsent(record)) return { kind: 'not_for_you' };
  const isAuthor = isWrittenBy(record, accountId);
  const reader = record.readers.find((one) => one.accountId === accountId);
  if (!isAuthor && reader === undefined) return { kind: 'not_for_you' };
  const { expiresAt } = record;
  const ended = {
    kind: 'ended' as const,
    expiresAt,
    authorName: fromOf(record).name,
    as: isAuthor ? ('author' as const) : ('reader' as const),
  };
  if (record.state === 'revoked') return { ...ended, endedAt: record.endedAt, reason: 'revoked' };
  if (!isAuthor && reader?.endedAt !== undefined)
    return { ...ended, endedAt: reader.endedAt, reason: 'revoked' };
  if (record.state !== 'sent' || now.getTime() >= Date.parse(expiresAt))
    return { ...ended, endedAt: expiresAt, reason: 'expired' };
  return { kind: 'granted', record, as: isAuthor ? 'author' : 'reader' };
}
