import type { JsonWebKey as NodeJsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes, Letter } from '../../shared/envelope/index.ts';
import { fromHex, type MessageVector, type PartVector } from './open-vectors.ts';

type StoredPart = PartVector & { encryptionData: string; sealed: { hex: string } | { file: string } };
type StoredMessage = MessageVector & {
  messageKey: string;
  vaultPrivateKey: NodeJsonWebKey;
  wrappedMessageKey: { kid: string; alg: string; value: string };
  letter: Letter;
  attachmentHex: string;
};

/** Reads the frozen parts, each with its sealed bytes. */
export async function frozenParts(): Promise<(StoredPart & { sealedBytes: Bytes })[]> {
  const { parts } = JSON.parse(await read('parts.json')) as { parts: StoredPart[] };
  return Promise.all(parts.map(async (part) => ({ ...part, sealedBytes: await bytesOf(part.sealed) })));
}

/** Reads the frozen message. */
export async function frozenMessage(): Promise<StoredMessage> {
  return JSON.parse(await read('message.json')) as StoredMessage;
}

async function bytesOf(sealed: StoredPart['sealed']): Promise<Bytes> {
  if ('hex' in sealed) return fromHex(sealed.hex);
  return new Uint8Array(await readFile(join(import.meta.dirname, sealed.file)));
}

function read(name: string): Promise<string> {
  return readFile(join(import.meta.dirname, name), 'utf8');
}
