import type { Bytes } from '../../../shared/envelope/index.ts';
import type { Refusal } from './read-preview.ts';

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
export type Pdf = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>;
export type PdfOutcome = { kind: 'open'; pdf: Pdf } | { kind: 'refused'; reason: Refusal };

const WORKER_URL = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href;
/** What somebody would wait for; a file that takes longer wants to keep this page busy. */
const MAX_MS = 30_000;
/** Pixels of one picture inside a file. */
const MAX_PICTURE_PIXELS = 64_000_000;

/**
 * Opens a PDF in a worker of its own, which `close` ends. Nothing in it can run: pdf.js is given no engine for
 * its scripts, and nothing is fetched. Takes `bytes` over. Never rejects but where pdf.js itself does not load.
 */
export async function openPdf(bytes: Bytes, closed: AbortSignal): Promise<PdfOutcome> {
  const { getDocument, GlobalWorkerOptions, VerbosityLevel } = await import(
    'pdfjs-dist/legacy/build/pdf.mjs'
  );
  closed.throwIfAborted();
  GlobalWorkerOptions.workerSrc = WORKER_URL;
  const task = getDocument({
    data: bytes,
    enableXfa: false,
    // The page's policy allows none.
    useWasm: false,
    useWorkerFetch: false,
    maxImageSize: MAX_PICTURE_PIXELS,
    verbosity: VerbosityLevel.ERRORS,
  });
  closed.addEventListener('abort', () => void task.destroy().catch(() => undefined), { once: true });
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), MAX_MS));
  try {
    const pdf = await Promise.race([task.promise, late]);
    if (pdf !== 'late') return { kind: 'open', pdf };
    await task.destroy();
    return { kind: 'refused', reason: 'tooLarge' };
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    return { kind: 'refused', reason: isLocked ? 'locked' : 'broken' };
  }
}
