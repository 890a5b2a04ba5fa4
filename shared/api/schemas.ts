import * as z from 'zod/mini';

/**
 * The wire shapes of `/api`. Browsers and service parse with the same schemas. Bytes travel as
 * base64url without padding, times as ISO 8601 in UTC, sizes in bytes.
 */
const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/));
const isoTime = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  z.refine((s) => !Number.isNaN(Date.parse(s))),
);
/** 128 random bits as base64url: the form of every message id and part id. */
export const idSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));
/**
 * An address in the strict form Sealpost accepts (RFC 5321 dot-string, no quotes, no comments,
 * ASCII domain, and neither `%` nor `!`, which old servers read as a route): anything looser has been
 * used to smuggle a second recipient past a check.
 */
export const addressSchema = z
  .string()
  .check(
    z.maxLength(254),
    z.regex(
      /^[A-Za-z0-9#$&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9#$&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
      'enter a plain e-mail address, such as pat@example.net.',
    ),
  );
/** A person's name: one line of text, shown as text everywhere. */
const nameSchema = z.string().check(
  z.maxLength(256),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  z.regex(/^[^\u0000-\u001f\u007f]*$/),
);
export const personSchema = z.strictObject({ address: addressSchema, name: nameSchema });

const publicJwkSchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url.check(z.maxLength(64)),
  y: base64url.check(z.maxLength(64)),
});

/** The message key as it is stored: RSA-OAEP-256 to a versioned vault key. */
const wrappedKeySchema = z.strictObject({
  kid: z.string().check(z.minLength(1), z.maxLength(512)),
  alg: z.literal('RSA-OAEP-256'),
  value: base64url.check(z.maxLength(1024)),
});

/** One part as the sealed record names it. `sizeBytes` is the plaintext's length, `wrappedKey` A256KW base64url. */
const sealedPartSchema = z.strictObject({
  id: idSchema,
  sizeBytes: z.int().check(z.minimum(0), z.maximum(2 ** 40)),
  wrappedKey: base64url.check(z.maxLength(128)),
});

const domainHashes = z.readonly(z.array(z.string()));
const actionSchema = z.enum(['secure', 'warn', 'off']);
const markers = z.readonly(z.array(z.string()));

/**
 * SendPolicy of shared/policy, what the decision on send needs. Alert and pane read it tolerantly with
 * parseSendPolicy, so what a newer service adds passes through here.
 */
const sendPolicySchema = z.looseObject({
  organisation: z.string(),
  /** SHA-256 (base64url) of domains in lower case: the organisation's, those with enforced TLS, genuine look-alikes. */
  insideDomainHashes: domainHashes,
  tlsDomainHashes: domainHashes,
  genuineDomainHashes: domainHashes,
  /** By type of finding. */
  types: z.record(
    z.string(),
    z.looseObject({
      action: actionSchema,
      besidePerson: z.nullable(actionSchema),
      minConfidence: z.number(),
      minCount: z.int(),
    }),
  ),
  /** By lexicon. */
  packs: z.record(
    z.string(),
    z.looseObject({
      isOff: z.boolean(),
      threshold: z.nullable(z.number()),
      add: z.readonly(
        z.array(
          z.looseObject({ term: z.string(), weight: z.number(), strong: z.boolean(), alone: z.boolean() }),
        ),
      ),
      remove: z.readonly(z.array(z.string())),
    }),
  ),
  mode: z.enum(['PromptUser', 'SoftBlock', 'Block']),
  subjectMarkers: markers,
  confidentialMarkers: markers,
  confidentialLabels: markers,
  unreadable: z.enum(['secure', 'warn', 'ignore']),
  firstTime: z.enum(['warn', 'tip']),
  maxOutsiders: z.int(),
  reportOverrides: z.boolean(),
  defaultDays: z.int(),
  guide: z.looseObject({ link: z.string(), tagline: z.string() }),
});

export const configAnswerSchema = z.object({
  organisation: z.object({ name: z.string(), helpPhone: z.string(), helpAddress: z.string() }),
  /** SHA-256 (base64url) of each of the organisation's domains in lower case. */
  insideDomainHashes: z.array(z.string()),
  send: sendPolicySchema,
  maxMessageBytes: z.int(),
  maxReaders: z.int(),
  expiry: z.object({ minDays: z.int(), defaultDays: z.int(), maxDays: z.int() }),
  password: z.object({ minLength: z.int(), maxLength: z.int() }),
  terms: z.object({ version: z.string(), text: z.string() }),
  /** The vault's public key for RSA-OAEP-256 (RFC 7517) with its versioned kid. */
  vaultKey: z.object({ kid: z.string(), kty: z.literal('RSA'), n: base64url, e: base64url }),
  /** For signing the sender in with Microsoft Entra ID from the pane. */
  signIn: z.object({ authority: z.string(), paneClientId: z.string(), scope: z.string() }),
});

export const meAnswerSchema = z.object({
  id: z.string(),
  kind: z.enum(['recipient', 'staff']),
  address: addressSchema,
  name: nameSchema,
  signedInUntil: isoTime,
});

export const registerRequestSchema = z.strictObject({
  address: addressSchema,
  firstName: nameSchema.check(z.minLength(1)),
  lastName: nameSchema.check(z.minLength(1)),
  password: z.string().check(z.minLength(1), z.maxLength(1024)),
  language: z.string().check(z.regex(/^[a-z]{2}(-[A-Z]{2})?$/)),
  acceptedTerms: z.string().check(z.minLength(1), z.maxLength(64)),
});
export const resendRequestSchema = z.strictObject({ address: addressSchema });
export const confirmRequestSchema = z.strictObject({
  address: addressSchema,
  code: z.string().check(z.regex(/^\d{6}$/, 'enter the six digits of the code.')),
});
export const signInRequestSchema = z.strictObject({
  address: addressSchema,
  password: z.string().check(z.minLength(1), z.maxLength(1024)),
});
export const keyRequestSchema = z.strictObject({ ephemeralKey: publicJwkSchema });
/** `key` is a compact JWE (RFC 7516, ECDH-ES, A256GCM) of 32 bytes. */
export const keyAnswerSchema = z.object({ key: z.string() });

export const draftRequestSchema = z.strictObject({ inReplyTo: z.optional(idSchema) });
export const draftAnswerSchema = z.object({ id: idSchema });

/** Ends a draft whose browser died before the commit, so that no late commit can follow; a sent message stays sent. */
export const abandonAnswerSchema = z.object({ state: z.enum(['abandoned', 'sent', 'expired', 'revoked']) });

export const partRequestSchema = z.strictObject({
  /** Plaintext length; the service adds the format's overhead itself. */
  sizeBytes: z.int().check(z.minimum(0), z.maximum(2 ** 40)),
});
/** A create-only link: PUT the sealed part there with the given headers, once. */
export const partAnswerSchema = z.object({ id: idSchema, url: z.string(), expiresAt: isoTime });

/** What the author's check found and the author called not sensitive: never a value, only type and number. */
const overriddenSchema = z.strictObject({
  /** A finding's type; the service keeps those that it knows. */
  type: z.string().check(z.regex(/^[A-Z][A-Z0-9_]{1,31}$/)),
  count: z.int().check(z.minimum(1), z.maximum(10_000)),
});

export const sendRequestSchema = z.strictObject({
  wrappedKey: wrappedKeySchema,
  to: z.array(personSchema).check(z.maxLength(2000)),
  cc: z.array(personSchema).check(z.maxLength(2000)),
  bcc: z.array(personSchema).check(z.maxLength(2000)),
  /** The letter first, then each attachment in the letter's order. */
  parts: z
    .array(sealedPartSchema)
    .check(z.minLength(1), z.maxLength(500, 'a message can have 499 attachments at most.')),
  expiresAt: isoTime,
  confidential: z.boolean(),
  /** `sender`: the notice leaves from the sender's own mailbox (Outlook). `service`: the service mails each reader. */
  noticeBy: z.enum(['sender', 'service']),
  /** For the audit log, where the policy asks for it. */
  overridden: z.optional(z.array(overriddenSchema).check(z.maxLength(50))),
});
export const sendAnswerSchema = z.object({
  id: idSchema,
  sentAt: isoTime,
  expiresAt: isoTime,
  readers: z.int(),
  /** The author's row under Sent, for storing the encrypted subject. */
  mailboxRow: z.string(),
});

/** What the service tells a reader whom it lets in. */
export const openAnswerSchema = z.object({
  id: idSchema,
  author: personSchema,
  sentAt: isoTime,
  expiresAt: isoTime,
  confidential: z.boolean(),
  parts: z.array(sealedPartSchema),
  /** The message key as a compact JWE to the request's ephemeral key. */
  key: z.string(),
  /** Read-only links, one a part, good for 15 minutes. */
  links: z.array(z.object({ id: idSchema, url: z.string() })),
  youAre: z.enum(['author', 'reader']),
  /** Whom the reader may answer: addresses at the organisation that the message names. */
  replyTo: z.array(personSchema),
  /** The reader's own mailbox row for this message. */
  mailboxRow: z.string(),
});

const readerStatusSchema = z.object({
  address: addressSchema,
  name: nameSchema,
  role: z.enum(['to', 'cc', 'bcc']),
  openedAt: z.optional(isoTime),
  /** The mail system would not take the notice, and no further one is tried. */
  noticeFailedAt: z.optional(isoTime),
});
/** What only the author is told. */
export const statusAnswerSchema = z.object({
  id: idSchema,
  state: z.enum(['sent', 'expired', 'revoked']),
  sentAt: isoTime,
  expiresAt: isoTime,
  noticeReleased: z.boolean(),
  readers: z.array(readerStatusSchema),
});

/** Name of a row in a mailbox: folder, inverted time, message id. */
export const mailboxRowNameSchema = z.string().check(z.regex(/^(inbox|sent)!\d{13}![A-Za-z0-9_-]{22}$/));
export const folderSchema = z.enum(['inbox', 'sent']);
const mailboxRowSchema = z.object({
  row: z.string(),
  messageId: idSchema,
  at: isoTime,
  from: personSchema,
  to: z.array(personSchema),
  expiresAt: isoTime,
  state: z.enum(['readable', 'expired']),
  opened: z.boolean(),
  /** The subject under the account key, `nonce | ciphertext | tag`, base64url; absent until first opened. */
  subjectCell: z.optional(base64url),
});
export const mailboxAnswerSchema = z.object({
  rows: z.array(mailboxRowSchema),
  next: z.optional(z.string()),
});
export const subjectRequestSchema = z.strictObject({
  subjectCell: base64url.check(z.minLength(38), z.maxLength(5600)),
});

/** Every error answer, whatever the route. */
export const errorAnswerSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    facts: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  }),
});

export type Person = z.infer<typeof personSchema>;
export type PublicJwk = z.infer<typeof publicJwkSchema>;
export type SealedPart = z.infer<typeof sealedPartSchema>;
export type ConfigAnswer = z.infer<typeof configAnswerSchema>;
export type MeAnswer = z.infer<typeof meAnswerSchema>;
export type RegisterRequest = z.infer<typeof registerRequestSchema>;
export type SignInRequest = z.infer<typeof signInRequestSchema>;
export type DraftRequest = z.infer<typeof draftRequestSchema>;
export type SendRequest = z.infer<typeof sendRequestSchema>;
export type SendAnswer = z.infer<typeof sendAnswerSchema>;
export type OpenAnswer = z.infer<typeof openAnswerSchema>;
export type StatusAnswer = z.infer<typeof statusAnswerSchema>;
export type MailboxAnswer = z.infer<typeof mailboxAnswerSchema>;
export type MailboxRow = z.infer<typeof mailboxRowSchema>;
export type Folder = z.infer<typeof folderSchema>;
