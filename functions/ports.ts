import type { Policy } from '../shared/policy/index.ts';

/**
 * What the domain asks of the outside. Each port is a record of functions, so that a wrapper can
 * stand before every call of it. All of them throw AppError `unavailable` (with Retry-After where the
 * other side named one) when the other side does not answer in time.
 */
export type Ports = {
  clock: Clock;
  log: Log;
  policy: Policy;
  /** The origin of every link, such as `https://secure.example.gov`. */
  origin: string;
  records: Records;
  parts: Parts;
  jobs: Jobs;
  vault: Vault;
  service: ServiceKeys;
  mailer: Mailer;
};

export type Clock = { now: () => Date };

/** One JSON line an event; never content, keys, tokens or whole addresses. */
export type Log = {
  info: (event: string, facts?: LogFacts) => void;
  warn: (event: string, facts?: LogFacts) => void;
  error: (event: string, facts?: LogFacts) => void;
};
type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

export type TableName = 'messages' | 'keys' | 'due' | 'accounts' | 'addresses' | 'mailbox' | 'service';

/** Where a row stands, and, by its type alone, what it holds. */
export type Key<T> = { table: TableName; partition: string; row: string; readonly holds?: T };
export type Row<T> = { row: string; value: T; etag: string };
export type Page<T> = { rows: Row<T>[]; next?: string };
/** One step of a transaction; `etag` makes a replacement or removal conditional. */
export type Change =
  | { kind: 'insert' | 'upsert'; row: string; value: unknown }
  | { kind: 'replace'; row: string; value: unknown; etag: string }
  | { kind: 'remove'; row: string };

/** Azure Tables: JSON values under a partition and a row. */
export type Records = {
  /** null where there is no such row. */
  get: <T>(key: Key<T>) => Promise<Row<T> | null>;
  /** Adds a row; false where one stands there already. */
  insert: <T>(key: Key<T>, value: T) => Promise<boolean>;
  upsert: <T>(key: Key<T>, value: T) => Promise<void>;
  /** Replaces a row that nobody changed since it was read; false where somebody did. */
  replace: <T>(key: Key<T>, value: T, etag: string) => Promise<boolean>;
  /** Removes a row; a row that is not there is removed already. */
  remove: <T>(key: Key<T>) => Promise<void>;
  /** All changes of one partition or none (100 at most); false where an insert or an etag met a conflict. */
  commit: (table: TableName, partition: string, changes: readonly Change[]) => Promise<boolean>;
  /** Rows of a partition in row order, `from` inclusive, `before` exclusive; `next` continues after the page. */
  list: <T>(
    table: TableName,
    partition: string,
    range: { from?: string; before?: string; limit?: number; next?: string },
  ) => Promise<Page<T>>;
};

/** Blob Storage: the sealed parts. */
export type Parts = {
  /** A link that can create this one blob once, for 15 minutes. */
  uploadLink: (messageId: string, partId: string) => Promise<{ url: string; expiresAt: Date }>;
  /** A link that can read this one blob, for 15 minutes. */
  downloadLink: (messageId: string, partId: string) => Promise<string>;
  /** Sealed sizes in bytes of all parts of a message, by part id. */
  sizes: (messageId: string) => Promise<Map<string, number>>;
  /** Removes all parts of a message, or all but those named by `except`. */
  removeAll: (messageId: string, except?: ReadonlySet<string>) => Promise<void>;
};

/** A nudge to look at something; it carries ids only, and every job may run twice. */
export type Job = { kind: 'message'; messageId: string } | { kind: 'account-mail'; accountId: string };
export type Jobs = {
  enqueue: (job: Job) => Promise<void>;
  /** About how many jobs failed too often and wait for an operator. */
  countPoisoned: () => Promise<number>;
};

export type WrappedKey = { kid: string; alg: 'RSA-OAEP-256'; value: string };
export type PublicVaultKey = { kid: string; kty: 'RSA'; n: string; e: string };
/** Key Vault: an RSA key of which only the public half ever leaves. */
export type Vault = {
  /** The current version's public key, from memory where it is fresh. */
  publicKey: () => Promise<PublicVaultKey>;
  wrap: (key: Uint8Array) => Promise<WrappedKey>;
  /** Throws `unavailable` where the vault is slow, throttled, down or the version disabled. */
  unwrap: (wrapped: WrappedKey) => Promise<Uint8Array<ArrayBuffer>>;
};

/** The purposes that a service key is derived for (HKDF, RFC 5869), so that no MAC stands for another. */
export type ServicePurpose = 'record-seal' | 'address' | 'message-id' | 'code' | 'sign-in-state';
/** HMAC-SHA-256 by service keys that the vault protects. */
export type ServiceKeys = { mac: (purpose: ServicePurpose, ...fields: readonly string[]) => Promise<string> };

export type Mail = {
  /** The Message-ID header (RFC 5322) without angle brackets: a retry keeps it, so that a double can be seen as one. */
  messageId: string;
  to: { address: string; name: string };
  subject: string;
  html: string;
  text: string;
};
/**
 * `refused`: the server will never take it (5xx, RFC 5321). `unclear`: the whole mail went out and no answer
 * came, so that it may have been taken.
 */
export type MailOutcome = 'accepted' | 'refused' | 'unclear';
/** Mail by SMTP from the service's own address; throws `unavailable` where it was not taken this time. */
export type Mailer = { send: (mail: Mail) => Promise<MailOutcome> };

/** Who calls, as the service has authenticated them. */
export type Caller = {
  accountId: string;
  kind: 'recipient' | 'staff';
  address: string;
  name: string;
  /** App roles of the organisation's sign-in; empty for recipients. */
  roles: readonly string[];
};

/** What messages ask of accounts. */
export type Directory = {
  /** The account behind an address, made when the address is first named. */
  accountOf: (address: string) => Promise<string>;
};

/** A member of staff as the organisation's sign-in names them; a person is tenant and object id, never the address. */
export type StaffClaims = {
  tenantId: string;
  objectId: string;
  address: string;
  name: string;
  roles: readonly string[];
};
/** What the browser keeps between leaving for the organisation's sign-in and coming back. */
export type PendingSignIn = { state: string; nonce: string; codeVerifier: string };
/** Microsoft Entra ID, or any OpenID provider with its paths. */
export type Identity = {
  /** Throws `not_signed_in` for a token that is not ours, not for us, or out of time; `forbidden` without the scope. */
  verifyAccessToken: (token: string) => Promise<StaffClaims>;
  /** Authorization code with PKCE (RFC 7636): where to send the browser, and what it keeps. */
  beginSignIn: () => Promise<{ url: string; pending: PendingSignIn }>;
  /** Throws `sign_in_failed` where the answer does not belong to what was begun. */
  finishSignIn: (callbackUrl: URL, pending: PendingSignIn) => Promise<StaffClaims>;
};
