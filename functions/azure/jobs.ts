import type { Jobs } from '../ports.ts';
import { statusOfFailure } from './failures.ts';
import { withRetries } from './retry.ts';
import type { Storage } from './storage.ts';

export const JOBS_QUEUE = 'jobs';
/** Where the Functions host puts a message that failed too often. */
const POISON_QUEUE = `${JOBS_QUEUE}-poison`;

/** Jobs over Queue Storage, as the base64 JSON that the Functions host's queue trigger reads. */
export function createJobs(storage: Storage): Jobs {
  const queue = storage.queues.getQueueClient(JOBS_QUEUE);
  const poison = storage.queues.getQueueClient(POISON_QUEUE);
  return {
    async enqueue(job) {
      const text = Buffer.from(JSON.stringify(job)).toString('base64');
      await withRetries('queue', ({ signal: abortSignal }) => queue.sendMessage(text, { abortSignal }));
    },
    countPoisoned: () =>
      withRetries('queue', async ({ signal: abortSignal }) => {
        try {
          return (await poison.getProperties({ abortSignal })).approximateMessagesCount ?? 0;
        } catch (error) {
          // The host makes the queue with its first message.
          if (statusOfFailure(error) === 404) return 0;
          throw error;
        }
      }),
  };
}
