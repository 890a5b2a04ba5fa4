import type { Jobs } from '../ports.ts';
import { unavailable } from './failures.ts';
import type { Storage } from './storage.ts';

export const JOBS_QUEUE = 'jobs';

/** Jobs over Queue Storage, as the base64 JSON that the Functions host's queue trigger reads. */
export function createJobs(storage: Storage): Jobs {
  const queue = storage.queues.getQueueClient(JOBS_QUEUE);
  return {
    async enqueue(job) {
      try {
        await queue.sendMessage(Buffer.from(JSON.stringify(job)).toString('base64'));
      } catch (error) {
        throw unavailable('queue', error);
      }
    },
  };
}
