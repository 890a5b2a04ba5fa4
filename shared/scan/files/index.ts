import type { UnreadableReason } from '../finding.ts';
import { defaultLimits, type FileLimits } from './limits.ts';
import { toRawMail } from './raw-mail.ts';
import { beginReading, type InnerPdf, type Outcome, type Reading, read, readMailFile } from './read.ts';

export { defaultLimits, type FileLimits } from './limits.ts';
export { fileNameText } from './name.ts';
export type { InnerPdf } from './read.ts';

/**
 * What a file holds: text, nothing that can be read as text (`opaque`: pictures, sound), a PDF for a reader of
 * its own, or what cannot be looked into. Of text, `unread` says why some of it, or a file inside, could not be
 * read, and `pdfs` are those inside it.
 */
export type FileText =
  | {
      kind: 'text';
      text: string;
      isTruncated: boolean;
      unread?: UnreadableReason;
      pdfs?: readonly InnerPdf[];
    }
  | { kind: 'unreadable'; reason: UnreadableReason }
  | { kind: 'pdf' }
  | { kind: 'opaque' };

/**
 * The text of a file, by what its bytes are and then by its name. Synchronous and pure, in plain ES2016; takes
 * time in proportion to the file and never more memory than its limits say. Never throws.
 */
export function readFileText(name: string, bytes: Uint8Array, limits: FileLimits = defaultLimits): FileText {
  const reading = beginReading(limits);
  return toFileText(read(name, bytes, reading), reading);
}

/** The text of a mail that Outlook hands over as text, its attachments included. Never throws. */
export function readMailText(mail: string, limits: FileLimits = defaultLimits): FileText {
  const reading = beginReading(limits);
  return toFileText(readMailFile(toRawMail(mail), reading), reading);
}

function toFileText(outcome: Outcome, { sink, found, limits }: Reading): FileText {
  if (outcome.kind !== 'text') return outcome;
  const { isRead, isWhole, unread, pdfs } = found;
  // Where nothing could be read but names, the archive as a whole is what could not be.
  if (!isRead && unread !== null && pdfs.length === 0) return { kind: 'unreadable', reason: unread };
  return {
    kind: 'text',
    text: sink.whole().slice(0, limits.maxChars),
    isTruncated: sink.isFull() || !isWhole,
    ...(unread === null ? {} : { unread }),
    ...(pdfs.length === 0 ? {} : { pdfs }),
  };
}
