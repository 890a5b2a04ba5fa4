import type { OpenedMessage } from '../../shared/api/index.ts';
import type { Bytes, Letter, LetterAttachment } from '../../shared/envelope/index.ts';
import { contentIdOf } from './sanitise-mail.ts';

const RASTER_TYPES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** Larger pictures are offered as attachments: a data: URL of this size is already slow. */
const MAX_PICTURE_BYTES = 10_000_000;

/** The attachments that the HTML shows as `cid:` pictures; the rest are files to save. */
export function inlineAttachments(letter: Letter): LetterAttachment[] {
  const named = new Set(
    [...letter.body.html.matchAll(/\bcid:[^"'\s>)]+/gi)].map(([url]) => contentIdOf(url)),
  );
  return letter.attachments.filter(
    (attachment) =>
      attachment.contentId !== undefined && named.has(attachment.contentId) && isPicture(attachment),
  );
}

/** Whether an attachment is a picture that a text can show. */
export function isPicture({ mediaType, sizeBytes }: LetterAttachment): boolean {
  return RASTER_TYPES.has(mediaType.toLowerCase()) && sizeBytes <= MAX_PICTURE_BYTES;
}

/** Decrypts inline pictures into data: URLs by content id. A picture that does not arrive is left out. */
export async function readPictures(
  opened: OpenedMessage,
  attachments: readonly LetterAttachment[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const read = await Promise.allSettled(
    attachments.map(async ({ partId, contentId, mediaType }) => {
      const chunks: Bytes[] = [];
      for await (const chunk of opened.readAttachment(partId, signal)) chunks.push(chunk);
      return [contentId ?? '', await toDataUrl(new Blob(chunks, { type: mediaType.toLowerCase() }))] as const;
    }),
  );
  return new Map(read.filter((result) => result.status === 'fulfilled').map((result) => result.value));
}

function toDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('picture could not be read'));
    reader.readAsDataURL(blob);
  });
}
