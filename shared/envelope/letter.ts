import * as z from 'zod/mini';
import { verificationFailed } from './keys.ts';

/** A person as letters and drafts name them. */
export const personSchema = z.object({ address: z.string(), name: z.string() });

/** One attachment as the letter lists it; `contentId` marks a picture that the HTML shows as `cid:`. */
export const attachmentSchema = z.object({
  partId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int().check(z.minimum(0)),
  wrappedKey: z.string(),
  contentId: z.optional(z.string()),
});

/** Part 0 of every message, as JSON: what was written, to whom, and which parts belong to it. */
const letterSchema = z.object({
  messageId: z.string(),
  subject: z.string(),
  from: personSchema,
  /** Who wrote it, where `from` is a mailbox that they write for (RFC 5322 section 3.6.2). */
  sender: z.optional(personSchema),
  to: z.array(personSchema),
  cc: z.array(personSchema),
  sentAt: z.string(),
  confidential: z.boolean(),
  inReplyTo: z.optional(z.string()),
  body: z.object({ html: z.string(), text: z.string() }),
  attachments: z.array(attachmentSchema),
});

export type Letter = z.infer<typeof letterSchema>;
export type LetterAttachment = z.infer<typeof attachmentSchema>;
/** One part as the sealed record names it; the first is the letter. */
export type RecordPart = { id: string; sizeBytes: number; wrappedKey: string };

/** Writes a letter as the bytes of part 0. */
export function writeLetter(letter: Letter): Blob {
  return new Blob([JSON.stringify(letter)], { type: 'application/json' });
}

/**
 * Reads part 0 and demands that the letter and the sealed record name the same message and the same
 * parts: id, plaintext length and wrapped key, in the same order. Throws `verification_failed`.
 */
export function readLetter(bytes: Uint8Array, messageId: string, recordParts: readonly RecordPart[]): Letter {
  let letter: Letter;
  try {
    letter = z.parse(letterSchema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw verificationFailed('letter is not of its form', cause);
  }
  if (letter.messageId !== messageId) throw verificationFailed('letter of another message');
  const listed = recordParts.slice(1);
  const same =
    letter.attachments.length === listed.length &&
    letter.attachments.every((attachment, i) => {
      const part = listed[i];
      return (
        part !== undefined &&
        attachment.partId === part.id &&
        attachment.sizeBytes === part.sizeBytes &&
        attachment.wrappedKey === part.wrappedKey
      );
    });
  if (!same) throw verificationFailed('letter and record name different parts');
  return letter;
}
