/**
 * The scanner on a thread of its own, so that neither the pane nor typing waits for a text of megabytes.
 * Everything it needs is in this one script: its answer's policy lets a worker load nothing further.
 */
import { changedPacks } from '../../../shared/policy/decide.ts';
import { builtInPacks, createScanner } from '../../../shared/scan/index.ts';
import type { JobAnswer, JobRequest, Setup } from './jobs.ts';
import { lookInto } from './look-into.ts';

let scan = createScanner();

addEventListener('message', ({ data }: MessageEvent<Setup | JobRequest>) => {
  if ('packs' in data) scan = createScanner({ packs: changedPacks(builtInPacks, data.packs) });
  else work(data);
});

function work(request: JobRequest): void {
  const { id, job } = request;
  const answer = (reply: JobAnswer) => postMessage(reply);
  lookInto(scan, request).then(
    (result) => answer({ id, result }),
    (error: unknown) => {
      // A file can be broken in a way that no reader foresaw; a text cannot.
      if (job.kind === 'file') answer({ id, result: { kind: 'unreadable', reason: 'broken' } });
      else answer({ id, problem: String(error) });
    },
  );
}
