import type { Provider } from '../shared/api/index.ts';
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
  tlsMailer: TlsMailer;
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
  /** Removes a row, with `etag` only as it was read; a row that is not there is removed already. */
  remove: <T>(key: Key<T>, etag?: string) => Promise<void>;
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
  /** The sealed bytes of one part. Throws `unavailable` where they break off or are not there. */
  read: (messageId: string, partId: string) => Promise<AsyncIterable<Uint8Array<ArrayBuffer>>>;
  /** Sealed sizes in bytes of all parts of a message, by part id. */
  sizes: (messageId: string) => Promise<Map<string, number>>;
  /** Removes all parts of a message, or all but those named by `except`. */
  removeAll: (messageId: string, except?: ReadonlySet<string>) => Promise<void>;
};

/** A nudge to look at something; it carries ids only, and every job may run twice. */
export type Job =
  | { kind: 'message'; messageId: string }
  | { kind: 'account-mail'; accountId: string }
  /** `dueAt`: the hour of the digest, ISO UTC. */
  | { kind: 'digest'; accountId: string; dueAt: string };
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
export type ServicePurpose =
  | 'record-seal'
  | 'passphrase-proof'
  | 'address'
  | 'message-id'
  | 'mail-flow'
  | 'code'
  | 'link'
  | 'origin'
  | 'sign-in-state'
  | 'passkey';
/** HMAC-SHA-256 by service keys that the vault protects. */
export type ServiceKeys = { mac: (purpose: ServicePurpose, ...fields: readonly string[]) => Promise<string> };

/** A file of a mail, `contentId` of a picture that its HTML shows as `cid:` (RFC 2392); `read` begins anew with each call, since a mail may be tried more than once. */
export type MailAttachment = {
  name: string;
  mediaType: string;
  sizeBytes: number;
  contentId?: string;
  read: () => AsyncIterable<Uint8Array>;
};

type MailPerson = { address: string; name: string };

export type Mail = {
  /** The Message-ID header (RFC 5322) without angle brackets: a retry keeps it, so that a double can be seen as one. */
  messageId: string;
  to: { address: string; name: string };
  /** Whom the mail names in To and Cc, where that is not the one person whom it goes to. */
  shown?: { to: readonly MailPerson[]; cc: readonly MailPerson[] };
  /** The display name of the service's own address; the organisation's where absent. */
  fromName?: string;
  /** Who is answered; the organisation's help where absent. */
  replyTo?: MailPerson;
  /** When it was written, ISO UTC; now where absent. */
  date?: string;
  /** The Message-IDs of the conversation so far, oldest first (RFC 5322 section 3.6.4). */
  references?: readonly string[];
  /** Further header fields, of our own making. */
  headers?: Readonly<Record<string, string>>;
  /** Who hears of it where the mail comes back later, if the mail system lets them; else the service's own address. */
  bounceTo?: string;
  subject: string;
  html: string;
  text: string;
  /** Language of the words (BCP 47), for Content-Language (RFC 3282). */
  language: string;
  /** Pictures that the HTML names by `cid:` (RFC 2392). */
  inline: readonly { contentId: string; mediaType: string; base64: string }[];
  attachments?: readonly MailAttachment[];
  /**
   * `account`: about one's own account. `notices`: about messages that wait; such mails come again and again, and
   * their headers say what list they are of and where to leave it (RFC 2369, RFC 2919). `letter`: what a person wrote,
   * as it was written.
   */
  about: 'account' | 'notices' | 'letter';
};
/**
 * `refused`: the server will never take it (5xx, RFC 5321). `unclear`: the whole mail went out and no answer
 * came, so that it may have been taken.
 */
export type MailOutcome = 'accepted' | 'refused' | 'unclear';
/**
 * Mail from the service's own address. Throws `unavailable` where it was not taken this time, `too_many_requests`
 * where the mail system wants nothing for so many seconds (`retryAfterSeconds`).
 */
export type Mailer = {
  /** The most bytes of attachments that a mail may carry on this road; a larger mail is refused. */
  maxAttachmentBytes: number;
  send: (mail: Mail) => Promise<MailOutcome>;
};

/**
 * Mail straight to a domain that takes it over verified TLS; `no_tls`: no host of it could be reached so, or none took
 * the mail now.
 */
export type TlsMailer = {
  maxAttachmentBytes: number;
  send: (mail: Mail) => Promise<MailOutcome | 'no_tls'>;
};

/** Who calls, as the service has authenticated them. */
export type Caller = {
  accountId: string;
  kind: 'recipient' | 'staff';
  address: string;
  name: string;
  /** App roles of the organisation's sign-in; empty for recipients. */
  roles: readonly string[];
};

/** Where a request comes from, as far as HTTP and its proxies tell. */
export type Origin = {
  /** What limits count by: an IPv4 address, or the /64 of an IPv6 address. */
  address: string;
  /** The same in words for mails and histories, coarse: `203.0.113.*`. */
  network: string;
  /** Browser and system in words, such as `Firefox on Windows`. */
  device: string;
  /** The token of the cookie that makes a device known; null where there is none. */
  deviceToken: string | null;
};

/** How somebody wishes to be written to; where nothing was chosen, the organisation's own. */
export type ReaderWishes = {
  /** BCP 47. */
  language: string;
  /** IANA. */
  timeZone: string;
  notices: 'each' | 'digest' | 'none';
  /** The notice is to carry the sealed message too. */
  messageFile: boolean;
};
/** What messages ask of accounts. */
export type Directory = {
  /** The account behind an address, made when the address is first named. */
  accountOf: (address: string) => Promise<string>;
  /** How an account's owner wishes to be written to; of an account that is gone, as if nothing was chosen. */
  readerWishes: (accountId: string) => Promise<ReaderWishes>;
  /** When an account's owner registered or first signed in, ISO UTC; null: not yet, or not any more. */
  registeredAt: (accountId: string) => Promise<string | null>;
};

/** The organisation's own directory of people. */
export type People = {
  /**
   * Those whose name or address begins with these words, `limit` at most. Throws `unavailable` where the
   * directory does not answer.
   */
  search: (words: string, limit: number) => Promise<{ address: string; name: string }[]>;
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

/** Somebody as Microsoft or Google names them; a person is issuer and subject, never the address. */
export type ProviderClaims = {
  issuer: string;
  subject: string;
  /** null unless the provider says that it has verified it. */
  address: string | null;
  firstName: string;
  lastName: string;
};
/** The sign-ins of others that recipients may use; both calls throw as those of Identity, and `not_found` without a client. */
export type RecipientIdentity = {
  /** Those that the settings have a client for. */
  providers: readonly Provider[];
  beginSignIn: (id: Provider) => Promise<{ url: string; pending: PendingSignIn }>;
  finishSignIn: (id: Provider, callbackUrl: URL, pending: PendingSignIn) => Promise<ProviderClaims>;
};
