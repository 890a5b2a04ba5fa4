import { BlobServiceClient } from '@azure/storage-blob';
import { atOnce } from '../../functions/at-once.ts';
import { createLog } from '../../functions/azure/log.ts';
import { createRecords } from '../../functions/azure/records.ts';
import { createServiceKeys } from '../../functions/azure/service-keys.ts';
import { createStorage } from '../../functions/azure/storage.ts';
import { createVault } from '../../functions/azure/vault.ts';
import {
  type Author,
  messageKey,
  type Reader,
  type SentRecord,
  storedKeyKey,
} from '../../functions/messages/records.ts';
import { sealOf } from '../../functions/messages/seal.ts';
import type { WrappedKey } from '../../functions/ports.ts';
import {
  createKey,
  encryptionData,
  sealToBlob,
  toBase64Url,
  writeLetter,
} from '../../shared/envelope/index.ts';

/** A message that stands in storage, with the key that it should open with. */
export type OldMessage = { id: string; key: string; wrappedKey: WrappedKey };

const DAY_MS = 24 * 3_600_000;

/**
 * Writes messages straight into storage as `send` leaves them, with the product's own seal and adapters:
 * the same rows and blobs for a tenth of the calls.
 */
export async function writeOldMessages(
  count: number,
  where: { storageConnection: string; vaultUrl: string },
  who: { author: Author; readers: Reader[] },
): Promise<OldMessage[]> {
  const records = createRecords(
    createStorage({ kind: 'connection', connectionString: where.storageConnection }),
  );
  const vault = createVault({ url: where.vaultUrl, keyName: 'sealpost' });
  const service = createServiceKeys(records, vault, null, createLog());
  const parts = BlobServiceClient.fromConnectionString(where.storageConnection).getContainerClient('parts');
  const messages: OldMessage[] = [];
  const newId = () => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const now = Date.now();

  await atOnce(8, Array.from({ length: count }), async () => {
    const [id, partId] = [newId(), newId()];
    const messageKeyBytes = createKey();
    const wrappedKey = await vault.wrap(messageKeyBytes);
    const letter = writeLetter({
      messageId: id,
      subject: 'Your records',
      from: { address: who.author.address, name: who.author.name },
      to: who.readers.map(({ address, name }) => ({ address, name })),
      cc: [],
      sentAt: new Date(now).toISOString(),
      confidential: false,
      body: { html: '<p>old</p>', text: `old ${id}` },
      attachments: [],
    });
    const { sealed, wrappedKey: partKey } = await sealToBlob(letter, createKey(), messageKeyBytes);
    const bytes = Buffer.from(await sealed.arrayBuffer());
    await parts.getBlockBlobClient(`${id}/${partId}`).upload(bytes, bytes.length, {
      metadata: { encryptiondata: encryptionData(`sealpost:${id}`, partKey) },
    });
    const unsealed: Omit<SentRecord, 'seal'> = {
      state: 'sent',
      author: who.author,
      createdAt: new Date(now).toISOString(),
      sentAt: new Date(now).toISOString(),
      expiresAt: new Date(now + 2 * DAY_MS).toISOString(),
      confidential: false,
      noticeBy: 'sender',
      readers: who.readers,
      parts: [{ id: partId, sizeBytes: letter.size, wrappedKey: toBase64Url(partKey) }],
      keyRow: 'old',
      fingerprint: '',
    };
    await records.upsert(storedKeyKey(id, 'old'), wrappedKey);
    await records.upsert(messageKey(id), {
      ...unsealed,
      seal: await sealOf(service, id, unsealed, wrappedKey),
    });
    messages.push({ id, key: toBase64Url(messageKeyBytes), wrappedKey });
  });
  return messages;
}
