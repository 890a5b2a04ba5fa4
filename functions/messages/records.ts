import type { Key } from '../ports.ts';

/** The rows of one message, all in the partition of its id, and what stands elsewhere because of it. */

export type Author = { accountId: string; kind: 'recipient' | 'staff'; address: string; name: string };
export type Reader = {
  accountId: string;
  address: string;
  name: string;
  role: 'to' | 'cc' | 'bcc';
  /** From then on this reader alone is refused; covered by the seal, ISO UTC. */
  endedAt?: string;
};
/** How a passphrase becomes keys (Argon2id), and a MAC of what proves it to the service. */
export type RecordPassphrase = {
  salt: string;
  memoryKiB: number;
  passes: number;
  lanes: number;
  verifier: string;
};
export type RecordPart = { id: string; sizeBytes: number; wrappedKey: string };

export type DraftRecord = {
  state: 'draft' | 'abandoned';
  author: Author;
  createdAt: string;
  inReplyTo?: string;
  /** The message that this one passes on. */
  forwardOf?: string;
};

/** A committed message. `seal` covers what access depends on; see seal.ts. Times are ISO UTC. */
export type SentRecord = {
  state: 'sent';
  author: Author;
  createdAt: string;
  inReplyTo?: string;
  forwardOf?: string;
  /** The mailbox that the author wrote for; covered by the seal. */
  onBehalfOf?: { accountId: string; address: string; name: string };
  sentAt: string;
  expiresAt: string;
  confidential: boolean;
  noticeBy: 'sender' | 'service';
  readers: Reader[];
  parts: RecordPart[];
  /** Whoever opens the message has to prove it. */
  passphrase?: RecordPassphrase;
  /** Row of the wrapped message key in `keys`. */
  keyRow: string;
  seal: string;
  /** SHA-256 of the send request, so that the same request can be told from another. */
  fingerprint: string;
  noticeReleasedAt?: string;
  /** The expiry of which its readers and its author were reminded. */
  remindedOf?: string;
};

/** A tombstone: who wrote to whom and until when, nothing else. */
export type EndedRecord = Omit<
  SentRecord,
  'state' | 'parts' | 'passphrase' | 'keyRow' | 'seal' | 'fingerprint'
> & {
  state: 'expired' | 'revoked';
  endedAt: string;
};

export type MessageRecord = DraftRecord | SentRecord | EndedRecord;

/** A message nobody but its author's browser knows of yet, or never will. */
export function isUnsent(record: MessageRecord): record is DraftRecord {
  return record.state === 'draft' || record.state === 'abandoned';
}

export type PartRow = { sizeBytes: number };
/** Work that follows from a change: one instance at a time holds it, or nobody before a moment. */
export type OutboxRow = { claimedUntil: string | null };
/** One notice that the author had the service send again; `doneAt`: whatever came of it. */
export type Resend = { id: string; at: string; doneAt?: string };
/** What happened with one reader; `unclearAt`: a notice went out, and the mail server said nothing. */
export type ReaderRow = {
  notifiedAt?: string;
  unclearAt?: string;
  /** No further notice is tried: the mail server refused it for good, or took none in a day. */
  noticeFailedAt?: string;
  openedAt?: string;
  /** When it went into their mailbox as an ordinary mail. */
  deliveredAt?: string;
  /** The first time that the reader's browser asked for an attachment. */
  downloadedAt?: string;
  repliedAt?: string;
  /** When the reader last asked the author to send the message again. */
  askedAt?: string;
  /** The expiry that the reader was reminded of. */
  remindedOf?: string;
  /** How often the reader has given a wrong passphrase; the author may forgive them. */
  wrongPassphrases?: number;
  /** Those of the last day, oldest first. */
  resends?: Resend[];
};
/** A reply to the message, found from it: who wrote it, and when it was sent (ISO UTC). */
export type ReplyRow = { accountId: string; at: string };
export type StoredKey = { kid: string; alg: 'RSA-OAEP-256'; value: string };

/** One row of somebody's mailbox; the subject only encrypted under the owner's account key. */
export type MailboxRecord = {
  messageId: string;
  at: string;
  from: { address: string; name: string };
  to: { address: string; name: string }[];
  expiresAt: string;
  /** Whether its owner has ever opened it. */
  opened: boolean;
  /** What its owner has said of it since; absent: unread until it is opened. */
  unread?: boolean;
  starred?: boolean;
  /** Attachments, pictures in the text among them. */
  files?: number;
  /** It asks for a passphrase, so nothing keeps its subject. */
  passphrase?: true;
  /** When its owner put it into the trash. */
  trashedAt?: string;
  subjectCell?: string;
};

/** Whether a row counts as unread. */
export const isUnread = ({ opened, unread = !opened }: MailboxRecord): boolean => unread;

/** A number of nine digits as text, so that a folder's row weighs the same whatever stands in the folder. */
export type Count = string;
const COUNT_DIGITS = 9;
/** Writes a count; less than none is none. */
export const writeCount = (count: number): Count => String(Math.max(0, count)).padStart(COUNT_DIGITS, '0');

/**
 * One row for each folder: what stands in it, counted by whoever changes a row of it, in the same transaction.
 * So an unchanged folder row means that none of the folder's rows has changed either.
 */
export type FolderRecord = {
  total: Count;
  unread: Count;
  /** Grows with each change of the folder or of a row in it. */
  version: Count;
  /** The name of an own folder under the account key. */
  nameCell?: string;
  /** It is being deleted: where its messages go. */
  removing?: 'back' | 'trash';
};
/** Folders that everybody has, and own ones, whose names only their owner's browser knows. */
export type Folder = FirstFolder | 'drafts' | 'trash' | `f-${string}`;
/** Where delivery puts a message. */
export type FirstFolder = 'inbox' | 'sent';
/**
 * A draft as its author's browser saved it last: `cell` is all of it, encrypted under the author's account key.
 * `version` counts the savings from 1, so that no tab overwrites what it has not seen.
 */
export type SavedDraft = { version: number; savedAt: string; cell: string };
/** A message that waits for its reader's daily mail; never a subject. */
export type DigestRow = {
  messageId: string;
  sentAt: string;
  expiresAt: string;
  from: { address: string; name: string };
  to: { address: string; name: string };
  /** Its reader was told before, and is to be told once more. */
  isAgain?: true;
  /** A daily mail about it went out, and the mail server said nothing. */
  unclearAt?: string;
};
/** Somebody's daily mail is in one instance's hands until then, ISO UTC. */
export type DigestClaim = { claimedUntil: string };

/** The largest time of thirteen digits, from which a row's name counts down. */
export const LAST_MS = 9_999_999_999_999;
const OUTBOX_PREFIX = 'outbox:';
export const OUTBOX_ROW = `${OUTBOX_PREFIX}deliver`;
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
/** The range of all work that still follows from changes of a message. */
export const outboxRange = { from: OUTBOX_PREFIX, before: 'outbox;' };
const REPLY_PREFIX = 'reply:';
export const replyKey = (id: string, replyId: string): Key<ReplyRow> => ({
  table: 'messages',
  partition: id,
  row: `${REPLY_PREFIX}${replyId}`,
});
/** The range of the replies to a message, in no order of time. */
export const replyRange = { from: REPLY_PREFIX, before: 'reply;' };
export const storedKeyKey = (id: string, row: string): Key<StoredKey> => ({
  table: 'keys',
  partition: id,
  row,
});

/** Newest first: the time stands inverted before the message id. */
export const mailboxRow = (folder: Folder, sentAt: string, messageId: string): string =>
  `${folder}!${String(LAST_MS - Date.parse(sentAt)).padStart(13, '0')}!${messageId}`;
export const mailboxKey = (accountId: string, row: string): Key<MailboxRecord> => ({
  table: 'mailbox',
  partition: accountId,
  row,
});

const FOLDER_PREFIX = 'folder!';
export const folderKey = (accountId: string, folder: Folder): Key<FolderRecord> => ({
  table: 'mailbox',
  partition: accountId,
  row: `${FOLDER_PREFIX}${folder}`,
});
/** The range of an account's folders. */
export const folderRange = { from: FOLDER_PREFIX, before: 'folder"' };
/** A saved draft stands beside the mailbox row that lists it, so that both are written in one transaction. */
export const savedDraftKey = (accountId: string, id: string): Key<SavedDraft> => ({
  table: 'mailbox',
  partition: accountId,
  row: `draft-cell!${id}`,
});

const DIGEST_PREFIX = 'digest!';
/** What waits for an account's daily mail stands beside its mailbox, which this mail leads to. */
export const digestKey = (accountId: string, sentAt: string, messageId: string): Key<DigestRow> => ({
  table: 'mailbox',
  partition: accountId,
  // Oldest first.
  row: `${DIGEST_PREFIX}${sentAt}!${messageId}`,
});
/** The range of what waits for a daily mail. */
export const digestRange = { from: DIGEST_PREFIX, before: 'digest"' };
export const digestClaimKey = (accountId: string): Key<DigestClaim> => ({
  table: 'mailbox',
  partition: accountId,
  row: 'digest-claim',
});
