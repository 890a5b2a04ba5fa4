import * as z from 'zod/mini';
import { base64url, isoTime, personSchema } from '../basic-schemas.ts';

/* The wire shapes of saved drafts and of finding people. */

/** Characters of a saved draft; a row of Azure Tables holds half a million. */
export const MAX_DRAFT_CELL = 400_000;
/** Recipients that the list of drafts shows. */
const SHOWN_RECIPIENTS = 10;

/** The draft under the account key, `nonce | ciphertext | tag`, base64url. */
const draftCellSchema = base64url.check(z.minLength(38), z.maxLength(MAX_DRAFT_CELL));
/** Counts the savings from 1; 0: never saved. */
const versionSchema = z.int().check(z.minimum(0), z.maximum(2 ** 31));

export const saveDraftRequestSchema = z.strictObject({
  /** The version that the caller has seen: another one at the service means that somebody else saved. */
  version: versionSchema,
  cell: draftCellSchema,
  /** The subject as mailbox rows have it. */
  subjectCell: base64url.check(z.minLength(38), z.maxLength(5600)),
  to: z.array(personSchema).check(z.maxLength(SHOWN_RECIPIENTS)),
});
export const savedAnswerSchema = z.object({ version: versionSchema, savedAt: isoTime });
export const savedDraftAnswerSchema = z.object({
  version: versionSchema,
  savedAt: isoTime,
  cell: draftCellSchema,
});

/** A read-only link to what was uploaded for a draft, good for 15 minutes. */
export const draftPartAnswerSchema = z.object({ url: z.string() });

/** What somebody typed of a name or an address. */
export const wordsSchema = z.string().check(
  z.minLength(2),
  z.maxLength(64),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  z.regex(/^[^\u0000-\u001f\u007f"\\]*$/),
);
export const peopleAnswerSchema = z.object({ people: z.array(personSchema) });

export type SaveDraftRequest = z.infer<typeof saveDraftRequestSchema>;
export type SavedAnswer = z.infer<typeof savedAnswerSchema>;
export type SavedDraftAnswer = z.infer<typeof savedDraftAnswerSchema>;
