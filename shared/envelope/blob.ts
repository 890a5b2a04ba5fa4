import { type Bytes, release } from './bytes.ts';

/**
 * Gathers bytes into a Blob as they come and takes over their buffers: each piece becomes a Blob of its
 * own and leaves the page's memory before the next one is there, without waiting for the garbage
 * collector. Throws what the source throws.
 */
export async function toBlob(source: AsyncIterable<Bytes>, type = ''): Promise<Blob> {
  const pieces: Blob[] = [];
  for await (const piece of source) {
    pieces.push(new Blob([piece]));
    release(piece.buffer);
  }
  return new Blob(pieces, { type });
}
