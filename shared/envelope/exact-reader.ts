import type { Bytes } from './bytes.ts';

/**
 * Reads exact numbers of bytes, `maxBytes` at most, from a stream that delivers pieces of any size; null
 * where the stream ends first. What it gives is valid only until the next read.
 */
export function exactReader(reader: ReadableStreamDefaultReader<Bytes>, maxBytes: number) {
  let rest: Bytes = new Uint8Array(0);
  let buffer: Bytes | undefined;
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
      rest = rest.subarray(take.byteLength);
      if (take.byteLength === wantedBytes) return take;
      buffer ??= new Uint8Array(maxBytes);
      buffer.set(take, filledBytes);
      filledBytes += take.byteLength;
    }
    return buffer === undefined ? rest : buffer.subarray(0, wantedBytes);
  };
}
