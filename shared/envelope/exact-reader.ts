import type { Bytes } from './bytes.ts';

/**
 * Reads exact numbers of bytes, `maxBytes` at most, from a stream that delivers pieces of any size; null
 * where the stream ends first. What it gives is valid only until the next read.
 */
export function exactReader(reader: ReadableStreamDefaultReader<Uint8Array>, maxBytes: number) {
  const buffer = new Uint8Array(maxBytes);
  let rest: Uint8Array = new Uint8Array(0);
  return async (wantedBytes: number): Promise<Bytes | null> => {
    let filledBytes = 0;
    while (filledBytes < wantedBytes) {
      if (rest.byteLength === 0) {
        const { done, value } = await reader.read();
        if (done) return null;
        rest = value;
        continue;
      }
      const take = rest.subarray(0, wantedBytes - filledBytes);
      buffer.set(take, filledBytes);
      filledBytes += take.byteLength;
      rest = rest.subarray(take.byteLength);
    }
    return buffer.subarray(0, wantedBytes);
  };
}
