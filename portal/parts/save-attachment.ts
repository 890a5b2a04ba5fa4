import { type Bytes, toBlob } from '../../shared/envelope/index.ts';

/**
 * Gathers an attachment's plaintext as it decrypts and hands it to the browser as a download. It
 * reaches the disk only once all of it has verified. Throws what the stream throws.
 */
export async function saveAttachment(
  content: AsyncGenerator<Bytes, void, undefined>,
  name: string,
  onProgress: (readBytes: number) => void,
): Promise<void> {
  // Always bytes, never a page: whatever type the sender claims, the browser must not render it here.
  const file = await toBlob(counted(content, onProgress), 'application/octet-stream');
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function* counted(
  content: AsyncIterable<Bytes>,
  onProgress: (readBytes: number) => void,
): AsyncGenerator<Bytes, void, undefined> {
  let readBytes = 0;
  for await (const bytes of content) {
    readBytes += bytes.byteLength;
    yield bytes;
    onProgress(readBytes);
  }
}

/** A sender's file name without what could mislead: paths, control characters, reversed text. */
export function fileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim();
  return plain === '' || /^\.+$/.test(plain) ? 'attachment' : plain;
}

/** The kind of a file as people call it, from its name: "PDF"; empty where the name has no ending. */
export function fileKind(name: string): string {
  return /\.([a-z0-9]{1,6})$/i.exec(name)?.[1]?.toUpperCase() ?? '';
}
