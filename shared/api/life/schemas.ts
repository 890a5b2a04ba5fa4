import * as z from 'zod/mini';
import { addressSchema, idSchema, isoTime, nameSchema, personSchema } from '../basic-schemas.ts';
import { noticePassSchema } from '../schemas.ts';

/* The wire shapes of the life of a message that was sent. */

const time = z.optional(isoTime);
const readerStatusSchema = z.object({
  address: addressSchema,
  name: nameSchema,
  role: z.enum(['to', 'cc', 'bcc']),
  notifiedAt: time,
  /** When the reader chose a password or first signed in; absent: not yet. */
  registeredAt: time,
  openedAt: time,
  /** When it went into their mailbox as an ordinary mail. */
  deliveredAt: time,
  /** The first attachment that the reader's browser asked for. */
  downloadedAt: time,
  repliedAt: time,
  /** The author has ended access for this reader. */
  endedAt: time,
  /** The mail system would not take the notice, and no further one is tried. */
  noticeFailedAt: time,
  /** The reader has given ten wrong passphrases and may try no more. */
  passphraseStopped: z.optional(z.literal(true)),
});
/** What only the author is told. */
export const statusAnswerSchema = z.object({
  id: idSchema,
  state: z.enum(['sent', 'expired', 'revoked']),
  sentAt: isoTime,
  expiresAt: isoTime,
  endedAt: time,
  /** From and until when the author may let the message end. */
  mayEnd: z.object({ from: isoTime, until: isoTime }),
  noticeReleased: z.boolean(),
  /** As the send answered it, while the notice may still have to leave. */
  noticePass: noticePassSchema,
  /** Only while it can be read. */
  asksPassphrase: z.optional(z.literal(true)),
  readers: z.array(readerStatusSchema),
});

/** Some of a message's readers by address; all where it is absent. */
const readers = z.optional(z.array(addressSchema).check(z.minLength(1), z.maxLength(500)));
export const messageFileAnswerSchema = z.object({
  file: z.nullable(z.object({ name: z.string(), html: z.string() })),
});
export const revokeRequestSchema = z.strictObject({ readers });
export const revokeAnswerSchema = z.object({ state: z.enum(['sent', 'revoked']) });
export const expiryRequestSchema = z.strictObject({ expiresAt: isoTime });
export const expiryAnswerSchema = z.object({ expiresAt: isoTime });
export const resendRequestSchema = z.strictObject({ readers });
export const allowTriesRequestSchema = z.strictObject({ reader: addressSchema });
/** To how many the notice goes again. */
export const resendAnswerSchema = z.object({ readers: z.int() });

const EVENT_KINDS = [
  'sent',
  'notified',
  'delivered',
  'notice_failed',
  'opened',
  'refused',
  'downloaded',
  'replied',
  'reminded',
  'extended',
  'shortened',
  'revoked',
  'resent',
  'asked_again',
  'passphrase_wrong',
  'passphrase_stopped',
  'passphrase_allowed',
] as const;
const messageEventSchema = z.object({
  kind: z.enum(EVENT_KINDS),
  at: isoTime,
  by: personSchema,
  /** Readers whom it was about; empty: all. */
  about: z.array(personSchema),
  /** The new end, where the date was changed. */
  expiresAt: time,
  /** Ended because it quotes a message that was. */
  because: z.optional(z.literal('quoted')),
});
export const messageHistoryQuerySchema = z.object({
  after: z.optional(z.string().check(z.regex(/^[0-9TZ:.-]{24}:[A-Za-z0-9_-]{1,64}:[a-z_]{1,32}$/))),
});
export const messageHistoryAnswerSchema = z.object({
  events: z.array(messageEventSchema),
  /** Continues after this page. */
  next: z.optional(z.string()),
});

/** What notices pass the organisation's mail-flow rules by: today's, and the next one. */
export const mailFlowAnswerSchema = z.object({ passes: z.array(z.string()) });

/** The mailboxes that the caller may write for, their own not among them. */
export const mailboxesAnswerSchema = z.object({ mailboxes: z.array(personSchema) });

/**
 * How many days the caller's messages may stay readable: the first that fits the recipients counts. Domains are
 * hashed as in the policy that is served without a token; null: whoever gets it.
 */
export const expiryChoicesAnswerSchema = z.object({
  choices: z.array(
    z.object({
      domainHashes: z.nullable(z.readonly(z.array(z.string()))),
      minDays: z.int(),
      defaultDays: z.int(),
      maxDays: z.int(),
    }),
  ),
});

/** All that stands in a message's history, for an administrator: nothing is left out, and accounts stand by their ids. */
export const wholeHistoryAnswerSchema = z.object({
  events: z.array(
    z.object({
      kind: z.enum([...EVENT_KINDS, 'overridden']),
      at: isoTime,
      by: z.object({ accountId: z.string(), address: addressSchema, name: nameSchema }),
      about: z.array(z.object({ accountId: z.string(), address: addressSchema, name: nameSchema })),
      expiresAt: time,
      /** The message whose end ended this one, which quotes it. */
      because: z.optional(idSchema),
      /** What its author called not sensitive. */
      found: z.optional(z.array(z.object({ type: z.string(), count: z.int() }))),
    }),
  ),
  next: z.optional(z.string()),
});

export type WholeHistoryAnswer = z.infer<typeof wholeHistoryAnswerSchema>;
export type StatusAnswer = z.infer<typeof statusAnswerSchema>;
export type MessageHistoryAnswer = z.infer<typeof messageHistoryAnswerSchema>;
