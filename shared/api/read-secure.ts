import {
  type Bytes,
  concatBytes,
  createReaderKey,
  decryptAsReader,
  type Letter,
  type PassphraseKeys,
  readLetter,
  toBase64Url,
  unwrapUnderPassphrase,
  verificationFailed,
} from '../envelope/index.ts';
import { AppError } from '../errors.ts';
import type { Client } from './client.ts';
import { type FetchedPart, fetchLinked, openFetched } from './read-part.ts';
import type { OpenAnswer } from './schemas.ts';

/** Sealed bytes of a part that are at hand; null where they are not. */
export type KeptParts = (partId: string) => Promise<ReadableStream<Bytes> | null>;

const nothingKept: KeptParts = () => Promise.resolve(null);

/** A message that this reader was let into: its letter has verified, its attachments verify as they stream. */
export type OpenedMessage = {
  answer: OpenAnswer;
  letter: Letter;
  /** It asked for a passphrase: what it says is to be kept by nobody. */
  withPassphrase: boolean;
  /** Streams one attachment's verified plaintext; throws `verification_failed` or `unavailable`. */
  readAttachment: (partId: string, signal?: AbortSignal) => AsyncGenerator<Bytes, void, undefined>;
};

/**
 * Opens a message: asks the service to let this reader in, decrypts the message key with a key that
 * exists for this opening alone, and verifies and decrypts the letter. Throws AppError: `expired`,
 * `not_for_you`, `not_signed_in`, `unavailable`, `verification_failed`, or `passphrase_needed`, `passphrase_wrong` and
 * `passphrase_stopped` with PassphraseParameters among their facts; `keys`: derived with those. `kept`: sealed parts that
 * are at hand already, where there are any.
 */
export async function openMessage(
  client: Client,
  messageId: string,
  keys?: PassphraseKeys,
  kept: KeptParts = nothingKept,
): Promise<OpenedMessage> {
  const readerKey = await createReaderKey();
  const answer = await client
    .open(messageId, readerKey.publicJwk, keys && toBase64Url(keys.proof))
    .catch((error: unknown) => {
      if (error instanceof AppError) throw error;
      throw verificationFailed('answer is not of its form', error);
    });
  if (answer.id !== messageId) throw verificationFailed('answer for another message');
  const letterPart = answer.parts[0];
  if (letterPart === undefined) throw verificationFailed('record without a letter');
  const letterBytes = fetchPart(answer, letterPart.id, kept);
  // It may fail while the key is still being opened; whoever reads it hears of that.
  letterBytes.catch(() => undefined);
  const messageKey = await messageKeyOf(answer, readerKey.privateKey, keys);
  const chunks: Bytes[] = [];
  for await (const chunk of readPart(answer, letterPart.id, messageKey, () => letterBytes))
    chunks.push(chunk);
  const letter = readLetter(concatBytes(...chunks), messageId, answer.parts);
  return {
    answer,
    letter,
    withPassphrase: keys !== undefined,
    readAttachment: (partId, signal) =>
      readPart(answer, partId, messageKey, () => fetchPart(answer, partId, kept, signal), signal),
  };
}

async function messageKeyOf(
  answer: OpenAnswer,
  privateKey: CryptoKey,
  keys: PassphraseKeys | undefined,
): Promise<Bytes> {
  if (keys === undefined) return decryptAsReader(answer.key, privateKey);
  return unwrapUnderPassphrase(await decryptAsReader(answer.key, privateKey, 40), keys);
}

/**
 * Streams a part's plaintext. Where a kept one turns out to be damaged its beginning is genuine all the same, and the
 * rest comes from the service.
 */
async function* readPart(
  answer: OpenAnswer,
  partId: string,
  messageKey: Bytes,
  fetchIt: () => Promise<FetchedPart & { isKept: boolean }>,
  signal?: AbortSignal,
): AsyncGenerator<Bytes, void, undefined> {
  const fetched = await fetchIt();
  let givenBytes = 0;
  try {
    for await (const chunk of openFetched(fetched, messageKey, signal)) {
      givenBytes += chunk.byteLength;
      yield chunk;
    }
    return;
  } catch (error) {
    if (!fetched.isKept || signal?.aborted) throw error;
  }
  const whole = await fetchPart(answer, partId, nothingKept, signal);
  for await (const chunk of openFetched(whole, messageKey, signal)) {
    if (chunk.byteLength > givenBytes) yield chunk.subarray(givenBytes);
    givenBytes = Math.max(0, givenBytes - chunk.byteLength);
  }
}

async function fetchPart(
  answer: OpenAnswer,
  partId: string,
  kept: KeptParts,
  signal?: AbortSignal,
): Promise<FetchedPart & { isKept: boolean }> {
  const part = answer.parts.find((candidate) => candidate.id === partId);
  const link = answer.links.find((candidate) => candidate.id === partId);
  if (part === undefined || link === undefined) throw verificationFailed('part without a record or a link');
  const sealed = await kept(partId);
  if (sealed !== null) return { part, sealed, isKept: true };
  return { ...(await fetchLinked(link.url, part, signal)), isKept: false };
}
