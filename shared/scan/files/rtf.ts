import { windowsCharacter } from './decode-text.ts';
import type { Sink } from './sink.ts';

/** Groups whose content is no text. */
const UNSEEN = /^\\(?:fonttbl|colortbl|stylesheet|info|pict|themedata|datastore|generator|\*)/;
const BACKSLASH = 92;
const OPENING = 123;
const CLOSING = 125;

/** Puts the text of an RTF file (1.9.1) into the sink: control words go, paragraphs and rows become lines, cells are apart by tabs. */
export function readRtf(rtf: string, sink: Sink): void {
  let depth = 0;
  let unseenFrom = -1;
  // Characters that stand for older readers behind one in Unicode: how many follow each, and how many now.
  let fallbacks = 1;
  let skip = 0;
  for (let at = 0; at < rtf.length && !sink.isFull(); ) {
    const code = rtf.charCodeAt(at);
    if (code === OPENING) {
      depth++;
      if (unseenFrom < 0 && UNSEEN.test(rtf.slice(at + 1, at + 16))) unseenFrom = depth;
      at++;
    } else if (code === CLOSING) {
      if (depth === unseenFrom) unseenFrom = -1;
      depth--;
      skip = 0;
      at++;
    } else if (code === BACKSLASH) {
      const control = /^\\(?:'([0-9a-f]{2})|([a-z]{1,32})(-?\d{1,10})? ?|([^a-z]))/i.exec(
        rtf.slice(at, at + 48),
      );
      if (control === null) break;
      at += control[0].length;
      if (unseenFrom >= 0) continue;
      const [, hex, word, value, symbol] = control;
      if (word === 'uc') fallbacks = Number(value ?? 1);
      if (hex !== undefined && skip > 0) skip--;
      else sink.text(meaningOf(hex, word, value, symbol));
      if (word === 'u') skip = fallbacks;
    } else {
      const end = plainEnd(rtf, at);
      // Line breaks of the file are none of the text.
      if (unseenFrom < 0) sink.text(rtf.slice(at + Math.min(skip, end - at), end).replace(/[\r\n]+/g, ''));
      skip = 0;
      at = end;
    }
  }
}

function plainEnd(rtf: string, from: number): number {
  let at = from;
  while (at < rtf.length) {
    const code = rtf.charCodeAt(at);
    if (code === BACKSLASH || code === OPENING || code === CLOSING) break;
    at++;
  }
  return at;
}

function meaningOf(hex?: string, word?: string, value?: string, symbol?: string): string {
  if (hex !== undefined) return windowsCharacter(Number.parseInt(hex, 16));
  if (word === 'par' || word === 'line' || word === 'row') return '\n';
  if (word === 'tab' || word === 'cell') return '\t';
  if (word === 'u' && value !== undefined) return String.fromCharCode((Number(value) + 0x10000) % 0x10000);
  if (word === 'emdash' || word === 'endash') return '-';
  if (symbol === '~') return ' ';
  if (symbol === '_') return '-';
  return symbol === '\\' || symbol === '{' || symbol === '}' ? symbol : '';
}
