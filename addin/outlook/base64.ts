import { decodeBase64 } from '../../shared/scan/files/base64.ts';

/** Characters per step; a multiple of four, so that each step ends on a whole byte. */
const STEP_CHARACTERS = 1 << 20;

/**
 * Decodes base64 (RFC 4648 section 4) as Office.js returns it, line breaks allowed. Uses the
 * engine's own decoder where it has one, which is about ten times faster at 35 MB. Throws
 * SyntaxError or DOMException for anything else.
 */
export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  // Classic Outlook's engine for send events has neither.
  if (typeof atob === 'undefined') return decodeBase64(text);
  const compact = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  const bytes = new Uint8Array(decodedLength(compact));
  const decode = typeof bytes.setFromBase64 === 'function' ? decodeNatively : decodeByAtob;
  let at = 0;
  for (let i = 0; i < compact.length; i += STEP_CHARACTERS) {
    at += decode(compact.slice(i, i + STEP_CHARACTERS), bytes.subarray(at));
  }
  return bytes;
}

function decodedLength(compact: string): number {
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  return Math.floor(((compact.length - padding) * 3) / 4);
}

function decodeNatively(step: string, target: Uint8Array): number {
  return target.setFromBase64(step).written;
}

function decodeByAtob(step: string, target: Uint8Array): number {
  const binary = atob(step);
  for (let i = 0; i < binary.length; i++) target[i] = binary.charCodeAt(i);
  return binary.length;
}
