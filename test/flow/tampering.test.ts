import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { type Client, openMessage } from '../../shared/api/index.ts';
import {
  createKey,
  type Letter,
  sealToBlob,
  toBase64Url,
  wrapMessageKey,
  writeLetter,
} from '../../shared/envelope/index.ts';
import { flipBit, outcomeOf, REFUSED } from '../unit/envelope/tampering/outcome.ts';
import { letterTo, paneClient, register, sendAs, trust } from './clients.ts';

/** Somebody who can write storage, and nothing else, against a reader who opens what the service then says. */

const pat = 'pat@example.net';
const tammy = 'tammy.gould@example.gov';

let stack: Stack;
let folder: string;
let staff: Client;
let reader: Client;
let tables: { messages: TableClient; keys: TableClient };
let blobs: ContainerClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-tampering-'));
  stack = await startStack({ folder, ports: 'free', fresh: true });
  trust(stack);
  staff = paneClient(stack, tammy);
  // Only somebody to whom a message was sent can register.
  await sendAs(staff, letterTo(pat, Date.now()));
  reader = await register(stack, pat);
  const { storageConnection } = JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8'));
  const table = (name: string) =>
    TableClient.fromConnectionString(storageConnection, name, { allowInsecureConnection: true });
  tables = { messages: table('messages'), keys: table('keys') };
  blobs = BlobServiceClient.fromConnectionString(storageConnection).getContainerClient('parts');
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Sends a message with two attachments of one length; answers its id and parts, the letter first. */
async function sent() {
  const attachments = [1, 2].map((fill) => ({
    name: `${fill}.bin`,
    mediaType: 'application/octet-stream',
    content: new Blob([new Uint8Array(500).fill(fill)]),
  }));
  const id = await sendAs(staff, letterTo(pat, Date.now(), { attachments }));
  const { parts } = (await openMessage(reader, id)).answer;
  return { id, parts: parts.map((part) => part.id) };
}
type Sent = Awaited<ReturnType<typeof sent>>;

async function openAll(id: string): Promise<string> {
  const opening = async () => {
    const { letter, readAttachment } = await openMessage(reader, id);
    for (const { partId } of letter.attachments) for await (const _bytes of readAttachment(partId));
  };
  return outcomeOf(opening());
}

// biome-ignore lint/suspicious/noExplicitAny: records as they stand in storage, to be changed at will
type Loose = any;

async function changeRecord(id: string, change: (record: Loose) => Loose): Promise<void> {
  const entity = await tables.messages.getEntity<Record<string, string>>(id, 'message');
  const record = change(JSON.parse(String(entity.d0)));
  await tables.messages.updateEntity(
    { partitionKey: id, rowKey: 'message', d0: JSON.stringify(record) },
    'Replace',
  );
}

async function keyRow(id: string): Promise<{ row: string; d0: string }> {
  const filter = `PartitionKey eq '${id}'`;
  for await (const entity of tables.keys.listEntities<Record<string, string>>({ queryOptions: { filter } }))
    return { row: String(entity.rowKey), d0: String(entity.d0) };
  throw new Error('the message has no key');
}

async function writeKey(id: string, d0: string): Promise<void> {
  const { row } = await keyRow(id);
  await tables.keys.updateEntity({ partitionKey: id, rowKey: row, d0 }, 'Replace');
}

function read(message: Sent, part: number): Promise<Buffer> {
  return blobs.getBlobClient(`${message.id}/${message.parts[part]}`).downloadToBuffer();
}

async function write(message: Sent, part: number, bytes: Uint8Array): Promise<void> {
  await blobs.getBlockBlobClient(`${message.id}/${message.parts[part]}`).uploadData(bytes);
}

/** Each attack on a message, with another one beside it. */
const attacks: Readonly<Record<string, (mine: Sent, other: Sent) => Promise<unknown>>> = {
  'a bit of the letter flipped': async (mine) =>
    write(mine, 0, flipBit(new Uint8Array(await read(mine, 0)), 200)),
  'a bit of an attachment flipped': async (mine) =>
    write(mine, 1, flipBit(new Uint8Array(await read(mine, 1)), 200)),
  'a part emptied': (mine) => write(mine, 2, new Uint8Array(0)),
  'parts swapped between attachments': async (mine) => {
    const [first, second] = [await read(mine, 1), await read(mine, 2)];
    await write(mine, 1, second);
    await write(mine, 2, first);
  },
  'a part of another message': async (mine, other) => write(mine, 1, await read(other, 1)),
  'the letter of another message': async (mine, other) => write(mine, 0, await read(other, 0)),
  'wrapped part keys swapped': (mine) =>
    changeRecord(mine.id, (record) => {
      const [letter, first, second] = record.parts;
      const swapped = [
        { ...first, wrappedKey: second.wrappedKey },
        { ...second, wrappedKey: first.wrappedKey },
      ];
      return { ...record, parts: [letter, ...swapped] };
    }),
  'an attachment taken out of the record': (mine) =>
    changeRecord(mine.id, (record) => ({ ...record, parts: record.parts.slice(0, -1) })),
  'the message key of another message': async (mine, other) => writeKey(mine.id, (await keyRow(other.id)).d0),
  'an author put in place of the author': (mine) =>
    changeRecord(mine.id, (record) => ({
      ...record,
      author: { ...record.author, name: 'The Governor', address: 'governor@example.gov' },
    })),
  'a later expiry': (mine) =>
    changeRecord(mine.id, (record) => ({
      ...record,
      expiresAt: new Date(Date.parse(record.expiresAt) + 3_600_000).toISOString(),
    })),
  "another message's record under this id": async (mine, other) => {
    const { row, d0 } = await keyRow(other.id);
    const entity = await tables.messages.getEntity<Record<string, string>>(other.id, 'message');
    await changeRecord(mine.id, () => JSON.parse(String(entity.d0)));
    await tables.keys.upsertEntity({ partitionKey: mine.id, rowKey: row, d0 }, 'Replace');
    for (const part of [0, 1, 2]) {
      const copied = { id: mine.id, parts: other.parts };
      await write(copied, part, await read(other, part));
    }
  },
  'the whole message sealed anew by somebody else': replaceWhole,
};

/** Whoever knows the vault's public key can seal a message that would open; only the record's seal tells. */
async function replaceWhole(mine: Sent): Promise<void> {
  const messageKey = createKey();
  const letter: Letter = {
    messageId: mine.id,
    subject: 'Pay here',
    from: { address: tammy, name: 'Tammy Gould' },
    to: [],
    cc: [],
    sentAt: new Date().toISOString(),
    confidential: false,
    body: { html: '<p>Pay here</p>', text: 'Pay here' },
    attachments: [],
  };
  const content = writeLetter(letter);
  const { sealed, wrappedKey } = await sealToBlob(content, createKey(), messageKey);
  await write(mine, 0, new Uint8Array(await sealed.arrayBuffer()));
  const { vaultKey } = await staff.config();
  await writeKey(mine.id, JSON.stringify(await wrapMessageKey(messageKey, vaultKey)));
  const part = { id: mine.parts[0], sizeBytes: content.size, wrappedKey: toBase64Url(wrappedKey) };
  await changeRecord(mine.id, (record) => ({ ...record, parts: [part] }));
}

describe('a message whose storage somebody has written', () => {
  it.each(Object.entries(attacks))('is refused: %s', async (_name, attack) => {
    const [mine, other] = [await sent(), await sent()];
    expect(await openAll(mine.id)).toBe('opened');
    await attack(mine, other);
    expect(await openAll(mine.id)).toBe(REFUSED);
    expect(await openAll(other.id)).toBe('opened');
  });

  it('opens all the same when only metadata that nobody reads has changed', async () => {
    const mine = await sent();
    await blobs.getBlobClient(`${mine.id}/${mine.parts[1]}`).setMetadata({ encryptiondata: '{}' });
    expect(await openAll(mine.id)).toBe('opened');
  });
});
