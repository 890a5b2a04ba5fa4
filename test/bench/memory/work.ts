import { release } from '../../../shared/envelope/bytes.ts';
import {
  type Bytes,
  createKey,
  openPart,
  sealPart,
  sealToBlob,
  toBlob,
} from '../../../shared/envelope/index.ts';

type Operation = 'seal' | 'open';
/** Is told, before each piece goes into the Blob, how much is in it already. */
type Watch = (keptBytes: number) => Promise<void>;

const FILL_BYTES = 65_536;
let bytes: Bytes | undefined;
let arriving: { sealed: Blob; sizeBytes: number; wrappedKey: Bytes; messageKey: Bytes } | undefined;
let made: Blob | undefined;

/** Puts at hand what is there before: the bytes that Office.js hands over, or a sealed part outside of the page. */
export async function prepare(operation: Operation, sizeBytes: number): Promise<void> {
  bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += FILL_BYTES)
    crypto.getRandomValues(bytes.subarray(at, at + FILL_BYTES));
  if (operation === 'seal') return;
  const messageKey = createKey();
  arriving = { ...(await sealToBlob(bytes, createKey(), messageKey)), sizeBytes, messageKey };
  release(bytes.buffer);
  bytes = undefined;
}

/** Seals into the Blob that is uploaded, or opens what arrives into the Blob that is saved. Answers its bytes. */
export async function run(operation: Operation, watch: Watch): Promise<number> {
  made = await toBlob(watched(operation === 'seal' ? sealing() : opening(), watch));
  return made.size;
}

/** Lets go of what was put at hand and what was made. */
export function forget(): void {
  bytes = undefined;
  arriving = undefined;
  made = undefined;
}

function sealing(): AsyncGenerator<Bytes, void, undefined> {
  if (bytes === undefined) throw new Error('nothing is at hand');
  return sealPart(bytes, createKey());
}

function opening(): AsyncGenerator<Bytes, void, undefined> {
  if (arriving === undefined) throw new Error('nothing is at hand');
  return openPart(arriving.sealed.stream(), arriving, arriving.messageKey);
}

async function* watched(regions: AsyncIterable<Bytes>, watch: Watch): AsyncGenerator<Bytes, void, undefined> {
  let keptBytes = 0;
  for await (const region of regions) {
    await watch(keptBytes);
    keptBytes += region.byteLength;
    yield region;
  }
}
