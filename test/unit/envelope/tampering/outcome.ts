import {
  type Bytes,
  concatBytes,
  createKey,
  openPart,
  sealToBlob,
} from '../../../../shared/envelope/index.ts';
import { AppError } from '../../../../shared/errors.ts';

/** What every forgery must end in, wherever it sits. */
export const REFUSED = 'verification_failed: This message could not be verified, so it is not shown.';

/** How an attempt ended: `opened`, or the error as a person would see it. */
export async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'opened';
  } catch (error) {
    if (!(error instanceof AppError)) return `not an AppError: ${error}`;
    return `${error.code}: ${error.message}${error.facts === undefined ? '' : ' with facts'}`;
  }
}

export type SealedPart = {
  sizeBytes: number;
  plaintext: Bytes;
  partKey: Bytes;
  wrappedKey: Bytes;
  sealed: Bytes;
};

/** Seals random bytes as one part of the message with this key. */
export async function sealRandom(sizeBytes: number, messageKey: Bytes): Promise<SealedPart> {
  const partKey = createKey();
  const plaintext = randomBytes(sizeBytes);
  const { sealed, wrappedKey } = await sealToBlob(plaintext, partKey, messageKey);
  return { sizeBytes, plaintext, partKey, wrappedKey, sealed: new Uint8Array(await sealed.arrayBuffer()) };
}

/** Opens a part whole, its bytes arriving in pieces. */
export async function openWhole(
  part: Pick<SealedPart, 'sizeBytes' | 'wrappedKey' | 'sealed'>,
  messageKey: Bytes,
  pieceBytes = 262_144,
): Promise<Bytes> {
  const chunks: Bytes[] = [];
  for await (const chunk of openPart(streamOf(part.sealed, pieceBytes), part, messageKey)) chunks.push(chunk);
  return concatBytes(...chunks);
}

/** A stream that delivers bytes in pieces of the given size, as a network does. */
export function streamOf(bytes: Bytes, pieceBytes: number): ReadableStream<Bytes> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.byteLength) return controller.close();
      controller.enqueue(bytes.slice(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
}

export function randomBytes(sizeBytes: number): Bytes {
  const bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

export function flipBit(bytes: Bytes, bit: number): Bytes {
  const changed = bytes.slice();
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}
