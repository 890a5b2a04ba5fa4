import { gcmDecrypt, gcmEncrypt, importGcmKey, NONCE_BYTES, TAG_BYTES } from './aes-gcm.ts';
import { toBlob } from './blob.ts';
import { type Bytes, equalBytes, release, toBase64 } from './bytes.ts';
import { exactReader } from './exact-reader.ts';
import { inOrder } from './in-order.ts';
import { unwrapPartKey, verificationFailed, wrapPartKey } from './keys.ts';

/**
 * The part format: Azure Storage client-side encryption 2.0. Regions of `nonce | ciphertext | tag`,
 * AES-256-GCM without additional data, nonce of region i = i as a 96-bit big-endian number from 0.
 * Nonces are fixed, so a key seals one part once and never again.
 */
export const REGION_BYTES = 4 * 1024 * 1024;
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

/**
 * Seals a part and yields its bytes in order, for each region its nonce and then ciphertext with tag.
 * Reads the source as it goes: no more than a few regions are in memory at a time. Bytes seal faster
 * than a Blob, whose bytes have to be fetched first.
 */
export async function* sealPart(
  source: Blob | Bytes,
  partKey: Bytes,
): AsyncGenerator<Bytes, void, undefined> {
  const key = await importGcmKey(partKey, 'encrypt');
  const sealRegion = async (index: number) => {
    const [start, end] = [index * REGION_BYTES, (index + 1) * REGION_BYTES];
    if (!(source instanceof Blob)) return gcmEncrypt(key, nonceOf(index), source.subarray(start, end));
    const plaintext = await source.slice(start, end).arrayBuffer();
    const sealing = gcmEncrypt(key, nonceOf(index), plaintext);
    // WebCrypto has copied its input by now.
    release(plaintext);
    return sealing;
  };
  let index = 0;
  for await (const sealed of inOrder(regionCount(sizeOf(source)), sealRegion)) {
    yield nonceOf(index++);
    yield sealed;
  }
}

/** Seals a part whole into a Blob that a browser can upload, with its wrapped key. */
export async function sealToBlob(
  source: Blob | Bytes,
  partKey: Bytes,
  messageKey: Bytes,
): Promise<{ sealed: Blob; wrappedKey: Bytes }> {
  const [sealed, wrappedKey] = await Promise.all([
    toBlob(sealPart(source, partKey)),
    wrapPartKey(partKey, messageKey),
  ]);
  return { sealed, wrappedKey };
}

/** What a reader must find: the plaintext length and the wrapped part key of the sealed record. */
export type PartClaim = { sizeBytes: number; wrappedKey: Bytes };

/**
 * Opens a part as its bytes arrive, a few regions at a time, and yields plaintext that has verified.
 * Throws `verification_failed` for any byte changed, a region dropped, added, swapped or repeated,
 * and for a length other than the claimed one. What was yielded before a throw is genuine, but the
 * whole is known to be whole only when the generator ends.
 */
export async function* openPart(
  source: ReadableStream<Bytes>,
  claim: PartClaim,
  messageKey: Bytes,
): AsyncGenerator<Bytes, void, undefined> {
  const reader = source.getReader();
  try {
    const importing = unwrapPartKey(claim.wrappedKey, messageKey).then((partKey) =>
      importGcmKey(partKey, 'decrypt'),
    );
    const read = exactReader(reader, Math.min(claim.sizeBytes, REGION_BYTES) + OVERHEAD_BYTES);

    // Regions are read one after the other and decrypted side by side. WebCrypto copies its input as it
    // is called, so the next region is read, into the same buffer, once decrypting this one has begun.
    let turn: Promise<unknown> = Promise.resolve();
    const openNext = (index: number): Promise<Bytes> => {
      const plainBytes = Math.min(REGION_BYTES, claim.sizeBytes - index * REGION_BYTES);
      const begun = turn.then(async () => {
        const [key, region] = await Promise.all([importing, read(plainBytes + OVERHEAD_BYTES)]);
        if (region === null) throw verificationFailed('part is shorter than its record says');
        return { opened: openRegion(region, index, key) };
      });
      turn = begun;
      return begun.then(({ opened }) => opened);
    };
    yield* inOrder(regionCount(claim.sizeBytes), openNext);
    await importing;
    if ((await read(1)) !== null) throw verificationFailed('part is longer than its record says');
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function openRegion(region: Bytes, index: number, key: CryptoKey): Promise<Bytes> {
  const nonce = nonceOf(index);
  if (!equalBytes(region.subarray(0, NONCE_BYTES), nonce)) throw verificationFailed('region out of sequence');
  try {
    return await gcmDecrypt(key, nonce, region.subarray(NONCE_BYTES));
  } catch (cause) {
    throw verificationFailed('region does not decrypt', cause);
  }
}

function nonceOf(index: number): Bytes {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setUint32(NONCE_BYTES - 4, index);
  return nonce;
}

function sizeOf(source: Blob | Bytes): number {
  return source instanceof Blob ? source.size : source.byteLength;
}
