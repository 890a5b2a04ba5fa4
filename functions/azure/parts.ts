import {
  type BlobItem,
  BlobSASPermissions,
  type ContainerClient,
  generateBlobSASQueryParameters,
  SASProtocol,
  type StorageSharedKeyCredential,
  type UserDelegationKey,
} from '@azure/storage-blob';
import type { Clock, Parts } from '../ports.ts';
import { statusOfFailure, unavailable } from './failures.ts';
import { withRetries } from './retry.ts';
import type { Storage } from './storage.ts';

export const PARTS_CONTAINER = 'parts';
const LINK_MINUTES = 15;
const MINUTE_MS = 60_000;
/** A user delegation key signs links for a day; it is asked for again with an hour to spare. */
const DELEGATION_HOURS = 24;
const SKEW_MINUTES = 15;
/** How long a download may stand still. */
const SILENCE_MS = 10_000;

/** Parts over Blob Storage; container `parts`, blobs `{message id}/{part id}`. */
export function createParts(storage: Storage, clock: Clock): Parts {
  const container = storage.blobs.getContainerClient(PARTS_CONTAINER);
  const sign = storage.signsWithAccountKey ? accountKeySigner(container) : delegationSigner(storage, clock);

  const link = async (messageId: string, partId: string, permissions: string) => {
    const blob = container.getBlockBlobClient(`${messageId}/${partId}`);
    const expiresAt = new Date(clock.now().getTime() + LINK_MINUTES * MINUTE_MS);
    const query = await sign(blob.name, permissions, expiresAt);
    return { url: `${blob.url}?${query}`, expiresAt };
  };
  const list = async (messageId: string): Promise<BlobItem[]> => {
    const blobs: BlobItem[] = [];
    let continuationToken: string | undefined;
    do {
      const page = await withRetries('blobs', async ({ signal: abortSignal }) => {
        const pages = container
          .listBlobsFlat({ prefix: `${messageId}/`, abortSignal })
          .byPage(continuationToken === undefined ? {} : { continuationToken });
        return (await pages.next()).value;
      });
      blobs.push(...(page?.segment.blobItems ?? []));
      // Azure ends with an empty token.
      continuationToken = page?.continuationToken || undefined;
    } while (continuationToken !== undefined);
    return blobs;
  };

  return {
    uploadLink: (messageId, partId) => link(messageId, partId, 'c'),
    downloadLink: async (messageId, partId) => (await link(messageId, partId, 'r')).url,
    async read(messageId, partId) {
      const blob = container.getBlockBlobClient(`${messageId}/${partId}`);
      return withRetries('blobs', async ({ signal }) => {
        // The time of a try ends with its answer; what follows may take as long as bytes keep coming.
        const stop = new AbortController();
        const onTime = () => stop.abort();
        signal.addEventListener('abort', onTime);
        const { readableStreamBody } = await blob.download(0, undefined, { abortSignal: stop.signal });
        signal.removeEventListener('abort', onTime);
        if (readableStreamBody === undefined) throw new Error('Get Blob without a body');
        return bytesOf(readableStreamBody, stop);
      });
    },
    async sizes(messageId) {
      const blobs = await list(messageId);
      return new Map(
        blobs.map(({ name, properties }) => [
          name.slice(messageId.length + 1),
          properties.contentLength ?? 0,
        ]),
      );
    },
    async removeAll(messageId, except) {
      for (const { name } of await list(messageId)) {
        if (except?.has(name.slice(messageId.length + 1))) continue;
        await withRetries('blobs', ({ signal: abortSignal }) =>
          container.deleteBlob(name, { abortSignal }).catch((error: unknown) => {
            if (statusOfFailure(error) !== 404) throw error;
          }),
        );
      }
    },
  };
}

/** The bytes of a download as they come. Throws `unavailable` where none comes for long, or where it breaks off. */
async function* bytesOf(
  body: NodeJS.ReadableStream,
  stop: AbortController,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const silence = setTimeout(() => stop.abort(), SILENCE_MS);
  try {
    for await (const chunk of body) {
      silence.refresh();
      yield new Uint8Array(Buffer.from(chunk));
    }
  } catch (error) {
    throw unavailable('blobs', error);
  } finally {
    clearTimeout(silence);
    stop.abort();
  }
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
      // Valid a little before now: storage's clock may be behind ours.
      const startsOn = new Date(nowMs - SKEW_MINUTES * MINUTE_MS);
      const key = await withRetries('blobs', ({ signal: abortSignal }) =>
        storage.blobs.getUserDelegationKey(startsOn, new Date(untilMs), { abortSignal }),
      );
      cached = { key, untilMs };
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
