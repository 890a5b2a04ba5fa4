import {
  type Bytes,
  concatBytes,
  fromBase64Url,
  type Letter,
  openPart,
  readLetter,
  verificationFailed,
} from '../../shared/envelope/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Ports } from '../ports.ts';
import type { SentRecord } from './records.ts';
import { checkSeal } from './seal.ts';

/** A message that the service itself has opened, in memory alone; `forget` ends that. */
export type ServiceOpened = {
  letter: Letter;
  /** Streams one attachment's verified plaintext. Throws `verification_failed`, `unavailable`. */
  read: (partId: string) => AsyncGenerator<Bytes, void, undefined>;
  forget: () => void;
};

/**
 * Opens a message in the service, for where policy has it delivered as an ordinary mail: the one place beside a
 * reader's browser where content exists in clear. Nothing of it is written or logged. Null where it asks for a passphrase
 * or its key is gone. Throws `verification_failed`, `unavailable`.
 */
export async function openByService(
  ports: Ports,
  id: string,
  record: SentRecord,
): Promise<ServiceOpened | null> {
  const [letterPart] = record.parts;
  if (record.passphrase !== undefined || letterPart === undefined) return null;
  const storedKey = await checkSeal(ports, id, record);
  if (storedKey === null) return null;
  const messageKey = await ports.vault.unwrap(storedKey);
  const read = (partId: string) => readPart(ports, id, record, partId, messageKey);
  const chunks: Bytes[] = [];
  for await (const chunk of read(letterPart.id)) chunks.push(chunk);
  return {
    letter: readLetter(concatBytes(...chunks), id, record.parts),
    read,
    forget: () => messageKey.fill(0),
  };
}

async function* readPart(
  ports: Ports,
  id: string,
  record: SentRecord,
  partId: string,
  messageKey: Bytes,
): AsyncGenerator<Bytes, void, undefined> {
  const part = record.parts.find((one) => one.id === partId);
  if (part === undefined) throw verificationFailed('part without a record');
  const sealed = streamOf(await ports.parts.read(id, partId));
  const claim = { sizeBytes: part.sizeBytes, wrappedKey: fromBase64Url(part.wrappedKey) };
  try {
    yield* openPart(sealed, claim, messageKey);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('unavailable', { detail: 'part broke off', cause: error });
  }
}

function streamOf(bytes: AsyncIterable<Bytes>): ReadableStream<Bytes> {
  const source = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(stream) {
      const next = await source.next();
      if (next.done === true) stream.close();
      else stream.enqueue(next.value);
    },
    async cancel() {
      await source.return?.();
    },
  });
}
