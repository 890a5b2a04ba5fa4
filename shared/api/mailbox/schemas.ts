import * as z from 'zod/mini';
import { base64url, idSchema, isoTime, personSchema } from '../basic-schemas.ts';

/* The wire shapes of mailboxes: folders, their rows, and what is done with them. */

/** Rows that one request may name. */
const MAX_ROWS = 50;

/** An own folder: `f-` and 96 random bits as base64url, made by its owner's browser. */
export type OwnFolder = `f-${string}`;
// The cast says what the expression checks; zod's template literals would weigh on the portal's first script.
export const ownFolderSchema = z.string().check(z.regex(/^f-[A-Za-z0-9_-]{16}$/)) as unknown as z.ZodMiniType<
  OwnFolder,
  OwnFolder
>;
export const folderSchema = z.union([z.enum(['inbox', 'sent', 'drafts', 'trash']), ownFolderSchema]);
/** Name of a row in a mailbox: folder, inverted time, message id; `!sent` for what one sent, filed elsewhere. */
export const mailboxRowNameSchema = z
  .string()
  .check(z.regex(/^(inbox|sent|drafts|trash|f-[A-Za-z0-9_-]{16})!\d{13}![A-Za-z0-9_-]{22}(!sent)?$/));

const mailboxRowSchema = z.object({
  row: z.string(),
  messageId: idSchema,
  at: isoTime,
  from: personSchema,
  to: z.array(personSchema),
  expiresAt: isoTime,
  state: z.enum(['readable', 'expired']),
  /** Whether its owner has ever opened it. */
  opened: z.boolean(),
  unread: z.boolean(),
  starred: z.boolean(),
  /** Attachments, pictures in the text among them; absent where nobody counted. */
  files: z.optional(z.int()),
  /** The subject under the account key, `nonce | ciphertext | tag`, base64url; absent until first opened. */
  subjectCell: z.optional(base64url),
  /** It asks for a passphrase, so its subject is kept nowhere. */
  passphrase: z.optional(z.literal(true)),
});
export const mailboxAnswerSchema = z.object({
  rows: z.array(mailboxRowSchema),
  next: z.optional(z.string()),
});
/** A folder's name under the account key, bound to the folder's id, in the form of a subject cell. */
const nameCellSchema = base64url.check(z.minLength(38), z.maxLength(512));
export const foldersAnswerSchema = z.object({
  folders: z.array(
    z.object({
      folder: folderSchema,
      total: z.int(),
      unread: z.int(),
      /** Changes whenever a row of the folder does. */
      version: z.int(),
      /** Of own folders. */
      nameCell: z.optional(base64url),
    }),
  ),
});
export const makeFolderRequestSchema = z.strictObject({ folder: ownFolderSchema, nameCell: nameCellSchema });
export const renameFolderRequestSchema = z.strictObject({ nameCell: nameCellSchema });
/** `back`: each message returns to the folder that delivery put it into. */
export const removeFolderRequestSchema = z.strictObject({ messages: z.enum(['back', 'trash']) });

const rowNames = z
  .array(mailboxRowNameSchema)
  .check(z.minLength(1), z.maxLength(MAX_ROWS, `choose ${MAX_ROWS} messages at most.`));
export const moveRequestSchema = z.strictObject({
  rows: rowNames,
  to: z.union([z.enum(['back', 'trash']), ownFolderSchema]),
});
/** What stands in the folder now, under which name; rows that are not there any more are left out. */
export const moveAnswerSchema = z.object({
  moved: z.array(z.object({ from: z.string(), row: z.string() })),
});
export const markRequestSchema = z.strictObject({
  rows: rowNames,
  as: z.enum(['read', 'unread', 'starred', 'plain']),
});
export const removeRequestSchema = z.strictObject({ rows: rowNames });

export type Folder = z.infer<typeof folderSchema>;
export type MailboxRow = z.infer<typeof mailboxRowSchema>;
export type MailboxAnswer = z.infer<typeof mailboxAnswerSchema>;
export type FoldersAnswer = z.infer<typeof foldersAnswerSchema>;
export type MoveRequest = z.infer<typeof moveRequestSchema>;
export type MoveAnswer = z.infer<typeof moveAnswerSchema>;
export type MarkRequest = z.infer<typeof markRequestSchema>;
export type RemoveRequest = z.infer<typeof removeRequestSchema>;
