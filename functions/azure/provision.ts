import { JOBS_QUEUE } from './jobs.ts';
import { PARTS_CONTAINER } from './parts.ts';
import { tableNames } from './records.ts';
import { withRetries } from './retry.ts';
import type { Storage } from './storage.ts';

/**
 * Makes what is not there yet, once an instance, and then calls `begin`: the first caller starts it, all wait
 * for it, and after a failure (`unavailable`) the next one tries again.
 */
export function createProvisioning(storage: Storage, begin: () => Promise<void>): () => Promise<void> {
  let ready: Promise<void> | null = null;
  return () => {
    ready ??= provision(storage)
      .then(begin)
      .catch((error: unknown) => {
        ready = null;
        throw error;
      });
    return ready;
  };
}

/** Makes the container, queue and tables that are not there yet; safe to repeat. */
async function provision(storage: Storage): Promise<void> {
  await Promise.all([
    withRetries('blobs', ({ signal: abortSignal }) =>
      storage.blobs.getContainerClient(PARTS_CONTAINER).createIfNotExists({ abortSignal }),
    ),
    withRetries('queue', ({ signal: abortSignal }) =>
      storage.queues.getQueueClient(JOBS_QUEUE).createIfNotExists({ abortSignal }),
    ),
    ...tableNames.map((name) =>
      withRetries('tables', ({ signal: abortSignal }) => storage.tables.createTable(name, { abortSignal })),
    ),
  ]);
}
