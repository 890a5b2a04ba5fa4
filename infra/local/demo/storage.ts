import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';

/** Looks into the running stack's storage from outside, with nothing of the product's code. */
export type Storage = {
  /** The first bytes (hex) and the `encryptiondata` metadata of each part of a message. */
  parts: (
    messageId: string,
  ) => Promise<{ name: string; sizeBytes: number; firstBytes: string; algorithm: string }[]>;
  /** How many wrapped message keys a message has. */
  keys: (messageId: string) => Promise<number>;
};

const FIRST_BYTES = 28;

export function openStorage(connectionString: string): Storage {
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('parts');
  const table = TableClient.fromConnectionString(connectionString, 'keys', { allowInsecureConnection: true });
  return {
    async parts(messageId) {
      const parts = [];
      for await (const blob of container.listBlobsFlat({ prefix: `${messageId}/`, includeMetadata: true })) {
        const bytes = await container.getBlobClient(blob.name).downloadToBuffer(0, FIRST_BYTES);
        const data = JSON.parse(blob.metadata?.encryptiondata ?? '{}') as {
          EncryptionAgent?: { Protocol: string; EncryptionAlgorithm: string };
        };
        parts.push({
          name: blob.name,
          sizeBytes: blob.properties.contentLength ?? 0,
          firstBytes: bytes.toString('hex'),
          algorithm: `${data.EncryptionAgent?.EncryptionAlgorithm} ${data.EncryptionAgent?.Protocol}`,
        });
      }
      return parts;
    },
    async keys(messageId) {
      let count = 0;
      for await (const _row of table.listEntities({
        queryOptions: { filter: `PartitionKey eq '${messageId}'` },
      }))
        count++;
      return count;
    },
  };
}

/**
 * Searches every file under the folders for a text: as UTF-8, as UTF-16, in hex, and as base64 at each of
 * its three alignments. Answers how much was searched and which files hold it.
 */
export async function searchFiles(
  folders: readonly string[],
  text: string,
): Promise<{ files: number; bytes: number; found: string[] }> {
  const needles = forms(text);
  const result = { files: 0, bytes: 0, found: [] as string[] };
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const content = await readFile(path);
      result.files++;
      result.bytes += content.byteLength;
      if (needles.some((needle) => content.includes(needle))) result.found.push(path);
    }
  }
  return result;
}

function forms(text: string): Buffer[] {
  const plain = Buffer.from(text, 'utf8');
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64');
    // The characters at both ends depend on the neighbours; the middle does not.
    return Buffer.from(encoded.slice(shift === 0 ? 0 : 4, encoded.length - 4));
  });
  return [plain, Buffer.from(text, 'utf16le'), Buffer.from(plain.toString('hex')), ...base64];
}
