import {
  type Bytes,
  concatBytes,
  decryptAsReader,
  fromBase64Url,
  type Letter,
  openPart,
  openSubject,
  readLetter,
} from '../../shared/envelope/index.ts';

/** Opens the frozen vectors, in whatever runtime this is. Bytes in hex. */

export type PartVector = {
  name: string;
  messageKey: string;
  wrappedKey: string;
  sizeBytes: number;
  plaintextSha256: string;
};
export type MessageVector = {
  messageId: string;
  readerPrivateKey: JsonWebKey;
  keyForReader: string;
  parts: { id: string; sizeBytes: number; wrappedKey: string; sealed: string }[];
  accountKey: string;
  subjectCell: string;
};
export type OpenedMessageVector = {
  messageKey: string;
  letter: Letter;
  attachment: string;
  subject: string;
};

/** Opens one part and answers the SHA-256 of its plaintext. */
export async function openPartVector(vector: PartVector, sealed: Bytes): Promise<string> {
  const claim = { sizeBytes: vector.sizeBytes, wrappedKey: fromHex(vector.wrappedKey) };
  const plaintext = await gather(openPart(new Blob([sealed]).stream(), claim, fromHex(vector.messageKey)));
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', plaintext)));
}

/** Opens a whole message as its reader does, from the service's answer to the attachment's bytes. */
export async function openMessageVector(vector: MessageVector): Promise<OpenedMessageVector> {
  const readerKey = await crypto.subtle.importKey(
    'jwk',
    vector.readerPrivateKey,
    { name: 'ECDH', namedCurve: 'P-256' },
    false,
    ['deriveBits'],
  );
  const messageKey = await decryptAsReader(vector.keyForReader, readerKey);
  const opened = await Promise.all(
    vector.parts.map(({ sizeBytes, wrappedKey, sealed }) => {
      const claim = { sizeBytes, wrappedKey: fromBase64Url(wrappedKey) };
      return gather(openPart(new Blob([fromHex(sealed)]).stream(), claim, messageKey));
    }),
  );
  const [letter = new Uint8Array(0), attachment = new Uint8Array(0)] = opened;
  return {
    messageKey: toHex(messageKey),
    letter: readLetter(letter, vector.messageId, vector.parts),
    attachment: toHex(attachment),
    subject: await openSubject(fromHex(vector.accountKey), vector.messageId, vector.subjectCell),
  };
}

export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function gather(source: AsyncIterable<Bytes>): Promise<Bytes> {
  const chunks: Bytes[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return concatBytes(...chunks);
}
