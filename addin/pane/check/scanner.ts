import type { Place, SendPolicy } from '../../../shared/policy/decide.ts';
import type { Job, JobAnswer, JobRequest, JobResult, Setup } from './jobs.ts';

/** The scanner's worker as a promise for each job. */
export type Scanner = { run: (place: Place, job: Job) => Promise<JobResult>; stop: () => void };

/** Starts the worker with the organisation's lexicons. A job's promise is rejected where the worker could not be loaded or has ended. */
export function startScanner(policy: SendPolicy): Scanner {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' });
  worker.postMessage({ packs: policy.packs } satisfies Setup);
  const waiting = new Map<number, PromiseWithResolvers<JobResult>>();
  let lastId = 0;
  let failure: Error | null = null;
  const fail = (error: Error) => {
    failure = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  worker.addEventListener('message', ({ data }: MessageEvent<JobAnswer>) => {
    const job = waiting.get(data.id);
    waiting.delete(data.id);
    if ('result' in data) job?.resolve(data.result);
    else job?.reject(new Error(data.problem));
  });
  // Without a message where the script itself could not be loaded.
  worker.addEventListener('error', ({ message }) => fail(new Error(message || 'the scanner did not load')));
  return {
    run: (place, job) => {
      if (failure !== null) return Promise.reject(failure);
      const id = ++lastId;
      const result = Promise.withResolvers<JobResult>();
      waiting.set(id, result);
      worker.postMessage({ id, place, job } satisfies JobRequest);
      return result.promise;
    },
    stop: () => {
      worker.terminate();
      fail(new Error('the scanner was stopped'));
    },
  };
}
