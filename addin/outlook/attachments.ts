import { AppError } from '../../shared/errors.ts';
import { bytesFromBase64 } from './base64.ts';
import { callOutlook } from './call.ts';
import { composeItem } from './host.ts';
import { listAttachments } from './list-attachments.ts';

/** One attachment with its bytes; `contentId` marks a picture that the HTML shows as `cid:`. */
export type DraftAttachment = { name: string; mediaType: string; content: Blob; contentId?: string };
/** An attachment as it was read, before the HTML was searched for it. `base64` only for inline ones. */
export type ReadAttachment = Omit<DraftAttachment, 'contentId'> & {
  details: Office.AttachmentDetailsCompose;
  base64?: string;
};

/**
 * Reads every attachment of the draft, one after the other. Throws `unavailable` with facts
 * `{problem: 'attachment_in_cloud' | 'attachment_unreadable', name}` for the first whose bytes
 * Outlook does not give.
 */
export async function readAttachments(signal: AbortSignal): Promise<ReadAttachment[]> {
  const read: ReadAttachment[] = [];
  for (const details of await listAttachments()) {
    signal.throwIfAborted();
    read.push(await readAttachment(details));
  }
  return read;
}

/** Reads one attachment. Throws as readAttachments does. */
export async function readAttachment(details: Office.AttachmentDetailsCompose): Promise<ReadAttachment> {
  const item = composeItem();
  const { AttachmentType, AttachmentContentFormat } = Office.MailboxEnums;
  if (details.attachmentType === AttachmentType.Cloud) throw unreadable('attachment_in_cloud', details.name);

  const { content, format } = await callOutlook<Office.AttachmentContent>('read an attachment', (done) =>
    item.getAttachmentContentAsync(details.id, done),
  ).catch((cause: unknown) => {
    throw unreadable('attachment_unreadable', details.name, cause);
  });
  if (format === AttachmentContentFormat.Url) throw unreadable('attachment_in_cloud', details.name);
  // A mail filter may have taken the bytes and left name and size (outlook: size > 0, content empty).
  if (content === '' && (details.size > 0 || details.attachmentType === AttachmentType.Item)) {
    throw unreadable('attachment_unreadable', details.name);
  }
  if (format === AttachmentContentFormat.Eml) return asText(details, content, 'message/rfc822', '.eml');
  if (format === AttachmentContentFormat.ICalendar) return asText(details, content, 'text/calendar', '.ics');
  return asFile(details, content);
}

function asText(
  details: Office.AttachmentDetailsCompose,
  content: string,
  mediaType: string,
  extension: string,
): ReadAttachment {
  const name = details.name.toLowerCase().endsWith(extension) ? details.name : `${details.name}${extension}`;
  return { details, name, mediaType, content: new Blob([content], { type: mediaType }) };
}

function asFile(details: Office.AttachmentDetailsCompose, base64: string): ReadAttachment {
  try {
    // Compose mode names no media type in older versions; the portal then offers the file as it is.
    const mediaType = mediaTypeOf(details);
    const content = new Blob([bytesFromBase64(base64)], { type: mediaType });
    return { details, name: details.name, mediaType, content, ...(details.isInline ? { base64 } : {}) };
  } catch (cause) {
    throw unreadable('attachment_unreadable', details.name, cause);
  }
}

function mediaTypeOf(details: Office.AttachmentDetailsCompose): string {
  const given =
    'contentType' in details && typeof details.contentType === 'string' ? details.contentType : '';
  if (/^[\w.+-]+\/[\w.+-]+$/.test(given)) return given;
  const extension = details.name.slice(details.name.lastIndexOf('.') + 1).toLowerCase();
  return MEDIA_TYPES[extension] ?? 'application/octet-stream';
}

/** The types that readers meet most, for Outlooks that name none (IANA media types). */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain',
  csv: 'text/csv',
  eml: 'message/rfc822',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

function unreadable(
  problem: 'attachment_in_cloud' | 'attachment_unreadable',
  name: string,
  cause?: unknown,
): AppError {
  const why = problem === 'attachment_in_cloud' ? 'is a link to a file in the cloud' : 'cannot be read';
  return new AppError('unavailable', {
    message: `The attachment "${name}" ${why}.`,
    facts: { problem, name },
    cause,
  });
}
