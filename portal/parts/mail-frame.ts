import { cspNonce } from './csp-nonce.ts';

/**
 * The frame's own policy, on top of the page's that a srcdoc frame inherits: nothing loads, nothing
 * runs, nothing is submitted; only pictures that carry themselves are drawn.
 */
const FRAME_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";
const FRAME_STYLE = `
  :root { color-scheme: light; background: #fff; }
  body { margin: 0; padding: 16px; color: #242424; overflow-wrap: break-word;
    font: 16px/1.5 "Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Helvetica Neue", sans-serif; }
  body > :first-child { margin-top: 0; }
  img { max-width: 100%; height: auto; }
  pre { white-space: pre-wrap; }
  blockquote { margin-inline: 0; padding-inline-start: 12px; border-inline-start: 3px solid #d1d1d1; }
  a { color: #0f548c; }
`;
/** Past this height the frame scrolls by itself. */
const MAX_HEIGHT_PX = 30_000;

/** The frame's document around sanitised HTML. The style element carries the page's nonce, which its policy wants. */
export function frameDocument(sanitisedHtml: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}"><meta name="referrer" content="no-referrer"><style nonce="${cspNonce()}">${FRAME_STYLE}</style></head><body>${sanitisedHtml}</body></html>`;
}

/**
 * Measures how high a frame document is at a width, both in CSS pixels. The frame that shows a mail
 * is of another origin and runs no script, so nobody can ask it; this one exists for a moment, out
 * of sight, runs no script either, and lets only this page look in.
 */
export async function measureFrame(srcdoc: string, widthPx: number): Promise<number> {
  const host = document.createElement('div');
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  Object.assign(frame.style, {
    position: 'absolute',
    insetInlineStart: '-10000px',
    top: '0',
    width: `${widthPx}px`,
    height: '1px',
    border: '0',
    visibility: 'hidden',
  });
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = srcdoc;
  host.attachShadow({ mode: 'closed' }).append(frame);
  document.body.append(host);
  try {
    await loaded;
    const inner = frame.contentDocument;
    if (inner === null) return MAX_HEIGHT_PX;
    await Promise.all([...inner.images].map((image) => image.decode().catch(() => undefined)));
    const root = inner.documentElement;
    // A letter wider than the screen scrolls sideways inside its frame, on a bar that takes height.
    const scrollbarPx = root.scrollWidth > widthPx ? 18 : 0;
    return Math.min(root.scrollHeight + scrollbarPx, MAX_HEIGHT_PX);
  } finally {
    host.remove();
  }
}
