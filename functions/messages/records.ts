import type { Key } from '../ports.ts';

/** The rows of one message, all in the partition of its id, and what stands elsewhere because of it. */

export type Author = { accountId: string; kind: 'recipient' | 'staff'; address: string; name: string };
export type Reader = { accountId: string; address: string; name: string; role: 'to' | 'cc' | 'bcc' };
export type RecordPart = { id: string; sizeBytes: number; wrappedKey: string };

export type DraftRecord = {
  state: 'draft' | 'abandoned';
  author: Author;
  createdAt: string;
  inReplyTo?: string;
};

/** A committed message. `seal` covers what access depends on; see seal.ts. Times are ISO UTC. */
export type SentRecord = {
  state: 'sent';
  author: Author;
  createdAt: string;
  inReplyTo?: string;
  sentAt: string;
  expiresAt: string;
  confidential: boolean;
  noticeBy: 'sender' | 'service';
  readers: Reader[];
  parts: RecordPart[];
  /** Row of the wrapped message key in `keys`. */
  keyRow: string;
  seal: string;
  /** SHA-256 of the send request, so that the same request can be told from another. */
  fingerprint: string;
  noticeReleasedAt?: string;
};

/** A tombstone: who wrote to whom and until when, nothing else. */
export type EndedRecord = Omit<SentRecord, 'state' | 'parts' | 'keyRow' | 'seal' | 'fingerprint'> & {
  state: 'expired' | 'revoked';
  endedAt: string;
};

export type MessageRecord = DraftRecord | SentRecord | EndedRecord;

/** A message nobody but its author's browser knows of yet, or never will. */
export function isUnsent(record: MessageRecord): record is DraftRecord {
  return record.state === 'draft' || record.state === 'abandoned';
}

export type PartRow = { sizeBytes: number };
/** Work that follows from the commit: one instance at a time holds it, or nobody before a moment. */
export type OutboxRow = { claimedUntil: string | null };
/** What happened with one reader; `unclearAt`: a notice went out, and the mail server said nothing. */
export type ReaderRow = {
  notifiedAt?: string;
  unclearAt?: string;
  /** No further notice is tried: the mail server refused it for good, or took none in a day. */
  noticeFailedAt?: string;
  openedAt?: string;
};
/** What happened with a message; `overridden`: what its author called not sensitive, by type and number. */
export type EventRow =
  | { kind: 'opened' | 'refused'; accountId: string }
  | { kind: 'overridden'; accountId: string; found: { type: string; count: number }[] };
export type StoredKey = { kid: string; alg: 'RSA-OAEP-256'; value: string };
export type DueRow = { messageId: string; dueAt: string };
export type DueKind = 'abandon' | 'expire' | 'outbox' | 'unreleased';
export const dueKinds: readonly DueKind[] = ['expire', 'outbox', 'unreleased', 'abandon'];

/** One row of somebody's mailbox; the subject only encrypted under the owner's account key. */
export type MailboxRecord = {
  messageId: string;
  at: string;
  from: { address: string; name: string };
  to: { address: string; name: string }[];
  expiresAt: string;
  opened: boolean;
  subjectCell?: string;
};
export type Folder = 'inbox' | 'sent';

const LAST_MS = 9_999_999_999_999;
export const OUTBOX_ROW = 'outbox:deliver';
const PART_PREFIX = 'part:';

export const messageKey = (id: string): Key<MessageRecord> => ({
  table: 'messages',
  partition: id,
  row: 'message',
});
export const outboxKey = (id: string): Key<OutboxRow> => ({
  table: 'messages',
  partition: id,
  row: OUTBOX_ROW,
});
export const partKey = (id: string, partId: string): Key<PartRow> => ({
  table: 'messages',
  partition: id,
  row: `${PART_PREFIX}${partId}`,
});
/** The range of a message's part rows. */
export const partRange = { from: PART_PREFIX, before: 'part;' };
export const readerKey = (id: string, accountId: string): Key<ReaderRow> => ({
  table: 'messages',
  partition: id,
  row: `reader:${accountId}`,
});
/** The range of a message's reader rows. */
export const readerRange = { from: 'reader:', before: 'reader;' };
export const eventKey = (id: string, at: Date, accountId: string): Key<EventRow> => ({
  table: 'messages',
  partition: id,
  row: `event:${at.toISOString()}:${accountId}`,
});
export const storedKeyKey = (id: string, row: string): Key<StoredKey> => ({
  table: 'keys',
  partition: id,
  row,
});

/** `due` is partitioned by kind and hour, so that a sweep reads only what is due. */
export const duePartition = (kind: DueKind, at: Date): string => `${kind}!${at.toISOString().slice(0, 13)}`;
export const dueKey = (kind: DueKind, at: Date, messageId: string): Key<DueRow> => ({
  table: 'due',
  partition: duePartition(kind, at),
  row: messageId,
});

/** Newest first: the time stands inverted before the message id. */
export const mailboxRow = (folder: Folder, sentAt: string, messageId: string): string =>
  `${folder}!${String(LAST_MS - Date.parse(sentAt)).padStart(13, '0')}!${messageId}`;
export const mailboxKey = (accountId: string, row: string): Key<MailboxRecord> => ({
  table: 'mailbox',
  partition: accountId,
  row,
});
