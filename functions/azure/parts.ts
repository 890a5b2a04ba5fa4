import {
  BlobSASPermissions,
  type ContainerClient,
  generateBlobSASQueryParameters,
  SASProtocol,
  type StorageSharedKeyCredential,
  type UserDelegationKey,
} from '@azure/storage-blob';
import type { Clock, Parts } from '../ports.ts';
import { statusOfFailure, unavailable } from './failures.ts';
import type { Storage } from './storage.ts';

export const PARTS_CONTAINER = 'parts';
const LINK_MINUTES = 15;
const MINUTE_MS = 60_000;
/** A user delegation key signs links for a day; it is asked for again with an hour to spare. */
const DELEGATION_HOURS = 24;

/** Parts over Blob Storage; container `parts`, blobs `{message id}/{part id}`. */
export function createParts(storage: Storage, clock: Clock): Parts {
  const container = storage.blobs.getContainerClient(PARTS_CONTAINER);
  const sign = storage.signsWithAccountKey ? accountKeySigner(container) : delegationSigner(storage, clock);

  const link = async (messageId: string, partId: string, permissions: string) => {
    const blob = container.getBlockBlobClient(`${messageId}/${partId}`);
    const expiresAt = new Date(clock.now().getTime() + LINK_MINUTES * MINUTE_MS);
    try {
      const query = await sign(blob.name, permissions, expiresAt);
      return { url: `${blob.url}?${query}`, expiresAt };
    } catch (error) {
      throw unavailable('blobs', error);
    }
  };

  return {
    uploadLink: (messageId, partId) => link(messageId, partId, 'c'),
    downloadLink: async (messageId, partId) => (await link(messageId, partId, 'r')).url,
    async sizes(messageId) {
      const sizes = new Map<string, number>();
      try {
        for await (const blob of container.listBlobsFlat({ prefix: `${messageId}/` })) {
          sizes.set(blob.name.slice(messageId.length + 1), blob.properties.contentLength ?? 0);
        }
      } catch (error) {
        throw unavailable('blobs', error);
      }
      return sizes;
    },
    async removeAll(messageId) {
      try {
        for await (const blob of container.listBlobsFlat({ prefix: `${messageId}/` })) {
          await container.deleteBlob(blob.name).catch((error: unknown) => {
            if (statusOfFailure(error) !== 404) throw error;
          });
        }
      } catch (error) {
        throw unavailable('blobs', error);
      }
    },
  };
}

type Signer = (blobName: string, permissions: string, expiresOn: Date) => Promise<string>;

function accountKeySigner(container: ContainerClient): Signer {
  const credential = container.credential as StorageSharedKeyCredential;
  return async (blobName, permissions, expiresOn) =>
    generateBlobSASQueryParameters(
      {
        containerName: container.containerName,
        blobName,
        permissions: BlobSASPermissions.parse(permissions),
        expiresOn,
        protocol: container.url.startsWith('http:') ? SASProtocol.HttpsAndHttp : SASProtocol.Https,
      },
      credential,
    ).toString();
}

function delegationSigner(storage: Storage, clock: Clock): Signer {
  let cached: { key: UserDelegationKey; untilMs: number } | null = null;
  return async (blobName, permissions, expiresOn) => {
    const nowMs = clock.now().getTime();
    if (cached === null || cached.untilMs < nowMs + 60 * MINUTE_MS) {
      const untilMs = nowMs + DELEGATION_HOURS * 60 * MINUTE_MS;
      cached = { key: await storage.blobs.getUserDelegationKey(new Date(nowMs), new Date(untilMs)), untilMs };
    }
    return generateBlobSASQueryParameters(
      {
        containerName: PARTS_CONTAINER,
        blobName,
        permissions: BlobSASPermissions.parse(permissions),
        expiresOn,
        protocol: SASProtocol.Https,
      },
      cached.key,
      storage.blobs.accountName,
    ).toString();
  };
}
