import * as z from 'zod/mini';
import { base64url, idSchema, isoTime, personSchema } from './basic-schemas.ts';

/** One message of a conversation, as its reader's own mailbox has it. */
const conversationMessageSchema = z.object({
  id: idSchema,
  at: isoTime,
  from: personSchema,
  state: z.enum(['readable', 'expired', 'revoked']),
  /** The subject under the reader's account key, `nonce | ciphertext | tag`, base64url; absent until first opened. */
  subjectCell: z.optional(base64url),
});

/** What a message answers and what answers it, without itself, newest first: only what the caller was sent or wrote. */
export const conversationAnswerSchema = z.object({ messages: z.array(conversationMessageSchema) });

export type ConversationMessage = z.infer<typeof conversationMessageSchema>;
export type ConversationAnswer = z.infer<typeof conversationAnswerSchema>;
