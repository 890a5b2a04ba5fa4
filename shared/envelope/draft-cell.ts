import * as z from 'zod/mini';
import { openCell, sealCell } from './account-cell.ts';
import type { Bytes } from './bytes.ts';
import { verificationFailed } from './keys.ts';
import { attachmentSchema, personSchema } from './letter.ts';

/** A draft's length tells little of what is being written. */
const PAD_BYTES = 1024;

/** What a draft answers or passes on. */
const originSchema = z.object({
  kind: z.enum(['reply', 'replyAll', 'forward']),
  messageId: z.string(),
});

/** A message that is being written, as its author's browser keeps it. */
const draftSchema = z.object({
  form: z.literal(1),
  /** The key of the message to be, base64url: what is uploaded already stands under it. */
  messageKey: z.string(),
  origin: z.nullable(originSchema),
  to: z.array(personSchema),
  cc: z.array(personSchema),
  bcc: z.array(personSchema),
  /** The mailbox that it is written for. */
  onBehalfOf: z.optional(personSchema),
  subject: z.string(),
  /** As the editor has it; pictures are named by `cid:`. */
  html: z.string(),
  confidential: z.boolean(),
  /** It is to ask for a passphrase, which is not kept. */
  passphrase: z.optional(z.literal(true)),
  days: z.int(),
  /** What is uploaded whole. */
  attachments: z.array(attachmentSchema),
});

export type DraftContent = z.infer<typeof draftSchema>;
export type DraftOrigin = z.infer<typeof originSchema>;

/** Encrypts a draft under the account key, bound to its id; the form is that of sealCell. */
export function sealDraft(accountKey: Bytes, draftId: string, draft: DraftContent): Promise<string> {
  return sealCell(accountKey, nameOf(draftId), JSON.stringify(draft), PAD_BYTES);
}

/** Undoes sealDraft. Throws `verification_failed` for a changed cell or one of another draft or account. */
export async function openDraft(accountKey: Bytes, draftId: string, cell: string): Promise<DraftContent> {
  const json = await openCell(accountKey, nameOf(draftId), cell);
  try {
    return z.parse(draftSchema, JSON.parse(json));
  } catch (cause) {
    throw verificationFailed('draft is not of its form', cause);
  }
}

/** No subject's cell passes for a draft. */
function nameOf(draftId: string): string {
  return `draft ${draftId}`;
}
