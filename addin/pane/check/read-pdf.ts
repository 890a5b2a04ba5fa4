import {
  defaultPdfLimits,
  type Pdfjs,
  type PdfText,
  readPdfText,
} from '../../../shared/scan/files/read-pdf.ts';

/** Reads a PDF with pdf.js, which is loaded only now. Its parser runs in a worker of its own from our origin. */
export function readPdf(bytes: Uint8Array): Promise<PdfText> {
  return readPdfText(bytes, defaultPdfLimits, loadPdfjs);
}

async function loadPdfjs(): Promise<Pdfjs> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = WORKER_URL;
  return pdfjs;
}

const WORKER_URL = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href;
