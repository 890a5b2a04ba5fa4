import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Azurite, startAzurite } from '../../infra/local/azurite.ts';
import { findFreePorts } from '../../infra/local/ports.ts';
import {
  type Bytes,
  createKey,
  encryptionData,
  openPart,
  REGION_BYTES,
  sealToBlob,
} from '../../shared/envelope/index.ts';
import { missingSdk, runSdk } from './python.ts';

const SIZES_BYTES = [0, 1, REGION_BYTES, REGION_BYTES + 1, 10_000_000];
const CONTAINER = 'parts';
const KEY_ID = 'sealpost:test';
const missing = await missingSdk();
if (missing !== null) console.warn(`Not compared with Microsoft's Python SDK: ${missing}.`);

describe.skipIf(missing !== null)("Microsoft's Python SDK", () => {
  let folder: string;
  let azurite: Azurite;
  let container: ContainerClient;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealpost-interop-'));
    const [blob = 0, queue = 0, table = 0] = await findFreePorts(3);
    azurite = await startAzurite({
      folder: join(folder, 'data'),
      logPath: join(folder, 'azurite.log'),
      ports: { blob, queue, table },
      corsOrigin: '*',
    });
    container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(
      CONTAINER,
    );
    await container.create();
  });
  afterAll(async () => {
    await azurite?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('decrypts what we sealed, with the message key as key-encryption key', async () => {
    const parts = await Promise.all(
      SIZES_BYTES.map(async (sizeBytes) => {
        const plaintext = randomBytes(sizeBytes);
        const messageKey = createKey();
        const { sealed, wrappedKey } = await sealToBlob(plaintext, createKey(), messageKey);
        const name = `ours-${sizeBytes}`;
        await container.getBlockBlobClient(name).uploadData(await sealed.arrayBuffer(), {
          metadata: { encryptiondata: encryptionData(KEY_ID, wrappedKey) },
        });
        return { name, kek: hex(messageKey), content: { name, sizeBytes, sha256: sha256(plaintext) } };
      }),
    );
    const { read } = await runSdk({
      connection: azurite.connectionString,
      container: CONTAINER,
      read: parts.map(({ name, kek }) => ({ name, kek, keyId: KEY_ID })),
      write: [],
    });
    expect(read).toEqual(parts.map((part) => part.content));
  });

  it('writes what we open', async () => {
    const asked = SIZES_BYTES.map((sizeBytes) => ({
      name: `theirs-${sizeBytes}`,
      key: createKey(),
      sizeBytes,
    }));
    const { write } = await runSdk({
      connection: azurite.connectionString,
      container: CONTAINER,
      read: [],
      write: asked.map(({ name, key, sizeBytes }) => ({ name, kek: hex(key), keyId: KEY_ID, sizeBytes })),
    });
    const opened = await Promise.all(
      asked.map(async ({ name, key, sizeBytes }) => {
        const blob = container.getBlobClient(name);
        const { metadata } = await blob.getProperties();
        const { WrappedContentKey, EncryptionAgent, EncryptedRegionInfo } = JSON.parse(
          metadata?.encryptiondata ?? '',
        );
        expect(WrappedContentKey).toMatchObject({ KeyId: KEY_ID, Algorithm: 'A256KW' });
        expect(EncryptionAgent).toEqual({ Protocol: '2.0', EncryptionAlgorithm: 'AES_GCM_256' });
        expect(EncryptedRegionInfo).toEqual({ DataLength: REGION_BYTES, NonceLength: 12 });
        const wrappedKey = new Uint8Array(Buffer.from(WrappedContentKey.EncryptedKey, 'base64'));
        const source = new Blob([new Uint8Array(await blob.downloadToBuffer())]).stream();
        const digest = createHash('sha256');
        for await (const bytes of openPart(source, { sizeBytes, wrappedKey }, key)) digest.update(bytes);
        return { name, sizeBytes, sha256: digest.digest('hex') };
      }),
    );
    expect(opened).toEqual(write);
  });
});

function randomBytes(sizeBytes: number): Bytes {
  const bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
