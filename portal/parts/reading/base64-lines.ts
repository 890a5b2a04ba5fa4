import { type Bytes, concatBytes, toBase64 } from '../../../shared/envelope/index.ts';

/** Bytes of one line of 76 characters (RFC 2045 section 6.8). */
const LINE_BYTES = 57;
/** Lines that are written at once. */
const BLOCK_BYTES = LINE_BYTES * 512;

/** Streams bytes as lines of base64 that end in CRLF; holds one block of 29 kB beside what comes in. */
export async function* base64Lines(source: AsyncIterable<Bytes>): AsyncGenerator<Bytes, void, undefined> {
  let rest: Bytes = new Uint8Array(0);
  for await (const piece of source) {
    const bytes = concatBytes(rest, piece);
    let at = 0;
    for (; bytes.byteLength - at >= BLOCK_BYTES; at += BLOCK_BYTES)
      yield lines(bytes.subarray(at, at + BLOCK_BYTES));
    rest = bytes.slice(at);
  }
  yield lines(rest);
}

function lines(bytes: Uint8Array): Bytes {
  return new TextEncoder().encode(toBase64(bytes).replace(/.{1,76}/g, '$&\r\n'));
}
