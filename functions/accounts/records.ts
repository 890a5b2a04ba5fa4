import type { AccountEventKind, Provider } from '../../shared/api/index.ts';
import type { Key, WrappedKey } from '../ports.ts';

/** The rows of one account, all in the partition of its id, and the index of addresses. Times are ISO UTC. */

/** An account, from the moment its address is first named. */
export type AccountRecord = {
  kind: 'unregistered' | 'recipient' | 'staff';
  address: string;
  /** 32 bytes under the vault key; subjects stand under it in the mailbox. */
  accountKey: WrappedKey;
  createdAt: string;
  firstName?: string;
  lastName?: string;
  /** As registered or chosen in the settings; absent: as the browser says. */
  language?: string;
  timeZone?: string;
  /** How secure messages are announced; each by its own mail where absent. */
  notices?: 'each' | 'digest' | 'none';
  /** Notices are to carry the sealed message as a file. */
  messageFile?: boolean;
  pageSize?: 25 | 50 | 100;
  signature?: string;
  /** argon2id, PHC string. */
  passwordHash?: string;
  passwordChangedAt?: string;
  /** How often the change of an old password was put off. */
  passwordPostponed?: number;
  passwordPostponedUntil?: string;
  /** It is long enough only beside a second factor. */
  isPasswordShort?: true;
  registeredAt?: string;
  /** The newest acceptance; earlier ones stand in rows of their own. */
  acceptedTerms?: { version: string; at: string };
  /** Tenant and object id of a member of staff. */
  staff?: { tenantId: string; objectId: string; name: string };
  /** The last day of use, written once a day at most. */
  lastUsedAt?: string;
  /** Since when nobody may sign in without a fresh proof of the address. */
  disabledAt?: string;
  /** What was told before a step for want of use, so that it is told once, and when the step comes. */
  warned?: { before: 'disable' | 'delete'; on: string };
  /** Sessions of an earlier epoch are over: raising it signs out everywhere at once. */
  epoch?: number;
  /** The key of time-based codes (RFC 6238), encrypted under the account key; `lastStep` is used up. */
  totp?: { sealed: string; confirmedAt: string; lastStep: number };
  /** A key that waits for its first code. */
  pendingTotp?: { sealed: string; at: string };
  /** Whether the account has passkeys; they stand in rows of their own. */
  hasPasskey?: boolean;
  /** SHA-256 of the recovery codes that are left. */
  recoveryCodes?: string[];
  providers?: { id: Provider; issuer: string; subject: string; address: string; since: string }[];
  /** Encrypted under the account key. */
  hint?: string;
  /** The answer as argon2id of its normalised words; `tries` since the last right one. */
  question?: { text: string; answerHash: string; tries?: { count: number; since: string } };
  /** The MAC of an address that the account has left and that the index still holds. */
  leftAddress?: string;
};

/** What a browser knows of itself, coarse enough to stand in mails and histories. */
export type OriginWords = { device: string; network: string };

/** How somebody was let in, in the words of the history. */
export type SignInMethod = 'password' | 'code' | 'passkey' | 'work' | 'registration' | Provider;

export type SessionRecord = {
  createdAt: string;
  lastSeenAt: string;
  /** The last proof of who it is: changes ask for a fresh one. */
  provedAt: string;
  roles: string[];
  epoch: number;
  method: SignInMethod;
  secondFactor?: 'totp' | 'recovery_code' | 'passkey';
  /** Days that this device stays signed in, where its owner wished so. */
  rememberDays?: number;
} & OriginWords;

/** Something that happened to the account, for its owner's eyes; 90 days. */
export type AccountEventRow = { kind: AccountEventKind; how?: string } & OriginWords;

/** Who accepted which terms, and when; kept as long as the account. */
export type TermsRow = { version: string; at: string };

export type AddressRecord = { accountId: string };

export const accountKey = (accountId: string): Key<AccountRecord> => ({
  table: 'accounts',
  partition: accountId,
  row: 'account',
});
const SESSION_PREFIX = 'session:';
export const sessionKey = (accountId: string, tokenHash: string): Key<SessionRecord> => ({
  table: 'accounts',
  partition: accountId,
  row: `${SESSION_PREFIX}${tokenHash}`,
});
/** The range of an account's sessions; a session's id is what follows the prefix. */
export const sessionRange = { from: SESSION_PREFIX, before: 'session;' };
export const sessionIdOf = (row: string): string => row.slice(SESSION_PREFIX.length);

const LAST_MS = 9_999_999_999_999;
const invertedTime = (at: Date): string => String(LAST_MS - at.getTime()).padStart(13, '0');
/** Newest first, so that a page of the history is one range query. */
export const accountEventKey = (accountId: string, at: Date, unique: string): Key<AccountEventRow> => ({
  table: 'accounts',
  partition: accountId,
  row: `event:${invertedTime(at)}!${unique}`,
});
/** The range of an account's events, from the newest down to `oldest`, which is included. */
export const accountEventRange = (oldest?: Date) => ({
  from: 'event:',
  before: oldest === undefined ? 'event;' : `event:${invertedTime(oldest)}~`,
});
/** When an event happened, ISO UTC. */
export const accountEventTime = (row: string): string =>
  new Date(LAST_MS - Number(row.slice('event:'.length, 'event:'.length + 13))).toISOString();

export const termsKey = (accountId: string, version: string): Key<TermsRow> => ({
  table: 'accounts',
  partition: accountId,
  row: `terms:${Buffer.from(version).toString('base64url')}`,
});

/** `addressMac` is the MAC of the normalised address, so that the index names nobody. */
export const addressKey = (addressMac: string): Key<AddressRecord> => ({
  table: 'addresses',
  partition: addressMac,
  row: 'account',
});
