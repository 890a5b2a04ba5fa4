import type { UnreadableReason } from '../finding.ts';
import { type Placed, rowsOf } from './pdf-rows.ts';

/** pdf.js, as `pdfjs-dist` exports it. */
export type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
/** How much of a PDF is read. */
export type PdfLimits = { maxChars: number; maxPages: number; maxMs: number };
/** What a PDF holds; `opaque`: pages that are pictures only, such as a scan. */
export type PdfText =
  | { kind: 'text'; text: string; isTruncated: boolean }
  | { kind: 'unreadable'; reason: UnreadableReason }
  | { kind: 'opaque' };

/** More than any form has, and what a reader would wait for. */
export const defaultPdfLimits: PdfLimits = { maxChars: 5_000_000, maxPages: 2_000, maxMs: 30_000 };

/**
 * Reads the text of a PDF, comments and what was filled into its form included. `loadPdfjs` brings pdf.js and
 * tells it where its worker is; it is called for each file. Takes `bytes` over: they may be empty afterwards.
 * Never throws. Not for the alert, which must stay small.
 */
export async function readPdfText(
  bytes: Uint8Array,
  limits: PdfLimits,
  loadPdfjs: () => Promise<Pdfjs>,
): Promise<PdfText> {
  const end = Date.now() + limits.maxMs;
  try {
    const { getDocument, VerbosityLevel } = await loadPdfjs();
    const task = getDocument({
      data: bytes,
      // Nothing is drawn, so no font, picture decoder or character map is fetched.
      disableFontFace: true,
      useSystemFonts: false,
      useWasm: false,
      useWorkerFetch: false,
      enableXfa: false,
      verbosity: VerbosityLevel.ERRORS,
    });
    try {
      const pdf = await inTime(task.promise, end);
      return pdf === 'late'
        ? { kind: 'unreadable', reason: 'too_large' }
        : await readPages(pdf, { ...limits, end });
    } finally {
      // Ends its worker too, also one that hangs.
      await inTime(task.destroy(), Date.now() + limits.maxMs);
    }
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    return { kind: 'unreadable', reason: isLocked ? 'encrypted' : 'broken' };
  }
}

type PdfDocument = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>;
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

async function readPages(pdf: PdfDocument, limits: PdfLimits & { end: number }): Promise<PdfText> {
  let text = '';
  let read = 0;
  const pages = Math.min(pdf.numPages, limits.maxPages);
  while (read < pages && text.length <= limits.maxChars) {
    const page = await inTime(readPage(pdf, read + 1), limits.end);
    if (page === 'late') break;
    text += `${page}\n\n`;
    read++;
  }
  const isWhole = read === pdf.numPages;
  if (text.trim() === '') {
    return isWhole ? { kind: 'opaque' } : { kind: 'unreadable', reason: 'too_large' };
  }
  const isTruncated = !isWhole || text.length > limits.maxChars;
  return { kind: 'text', text: text.slice(0, limits.maxChars), isTruncated };
}

async function readPage(pdf: PdfDocument, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  const [{ items }, annotations] = await Promise.all([page.getTextContent(), page.getAnnotations()]);
  page.cleanup();
  return [...textsOf(items), ...annotations.map(textOfAnnotation)].filter((one) => one !== '').join('\n');
}

/** Upright text as rows; text that stands otherwise, such as along a margin, piece by piece behind it. */
function textsOf(items: Awaited<ReturnType<PdfPage['getTextContent']>>['items']): string[] {
  const upright: Placed[] = [];
  const turned: string[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a = 0, b = 0, , d = 0, x = 0, y = 0] = item.transform as number[];
    const isUpright = a > 0 && Math.abs(b) < a / 10;
    const height = item.height > 0 ? item.height : Math.abs(d);
    if (isUpright) upright.push({ text: item.str, x, y, width: item.width, height });
    else turned.push(item.str);
  }
  return [upright.length === 0 ? '' : rowsOf(upright), ...turned];
}

/** A form's field as "label: value", a comment as its text (ISO 32000-1, 12.5 and 12.7). */
function textOfAnnotation(annotation: unknown): string {
  if (typeof annotation !== 'object' || annotation === null) return '';
  const { fieldValue, alternativeText, fieldName, contentsObj } = annotation as Record<string, unknown>;
  if (typeof fieldValue === 'string' && fieldValue !== '') {
    return `${String(alternativeText || fieldName || '')}: ${fieldValue}`;
  }
  const contents =
    typeof contentsObj === 'object' && contentsObj !== null && 'str' in contentsObj ? contentsObj.str : '';
  return typeof contents === 'string' ? contents : '';
}

/** Waits until a time (ms since 1970) and no longer; what comes after that is nobody's. */
async function inTime<T>(work: Promise<T>, end: number): Promise<T | 'late'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), Math.max(0, end - Date.now()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
