import { defaultLimits, type FileText, readFileText, readMailText } from '../../shared/scan/index.ts';
import { bytesFromBase64 } from './base64.ts';
import { callOutlook } from './call.ts';
import { composeItem } from './host.ts';
import { listAttachments } from './list-attachments.ts';
import { isProtectedPdf } from './locked-pdf.ts';

/** An attachment as Outlook lists it. */
export type ListedAttachment = {
  id: string;
  name: string;
  sizeBytes: number;
  isCloud: boolean;
};

/** More than this is not read on Send: Outlook hands it over as base64, and nobody waits that long. */
const MAX_BYTES = 12_000_000;
/** No text is in these, so they are not even fetched. */
const WITHOUT_TEXT = /\.(?:png|jpe?g|gif|bmp|webp|tiff?|heic|ico|mp3|mp4|m4a|mov|avi|wav|wmv)$/i;

/** The attachments of the draft, pictures inside its text among them. */
export async function listFiles(): Promise<ListedAttachment[]> {
  const list = await listAttachments();
  return list.map(({ id, name, size, attachmentType }) => ({
    id,
    name,
    sizeBytes: size,
    isCloud: attachmentType === Office.MailboxEnums.AttachmentType.Cloud,
  }));
}

/** Whether a file of this name is a picture, sound or video, as far as its name tells. */
export function hasNoText(name: string): boolean {
  return WITHOUT_TEXT.test(name);
}

/**
 * The text of an attachment, as far as it is read before `isLate`. What Outlook does not give, or gives empty, is
 * unreadable and never a pass.
 */
export async function readAttachmentText(
  { id, name, sizeBytes, isCloud }: ListedAttachment,
  isLate: () => boolean,
): Promise<FileText> {
  const limits = { ...defaultLimits, isLate };
  if (isCloud) return { kind: 'unreadable', reason: 'in_cloud' };
  if (hasNoText(name)) return { kind: 'opaque' };
  if (sizeBytes > MAX_BYTES) return { kind: 'unreadable', reason: 'too_large' };
  try {
    const { content, format } = await callOutlook<Office.AttachmentContent>('read an attachment', (done) =>
      composeItem().getAttachmentContentAsync(id, done),
    );
    const { AttachmentContentFormat } = Office.MailboxEnums;
    if (format === AttachmentContentFormat.Url) return { kind: 'unreadable', reason: 'in_cloud' };
    // A mail filter may have taken the bytes and left name and size.
    if (content === '') return { kind: 'unreadable', reason: 'empty' };
    if (format === AttachmentContentFormat.Eml) return readMailText(content, limits);
    if (format === AttachmentContentFormat.ICalendar)
      return { kind: 'text', text: content, isTruncated: false };
    const bytes = bytesFromBase64(content);
    const read = readFileText(name, bytes, limits);
    // The reader of PDFs is far too large for the alert; what is locked for it too is said all the same.
    return read.kind === 'pdf' && isProtectedPdf(bytes) ? { kind: 'unreadable', reason: 'encrypted' } : read;
  } catch {
    return { kind: 'unreadable', reason: 'broken' };
  }
}
