import * as z from 'zod/mini';
import {
  addressSchema,
  base64url,
  idSchema,
  isoTime,
  nameSchema,
  personSchema,
  publicJwkSchema,
} from './basic-schemas.ts';

/**
 * The wire shapes of messages and of what pages know first. Browsers and service parse with the same schemas.
 * Bytes travel as base64url without padding, times as ISO 8601 in UTC, sizes in bytes.
 */

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

/** How a passphrase becomes keys: Argon2id (RFC 9106) with these costs and no others, a salt of 16 bytes. */
const passphraseParameters = {
  salt: base64url.check(z.length(22)),
  memoryKiB: z.literal(19_456),
  passes: z.literal(2),
  lanes: z.literal(1),
};
/** 32 bytes that prove a passphrase to the service. */
const proofSchema = base64url.check(z.length(43));

/** The languages that pages and mails speak (BCP 47). */
export const languageSchema = z.enum(['en', 'es', 'fr']);
export const pageSizeSchema = z.union([z.literal(25), z.literal(50), z.literal(100)]);

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

/** Whose sign-in may stand for a recipient's password. */
export const providerSchema = z.enum(['microsoft', 'google']);

export const configAnswerSchema = z.object({
  organisation: z.object({
    name: z.string(),
    helpPhone: z.string(),
    helpAddress: z.string(),
    /** Of what is written to people who have chosen none. */
    language: languageSchema,
  }),
  /** Colour of buttons, `#rrggbb`; the logo is at `/api/logo`. */
  branding: z.object({ colour: z.string(), hasLogo: z.boolean() }),
  /** SHA-256 (base64url) of each of the organisation's domains in lower case. */
  insideDomainHashes: z.array(z.string()),
  send: sendPolicySchema,
  maxMessageBytes: z.int(),
  maxReaders: z.int(),
  /** Of everybody; what counts for an author and some recipients says `/me/expiry`. */
  expiry: z.object({ minDays: z.int(), defaultDays: z.int(), maxDays: z.int() }),
  /** Whether notices may carry the sealed message as a file. */
  messageFiles: z.optional(z.literal(true)),
  /** What the mail "sent securely" may name. */
  confirmations: z.object({ subject: z.boolean(), attachmentNames: z.boolean() }),
  password: z.object({
    minLength: z.int(),
    minLengthWithSecondFactor: z.int(),
    maxLength: z.int(),
    kinds: z.array(z.enum(['lower', 'upper', 'digit', 'symbol'])),
  }),
  /** How recipients may sign in; the same for every address. */
  ways: z.object({
    oneTimeCode: z.boolean(),
    passkeys: z.boolean(),
    secondFactor: z.enum(['off', 'optional', 'required']),
    providers: z.array(z.object({ id: providerSchema, name: z.string() })),
    rememberDays: z.nullable(z.int()),
    hint: z.boolean(),
    securityQuestion: z.boolean(),
  }),
  terms: z.object({ version: z.string(), text: z.string() }),
  /** The vault's public key for RSA-OAEP-256 (RFC 7517) with its versioned kid. */
  vaultKey: z.object({ kid: z.string(), kty: z.literal('RSA'), n: base64url, e: base64url }),
  /** For signing the sender in with Microsoft Entra ID from the pane. */
  signIn: z.object({ authority: z.string(), paneClientId: z.string(), scope: z.string() }),
});

/** What somebody has to do before anything else: agree to new terms, renew the password, add a second factor. */
const dutySchema = z.enum(['terms', 'password', 'second_factor']);

export const meAnswerSchema = z.object({
  id: z.string(),
  kind: z.enum(['recipient', 'staff']),
  address: addressSchema,
  name: nameSchema,
  /** This moment on the service's clock, so that a page whose clock is wrong counts the time left right. */
  at: isoTime,
  signedInUntil: isoTime,
  /** From then on nothing keeps this session alive. */
  signedInAtMostUntil: isoTime,
  duties: z.array(dutySchema),
  preferences: z.object({
    /** BCP 47; null: as the browser says. */
    language: z.nullable(languageSchema),
    /** IANA zone; null: the browser's. */
    timeZone: z.nullable(z.string()),
    pageSize: pageSizeSchema,
  }),
});

/** `key` is a compact JWE (RFC 7516, ECDH-ES, A256GCM) of 32 bytes. */
export const keyAnswerSchema = z.object({ key: z.string() });

export const draftRequestSchema = z.strictObject({
  inReplyTo: z.optional(idSchema),
  /** The message that this one passes on. */
  forwardOf: z.optional(idSchema),
});
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

/**
 * For the mail "sent securely" alone, where policy has one: it passes through and is never stored. What the policy
 * does not let into that mail is dropped.
 */
const confirmSchema = z.strictObject({
  /** Codes of the decision on send. */
  reasons: z.array(z.string().check(z.regex(/^[a-z_]{1,40}$/))).check(z.maxLength(20)),
  subject: z.optional(z.string().check(z.maxLength(4000))),
  attachmentNames: z.optional(z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(500))),
});

/** In the header `x-sealpost-pass`; only for notices from a mailbox. */
export const noticePassSchema = z.optional(base64url.check(z.length(32)));

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
  /** The mailbox that the author writes for, where policy lets them; the author's own otherwise. */
  onBehalfOf: z.optional(addressSchema),
  /** For the audit log, where the policy asks for it. */
  overridden: z.optional(z.array(overriddenSchema).check(z.maxLength(50))),
  confirm: z.optional(confirmSchema),
  /** Whoever opens the message has to prove this passphrase; `wrappedKey` then holds 40 bytes, wrapped under it. */
  passphrase: z.optional(z.strictObject({ ...passphraseParameters, proof: proofSchema })),
});
export const sendAnswerSchema = z.object({
  id: idSchema,
  sentAt: isoTime,
  expiresAt: isoTime,
  readers: z.int(),
  /** The author's row under Sent, for storing the encrypted subject. */
  mailboxRow: z.string(),
  /** What a notice from the author's own mailbox carries, so that the organisation's mail-flow rules let it pass. */
  noticePass: noticePassSchema,
});

export const openRequestSchema = z.strictObject({
  ephemeralKey: publicJwkSchema,
  /** Of a message that asks for a passphrase. */
  proof: z.optional(proofSchema),
});

/** What the service tells a reader whom it lets in. */
export const openAnswerSchema = z.object({
  id: idSchema,
  /** Whom it is from: the mailbox, where somebody wrote on its behalf. */
  author: personSchema,
  /** The person who wrote it on behalf of the author's mailbox. */
  sender: z.optional(personSchema),
  sentAt: isoTime,
  expiresAt: isoTime,
  confidential: z.boolean(),
  parts: z.array(sealedPartSchema),
  /** The message key, wrapped under the passphrase where there is one, as a compact JWE to the ephemeral key. */
  key: z.string(),
  /** Read-only links, one a part, good for 15 minutes. */
  links: z.array(z.object({ id: idSchema, url: z.string() })),
  youAre: z.enum(['author', 'reader']),
  /** Whom the reader may answer: addresses at the organisation that the message names. */
  replyTo: z.array(personSchema),
  /** The reader's own mailbox row for this message. */
  mailboxRow: z.string(),
});

/** Every error answer, whatever the route. */
export const errorAnswerSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    facts: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  }),
});

export type ConfigAnswer = z.infer<typeof configAnswerSchema>;
export type MeAnswer = z.infer<typeof meAnswerSchema>;
export type SealedPart = z.infer<typeof sealedPartSchema>;
export type DraftRequest = z.infer<typeof draftRequestSchema>;
export type SendRequest = z.infer<typeof sendRequestSchema>;
export type SendAnswer = z.infer<typeof sendAnswerSchema>;
export type OpenRequest = z.infer<typeof openRequestSchema>;
export type OpenAnswer = z.infer<typeof openAnswerSchema>;
