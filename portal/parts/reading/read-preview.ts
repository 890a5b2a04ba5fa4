import type { OpenedMessage } from '../../../shared/api/index.ts';
import { type Bytes, concatBytes, type LetterAttachment } from '../../../shared/envelope/index.ts';
import { decodeText } from '../../../shared/scan/files/decode-text.ts';
import { tellDownload } from '../tell-download.ts';
import { readPictureFacts } from './picture-size.ts';
import type { PreviewKind } from './preview-kind.ts';

/** Why a file is not shown here. */
export type Refusal = 'tooLarge' | 'broken' | 'locked';
/** A file as it is shown; a picture's type is what its bytes say, never what its sender claims. */
export type PreviewContent =
  | { kind: 'picture'; picture: Blob; width: number; height: number }
  | { kind: 'pdf'; bytes: Bytes }
  | { kind: 'text'; text: string; isCut: boolean }
  | { kind: 'refused'; reason: Refusal };

const MAX_BYTES: Readonly<Record<PreviewKind, number>> = {
  picture: 25_000_000,
  pdf: 50_000_000,
  // Of a text the beginning is shown.
  text: 1_000_000,
};
/** A few hundred bytes can unpack to gigabytes of pixels. */
const MAX_PIXELS = 64_000_000;
/** Characters that no text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const BINARY = /[\u0000-\u0008]/;
/** A PDF may begin with something else (ISO 32000-1, annex H). */
const PDF_HEAD_BYTES = 1024;

/** Reads a file for being shown, no more of it than is shown. Throws what reading an attachment throws. */
export async function readPreview(
  opened: OpenedMessage,
  attachment: LetterAttachment,
  kind: PreviewKind,
  signal: AbortSignal,
): Promise<PreviewContent> {
  if (attachment.sizeBytes > MAX_BYTES[kind] && kind !== 'text')
    return { kind: 'refused', reason: 'tooLarge' };
  tellDownload(opened);
  const { bytes, isCut } = await readUpTo(opened.readAttachment(attachment.partId, signal), MAX_BYTES[kind]);
  if (kind === 'picture') return picture(bytes);
  if (kind === 'pdf') return pdf(bytes);
  const text = decodeText(bytes);
  return BINARY.test(text) ? { kind: 'refused', reason: 'broken' } : { kind, text, isCut };
}

async function readUpTo(
  content: AsyncIterable<Bytes>,
  maxBytes: number,
): Promise<{ bytes: Bytes; isCut: boolean }> {
  const chunks: Bytes[] = [];
  let sizeBytes = 0;
  for await (const chunk of content) {
    chunks.push(chunk);
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) return { bytes: concatBytes(...chunks).slice(0, maxBytes), isCut: true };
  }
  return { bytes: concatBytes(...chunks), isCut: false };
}

function picture(bytes: Bytes): PreviewContent {
  const facts = readPictureFacts(bytes);
  if (facts === null || facts.width === 0 || facts.height === 0) return { kind: 'refused', reason: 'broken' };
  const { mediaType, width, height } = facts;
  if (width * height > MAX_PIXELS) return { kind: 'refused', reason: 'tooLarge' };
  return { kind: 'picture', picture: new Blob([bytes], { type: mediaType }), width, height };
}

function pdf(bytes: Bytes): PreviewContent {
  const head = String.fromCharCode(...bytes.subarray(0, PDF_HEAD_BYTES));
  return head.includes('%PDF-') ? { kind: 'pdf', bytes } : { kind: 'refused', reason: 'broken' };
}
