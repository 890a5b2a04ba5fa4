import * as z from 'zod/mini';
import { isoTime, personSchema } from '../basic-schemas.ts';

/* The wire shapes of partners: organisations whose mail could come over enforced TLS. */

const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const state = z.enum(['open', 'accepted', 'declined']);
export const partnerDomainSchema = z
  .string()
  .check(z.toLowerCase(), z.maxLength(253), z.regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/));

export const tlsRequestSchema = z.strictObject({
  /** Whom the administrator may call or write to about the mail servers. */
  contact: words(200),
  /** Who runs them. */
  provider: words(200),
  reason: words(1000),
});
/** How it stands with the caller's own domain. */
export const tlsStateSchema = z.object({
  domain: z.string(),
  /** Mail goes to it over enforced TLS already. */
  isListed: z.boolean(),
  request: z.nullable(
    z.object({ at: isoTime, state, answeredAt: z.optional(isoTime), words: z.optional(z.string()) }),
  ),
});
export const tlsRequestsSchema = z.object({
  requests: z.array(
    z.object({
      domain: z.string(),
      by: personSchema,
      contact: z.string(),
      provider: z.string(),
      reason: z.string(),
      at: isoTime,
      state,
      answeredAt: z.optional(isoTime),
      words: z.optional(z.string()),
      isListed: z.boolean(),
    }),
  ),
});
export const tlsAnswerSchema = z.strictObject({
  answer: z.enum(['accepted', 'declined']),
  /** What the one who asked is told beside it. */
  words: z.string().check(z.trim(), z.maxLength(1000)),
});

export type TlsRequest = z.infer<typeof tlsRequestSchema>;
export type TlsState = z.infer<typeof tlsStateSchema>;
export type TlsRequests = z.infer<typeof tlsRequestsSchema>;
export type TlsAnswer = z.infer<typeof tlsAnswerSchema>;
