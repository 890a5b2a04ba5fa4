import { isUnsent, type MessageRecord, type SentRecord } from './records.ts';

export type Access =
  | { kind: 'granted'; record: SentRecord; as: 'author' | 'reader' }
  /** Named by the message, but its time is over; `as` was granted before. */
  | { kind: 'ended'; expiresAt: string; authorName: string; reason: 'expired' | 'revoked' }
  /** A stranger, an unknown id and a message not sent yet: the same answer. */
  | { kind: 'not_for_you' };

/**
 * Decides who may open a message now: its author and the readers that it names, until its expiry.
 * The only place where access is decided.
 */
export function accessOf(record: MessageRecord | null, accountId: string, now: Date): Access {
  if (record === null || isUnsent(record)) return { kind: 'not_for_you' };
  const isAuthor = record.author.accountId === accountId;
  if (!isAuthor && !record.readers.some((reader) => reader.accountId === accountId))
    return { kind: 'not_for_you' };
  if (record.state !== 'sent' || now.getTime() >= Date.parse(record.expiresAt)) {
    return {
      kind: 'ended',
      expiresAt: record.expiresAt,
      authorName: record.author.name,
      reason: record.state === 'revoked' ? 'revoked' : 'expired',
    };
  }
  return { kind: 'granted', record, as: isAuthor ? 'author' : 'reader' };
}
