import { type Finding, fileNameText, readFileText } from '../../../shared/scan/index.ts';
import { findIn } from './find.ts';
import type { JobRequest, JobResult } from './jobs.ts';

/** Does one job: searches a text, or reads a file and searches that. */
export async function lookInto(
  scan: (text: string) => Finding[],
  { place, job }: Pick<JobRequest, 'place' | 'job'>,
): Promise<JobResult> {
  if (job.kind === 'text') {
    return { kind: 'searched', found: findIn(scan, job.text, place), isWhole: true, unread: null };
  }
  if (job.kind === 'name') {
    return {
      kind: 'searched',
      found: findIn(scan, fileNameText(job.name), place),
      isWhole: true,
      unread: null,
    };
  }
  const read = readFileText(job.name, new Uint8Array(await job.content.arrayBuffer()));
  if (read.kind !== 'text') return read;
  return {
    kind: 'searched',
    found: findIn(scan, read.text, place),
    isWhole: !read.isTruncated,
    unread: read.unread ?? null,
    ...(read.pdfs === undefined ? {} : { pdfs: read.pdfs }),
  };
}
