import type { FileText } from '../../../shared/scan/index.ts';

/** So much of a PDF is read: more than any form, and what a reader would wait for. */
const MAX_CHARS = 5_000_000;
const MAX_MS = 30_000;

/**
 * Reads the text of a PDF and what was filled into its form, with pdf.js, which is loaded only now. Its
 * parser runs in a worker of its own from our origin. `opaque` for pages that are pictures only, such as a
 * scan. Never throws.
 */
export async function readPdf(bytes: Uint8Array): Promise<FileText> {
  try {
    const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    GlobalWorkerOptions.workerSrc = WORKER_URL;
    const task = getDocument({
      data: bytes,
      // Nothing is drawn, so no font, picture decoder or character map is fetched.
      disableFontFace: true,
      useSystemFonts: false,
      useWasm: false,
      useWorkerFetch: false,
      enableXfa: false,
      verbosity: 0,
    });
    const text = await readPages(await task.promise);
    await task.destroy();
    return text;
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    return { kind: 'unreadable', reason: isLocked ? 'encrypted' : 'broken' };
  }
}

const WORKER_URL = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href;

type PdfDocument = Awaited<
  ReturnType<typeof import('pdfjs-dist/legacy/build/pdf.mjs').getDocument>['promise']
>;

async function readPages(pdf: PdfDocument): Promise<FileText> {
  const end = performance.now() + MAX_MS;
  let text = '';
  let read = 0;
  while (read < pdf.numPages && text.length < MAX_CHARS && performance.now() < end) {
    const page = await pdf.getPage(++read);
    const [{ items }, annotations] = await Promise.all([page.getTextContent(), page.getAnnotations()]);
    for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
    text += `\n${annotations.map(textOfAnnotation).join('')}\n`;
    page.cleanup();
  }
  if (read === pdf.numPages && text.trim() === '') return { kind: 'opaque' };
  const isTruncated = read < pdf.numPages || text.length > MAX_CHARS;
  return { kind: 'text', text: text.slice(0, MAX_CHARS), isTruncated };
}

/** A form's field as "label: value", a comment as its text (ISO 32000-1, 12.5 and 12.7). */
function textOfAnnotation(annotation: unknown): string {
  if (typeof annotation !== 'object' || annotation === null) return '';
  const { fieldValue, alternativeText, fieldName, contentsObj } = annotation as Record<string, unknown>;
  if (typeof fieldValue === 'string' && fieldValue !== '') {
    return `${String(alternativeText || fieldName || '')}: ${fieldValue}\n`;
  }
  const contents =
    typeof contentsObj === 'object' && contentsObj !== null && 'str' in contentsObj ? contentsObj.str : '';
  return typeof contents === 'string' && contents !== '' ? `${contents}\n` : '';
}
