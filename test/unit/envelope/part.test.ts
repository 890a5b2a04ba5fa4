import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Bytes,
  concatBytes,
  createKey,
  openPart,
  REGION_BYTES,
  regionCount,
  sealedSize,
  sealPart,
  sealToBlob,
} from '../../../shared/envelope/index.ts';
import { AppError } from '../../../shared/errors.ts';

const REGION_SEALED = REGION_BYTES + 28;

async function seal(plaintext: Uint8Array<ArrayBuffer>) {
  const messageKey = createKey();
  const { sealed, wrappedKey } = await sealToBlob(new Blob([plaintext]), createKey(), messageKey);
  return { messageKey, wrappedKey, sealed: new Uint8Array(await sealed.arrayBuffer()) };
}

/** A stream that delivers bytes in pieces of the given size, as a network does. */
function streamOf(bytes: Bytes, pieceBytes: number): ReadableStream<Bytes> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.byteLength) return controller.close();
      controller.enqueue(bytes.slice(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
}

async function open(
  sealed: Bytes,
  claim: { sizeBytes: number; wrappedKey: Bytes },
  messageKey: Bytes,
  pieceBytes = 65_536,
) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of openPart(streamOf(sealed, pieceBytes), claim, messageKey)) chunks.push(chunk);
  return concatBytes(...chunks);
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  return error instanceof AppError ? `${error.code}: ${error.message}` : '';
}
const REFUSED = 'verification_failed: This message could not be verified, so it is not shown.';

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536)
    crypto.getRandomValues(bytes.subarray(at, Math.min(at + 65_536, length)));
  return bytes;
}

describe('a sealed part', () => {
  it.each([0, 1, 28, REGION_BYTES - 1, REGION_BYTES, REGION_BYTES + 1, 2 * REGION_BYTES + 5])(
    'of %i bytes opens to what was sealed, and has the length it promises',
    async (length) => {
      const plaintext = randomBytes(length);
      const { messageKey, wrappedKey, sealed } = await seal(plaintext);
      expect(sealed.byteLength).toBe(sealedSize(length));
      const opened = await open(sealed, { sizeBytes: length, wrappedKey }, messageKey, 1_000_003);
      expect(Buffer.compare(opened, plaintext)).toBe(0);
    },
  );

  it('numbers its nonces from zero, big-endian, as the official SDKs demand', async () => {
    const nonces: string[] = [];
    for await (const bytes of sealPart(new Uint8Array(2 * REGION_BYTES + 1), createKey())) {
      if (bytes.byteLength === 12) nonces.push(Buffer.from(bytes).toString('hex'));
    }
    expect(nonces).toEqual(['0'.repeat(24), `${'0'.repeat(23)}1`, `${'0'.repeat(23)}2`]);
  });

  it('opens whatever the pieces that the network delivers', async () => {
    const plaintext = randomBytes(5_000);
    const { messageKey, wrappedKey, sealed } = await seal(plaintext);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6_000 }), async (pieceBytes) => {
        const opened = await open(sealed, { sizeBytes: 5_000, wrappedKey }, messageKey, pieceBytes);
        expect(Buffer.compare(opened, plaintext)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('is refused after any single bit has changed, always with the same error', async () => {
    const plaintext = randomBytes(300);
    const { messageKey, wrappedKey, sealed } = await seal(plaintext);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.byteLength * 8 - 1), async (bit) => {
        const changed = sealed.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await refusal(open(changed, { sizeBytes: 300, wrappedKey }, messageKey))).toBe(REFUSED);
      }),
      { numRuns: 100 },
    );
  });

  it('is refused with regions dropped, swapped, repeated or added', async () => {
    const length = 2 * REGION_BYTES + 10;
    const { messageKey, wrappedKey, sealed } = await seal(randomBytes(length));
    const first = sealed.slice(0, REGION_SEALED);
    const second = sealed.slice(REGION_SEALED, 2 * REGION_SEALED);
    const last = sealed.slice(2 * REGION_SEALED);
    const forgeries = {
      'first dropped': concatBytes(second, last),
      'middle dropped': concatBytes(first, last),
      'last dropped': concatBytes(first, second),
      swapped: concatBytes(second, first, last),
      repeated: concatBytes(first, first, last),
      added: concatBytes(sealed, last),
      emptied: new Uint8Array(0),
      'one byte more': concatBytes(sealed, new Uint8Array(1)),
      'one byte less': sealed.slice(0, -1),
    };
    for (const [name, forged] of Object.entries(forgeries)) {
      expect(await refusal(open(forged, { sizeBytes: length, wrappedKey }, messageKey)), name).toBe(REFUSED);
    }
  });

  it('is refused under another claim: length, wrapped key or message key', async () => {
    const { messageKey, wrappedKey, sealed } = await seal(randomBytes(100));
    const other = await seal(randomBytes(100));
    const claims = [
      () => open(sealed, { sizeBytes: 99, wrappedKey }, messageKey),
      () => open(sealed, { sizeBytes: 101, wrappedKey }, messageKey),
      () => open(sealed, { sizeBytes: 0, wrappedKey }, messageKey),
      () => open(sealed, { sizeBytes: 100, wrappedKey: other.wrappedKey }, messageKey),
      () => open(sealed, { sizeBytes: 100, wrappedKey: wrappedKey.slice(0, 40) }, messageKey),
      () => open(sealed, { sizeBytes: 100, wrappedKey }, other.messageKey),
      () => open(other.sealed, { sizeBytes: 100, wrappedKey }, messageKey),
    ];
    for (const claim of claims) expect(await refusal(claim())).toBe(REFUSED);
  });

  it('counts regions and sealed bytes', () => {
    expect([0, 1, REGION_BYTES, REGION_BYTES + 1].map(regionCount)).toEqual([0, 1, 1, 2]);
    expect([0, 1, REGION_BYTES + 1].map(sealedSize)).toEqual([0, 29, REGION_BYTES + 1 + 56]);
  });
});
