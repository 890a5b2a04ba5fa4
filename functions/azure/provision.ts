import { JOBS_QUEUE } from './jobs.ts';
import { PARTS_CONTAINER } from './parts.ts';
import { tableNames } from './records.ts';
import type { Storage } from './storage.ts';

/** Makes the container, queue and tables that are not there yet; safe to run at each start. */
export async function provision(storage: Storage): Promise<void> {
  await Promise.all([
    storage.blobs.getContainerClient(PARTS_CONTAINER).createIfNotExists(),
    storage.queues.getQueueClient(JOBS_QUEUE).createIfNotExists(),
    ...tableNames.map((name) => storage.tables.createTable(name)),
  ]);
}
