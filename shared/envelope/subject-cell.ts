import { openCell, sealCell } from './account-cell.ts';
import type { Bytes } from './bytes.ts';

const PAD_BYTES = 64;
/** The longest subject that a cell keeps; the letter itself keeps all of it. */
const SUBJECT_CHARACTERS = 998;

/** Encrypts a subject under the account key, bound to its message id; the form is that of sealCell. */
export function sealSubject(accountKey: Bytes, messageId: string, subject: string): Promise<string> {
  return sealCell(accountKey, messageId, subject.slice(0, SUBJECT_CHARACTERS), PAD_BYTES);
}

/** Undoes sealSubject. Throws `verification_failed` for a changed cell or one of another message or account. */
export function openSubject(accountKey: Bytes, messageId: string, cell: string): Promise<string> {
  return openCell(accountKey, messageId, cell);
}
