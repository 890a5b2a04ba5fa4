import type { Pdf } from './open-pdf.ts';

/** The most that one page may take: 32 MB of memory. */
const MAX_CANVAS_PIXELS = 8_000_000;
/** Wider or higher pages are no pages. */
const MAX_RATIO = 40;
const MAX_MS = 20_000;
const MAX_TEXT_CHARACTERS = 20_000;
const SAMPLE_PIXELS = 64;

/**
 * Draws a page of a PDF as wide as its canvas is shown; answers width over height, the page's text, and whether
 * there is nothing to see: pictures of rare kinds are not drawn, such as JPEG 2000 and JBIG2. Rejects where the page is broken, takes too long, or `signal` ends it.
 */
export async function drawPage(
  pdf: Pdf,
  number: number,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<{ ratio: number; text: string; isBlank: boolean }> {
  const page = await pdf.getPage(number);
  signal.throwIfAborted();
  const { width, height } = page.getViewport({ scale: 1 });
  const ratio = width / height;
  if (!(ratio > 1 / MAX_RATIO && ratio < MAX_RATIO)) throw new Error('page of no form');
  const scale = Math.min(
    (canvas.clientWidth * devicePixelRatio) / width,
    Math.sqrt(MAX_CANVAS_PIXELS / (width * height)),
  );
  const viewport = page.getViewport({ scale });
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  const drawing = page.render({ canvas, viewport });
  const stop = () => drawing.cancel();
  const timer = setTimeout(stop, MAX_MS);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await drawing.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
  page.cleanup();
  return {
    ratio,
    text: text.slice(0, MAX_TEXT_CHARACTERS),
    isBlank: text.trim() === '' && isOneColour(canvas),
  };
}

function isOneColour(canvas: HTMLCanvasElement): boolean {
  const sample = document.createElement('canvas');
  sample.width = SAMPLE_PIXELS;
  sample.height = SAMPLE_PIXELS;
  const context = sample.getContext('2d');
  if (context === null) return false;
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, SAMPLE_PIXELS, SAMPLE_PIXELS);
  const { data } = context.getImageData(0, 0, SAMPLE_PIXELS, SAMPLE_PIXELS);
  return data.every((value, i) => value === data[i % 4]);
}
