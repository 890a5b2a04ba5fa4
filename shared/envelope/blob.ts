import type { Bytes } from './bytes.ts';

/**
 * Gathers bytes into a Blob as they come. Each piece becomes a Blob of its own, so that a browser takes
 * it out of the page's memory before the next one is there. Throws what the source throws.
 */
export async function toBlob(source: AsyncIterable<Bytes>, type = ''): Promise<Blob> {
  const pieces: Blob[] = [];
  for await (const piece of source) pieces.push(new Blob([piece]));
  return new Blob(pieces, { type });
}
