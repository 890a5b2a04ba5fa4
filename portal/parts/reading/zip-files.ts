import { Zip, ZipPassThrough } from 'fflate';
import type { Bytes } from '../../../shared/envelope/index.ts';

/** One file of an archive; its content is asked for when its turn comes. */
export type ZipEntry = { name: string; content: () => AsyncIterable<Bytes> };

/**
 * Streams files as one ZIP archive (APPNOTE 6.3), as they are: what people attach is packed already. Holds one
 * piece at a time. Throws what a content throws. `modifiedAt` becomes each file's time.
 */
export async function* zipFiles(
  entries: readonly ZipEntry[],
  modifiedAt: Date,
): AsyncGenerator<Bytes, void, undefined> {
  const written: Bytes[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    // An empty piece ends a file; a Blob has no use for it.
    if (piece.byteLength > 0) written.push(piece);
  });
  for (const { name, content } of entries) {
    const file = new ZipPassThrough(name);
    file.mtime = modifiedAt;
    zip.add(file);
    for await (const piece of content()) {
      file.push(piece);
      yield* written.splice(0);
    }
    file.push(new Uint8Array(0), true);
  }
  zip.end();
  yield* written.splice(0);
}
