import { type Bytes, toBase64 } from './bytes.ts';
import { unwrapPartKey, verificationFailed, wrapPartKey } from './keys.ts';

/**
 * The part format: Azure Storage client-side encryption 2.0. Regions of `nonce | ciphertext | tag`,
 * AES-256-GCM without additional data, nonce of region i = i as a 96-bit big-endian number from 0.
 * Nonces are fixed, so a key seals one part once and never again.
 */
export const REGION_BYTES = 4 * 1024 * 1024;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/** The number of regions of a part of this plaintext length; an empty part has none. */
export function regionCount(sizeBytes: number): number {
  return Math.ceil(sizeBytes / REGION_BYTES);
}

/** The sealed length of a part of this plaintext length. */
export function sealedSize(sizeBytes: number): number {
  return sizeBytes + regionCount(sizeBytes) * OVERHEAD_BYTES;
}

/** The blob metadata `encryptiondata` that the official SDKs read, as JSON text. */
export function encryptionData(keyId: string, wrappedKey: Uint8Array): string {
  return JSON.stringify({
    WrappedContentKey: { KeyId: keyId, EncryptedKey: toBase64(wrappedKey), Algorithm: 'A256KW' },
    EncryptionAgent: { Protocol: '2.0', EncryptionAlgorithm: 'AES_GCM_256' },
    EncryptedRegionInfo: { DataLength: REGION_BYTES, NonceLength: NONCE_BYTES },
    KeyWrappingMetadata: { EncryptionLibrary: 'Sealpost 1' },
  });
}

/** Seals a part region by region, reading the source as it goes: one region in memory at a time. */
export async function* sealPart(source: Blob, partKey: Bytes): AsyncGenerator<Bytes, void, undefined> {
  const key = await crypto.subtle.importKey('raw', partKey, 'AES-GCM', false, ['encrypt']);
  for (let index = 0; index < regionCount(source.size); index++) {
    const plaintext = await source.slice(index * REGION_BYTES, (index + 1) * REGION_BYTES).arrayBuffer();
    const nonce = nonceOf(index);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plaintext);
    const region = new Uint8Array(NONCE_BYTES + sealed.byteLength);
    region.set(nonce);
    region.set(new Uint8Array(sealed), NONCE_BYTES);
    yield region;
  }
}

/** What a reader must find: the plaintext length and the wrapped part key of the sealed record. */
export type PartClaim = { sizeBytes: number; wrappedKey: Bytes };

/**
 * Opens a part as its bytes arrive, one region at a time, and yields plaintext that has verified.
 * Throws `verification_failed` for any byte changed, a region dropped, added, swapped or repeated,
 * and for a length other than the claimed one. What was yielded before a throw is genuine, but the
 * whole is known to be whole only when the generator ends.
 */
export async function* openPart(
  source: ReadableStream<Uint8Array>,
  claim: PartClaim,
  messageKey: Bytes,
): AsyncGenerator<Bytes, void, undefined> {
  const partKey = await unwrapPartKey(claim.wrappedKey, messageKey);
  const key = await crypto.subtle.importKey('raw', partKey, 'AES-GCM', false, ['decrypt']);
  const reader = source.getReader();
  const read = regionReader(reader);
  try {
    for (let index = 0; index < regionCount(claim.sizeBytes); index++) {
      const plainBytes = Math.min(REGION_BYTES, claim.sizeBytes - index * REGION_BYTES);
      const region = await read(plainBytes + OVERHEAD_BYTES);
      if (region === null) throw verificationFailed('part is shorter than its record says');
      yield await openRegion(region, index, key);
    }
    if ((await read(1)) !== null) throw verificationFailed('part is longer than its record says');
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function openRegion(region: Bytes, index: number, key: CryptoKey): Promise<Bytes> {
  const expected = nonceOf(index);
  for (let i = 0; i < NONCE_BYTES; i++) {
    if (region[i] !== expected[i]) throw verificationFailed('region out of sequence');
  }
  try {
    const ciphertext = region.subarray(NONCE_BYTES);
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: expected }, key, ciphertext));
  } catch (cause) {
    throw verificationFailed('region does not decrypt', cause);
  }
}

function nonceOf(index: number): Bytes {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setUint32(NONCE_BYTES - 4, index);
  return nonce;
}

/** Reads exactly the asked number of bytes from a stream; null where it ends first. */
function regionReader(reader: ReadableStreamDefaultReader<Uint8Array>) {
  let rest: Uint8Array = new Uint8Array(0);
  return async (wantedBytes: number): Promise<Bytes | null> => {
    const out = new Uint8Array(wantedBytes);
    let filled = 0;
    while (filled < wantedBytes) {
      if (rest.byteLength === 0) {
        const { done, value } = await reader.read();
        if (done) return null;
        rest = value;
        continue;
      }
      const take = rest.subarray(0, wantedBytes - filled);
      out.set(take, filled);
      filled += take.byteLength;
      rest = rest.subarray(take.byteLength);
    }
    return out;
  };
}

/** Seals a part whole into a Blob that a browser can upload, with its wrapped key. */
export async function sealToBlob(
  source: Blob,
  partKey: Bytes,
  messageKey: Bytes,
): Promise<{ sealed: Blob; wrappedKey: Bytes }> {
  const regions: Bytes[] = [];
  for await (const region of sealPart(source, partKey)) regions.push(region);
  return { sealed: new Blob(regions), wrappedKey: await wrapPartKey(partKey, messageKey) };
}
