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
 * `passphrase_stopped` with PassphraseParameters among their facts; `keys`: derived with those.
 */
export async function openMessage(
  client: Client,
  messageId: string,
  keys?: PassphraseKeys,
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
  const [messageKey, sealedLetter] = await Promise.all([
    messageKeyOf(answer, readerKey.privateKey, keys),
    fetchPart(answer, letterPart.id),
  ]);

  const chunks: Bytes[] = [];
  for await (const chunk of openFetched(sealedLetter, messageKey)) chunks.push(chunk);
  const letter = readLetter(concatBytes(...chunks), messageId, answer.parts);
  return {
    answer,
    letter,
    withPassphrase: keys !== undefined,
    readAttachment: (partId, signal) => readPart(answer, partId, messageKey, signal),
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

async function* readPart(
  answer: OpenAnswer,
  partId: string,
  messageKey: Bytes,
  signal?: AbortSignal,
): AsyncGenerator<Bytes, void, undefined> {
  yield* openFetched(await fetchPart(answer, partId, signal), messageKey, signal);
}

function fetchPart(answer: OpenAnswer, partId: string, signal?: AbortSignal): Promise<FetchedPart> {
  const part = answer.parts.find((candidate) => candidate.id === partId);
  const link = answer.links.find((candidate) => candidate.id === partId);
  if (part === undefined || link === undefined) throw verificationFailed('part without a record or a link');
  return fetchLinked(link.url, part, signal);
}
