import { decodeBase64 } from './base64.ts';
import { type Charset, decodeAs } from './decode-text.ts';

const EQUALS = 61;
const PERCENT = 37;
/** No character has this code, so that nothing is escaped. */
const NO_SIGN = -1;

/** Headers by their names in lower case. */
export type Headers = ReadonlyMap<string, string>;
/** A mail, or one part of it (RFC 2045). */
export type Entity = { headers: Headers; body: string };

/** Parts header from body, and puts lines that go on together (RFC 5322, 2.2.3). */
export function splitEntity(raw: string): Entity {
  // A part may begin with the empty line that ends its headers.
  const text = `\n${raw}`;
  const blank = /\r?\n\r?\n/.exec(text);
  const head = blank === null ? text : text.slice(0, blank.index);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    // Of a header that stands twice, mail programs show the first.
    if (name !== '' && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: blank === null ? '' : text.slice(blank.index + blank[0].length) };
}

/** The parts between boundaries; those lines begin with two hyphens (RFC 2046, 5.1.1). */
export function partsOf(body: string, boundary: string, maxParts: number): string[] {
  const parts: string[] = [];
  const line = `--${boundary}`;
  let from = -1;
  for (let at = body.indexOf(line); at >= 0; at = body.indexOf(line, at + line.length)) {
    if (at > 0 && body.charAt(at - 1) !== '\n') continue;
    if (from >= 0) parts.push(body.slice(from, at));
    if (body.slice(at + line.length, at + line.length + 2) === '--' || parts.length >= maxParts) return parts;
    const end = body.indexOf('\n', at);
    from = end < 0 ? body.length : end + 1;
  }
  if (from >= 0 && from < body.length) parts.push(body.slice(from));
  return parts;
}

/** A header's parameter, also in the pieces and the percent signs of RFC 2231, or null. */
export function parameterOf(header: string, name: string): string | null {
  const parameters = readParameters(header);
  const plain = parameters.get(name);
  if (plain !== undefined) return decodeWords(plain);
  const extended = parameters.get(`${name}*`);
  if (extended !== undefined) return decodeExtended(extended);
  let pieces = '';
  let isExtended = false;
  for (let i = 0; ; i++) {
    const encoded = parameters.get(`${name}*${i}*`);
    const piece = encoded ?? parameters.get(`${name}*${i}`);
    if (piece === undefined) break;
    isExtended = isExtended || encoded !== undefined;
    pieces += piece;
  }
  if (pieces === '') return null;
  return isExtended ? decodeExtended(pieces) : pieces;
}

function readParameters(header: string): Map<string, string> {
  const parameters = new Map<string, string>();
  let at = header.indexOf(';');
  while (at >= 0 && at < header.length) {
    const equals = header.indexOf('=', at);
    if (equals < 0) break;
    const name = header
      .slice(at + 1, equals)
      .trim()
      .toLowerCase();
    let value: string;
    if (/^\s{0,9}"/.test(header.slice(equals + 1, equals + 11))) {
      const open = header.indexOf('"', equals);
      const close = header.indexOf('"', open + 1);
      value = header.slice(open + 1, close < 0 ? header.length : close);
      at = close < 0 ? -1 : header.indexOf(';', close);
    } else {
      const end = header.indexOf(';', equals);
      value = header.slice(equals + 1, end < 0 ? header.length : end).trim();
      at = end;
    }
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

/** "UTF-8'en'na%C3%AFve.txt" (RFC 2231, 4). */
function decodeExtended(value: string): string {
  const [charset = '', , ...rest] = value.split("'");
  const bytes = unescapeBytes(rest.length === 0 ? value : rest.join("'"), PERCENT);
  return decodeAs(bytes, charsetOf(charset, bytes));
}

/** The bytes of a body behind its transfer encoding (RFC 2045, 6). */
export function decodeTransfer(body: string, encoding: string): Uint8Array {
  const kind = encoding.trim().toLowerCase();
  if (kind === 'base64') return decodeBase64(body);
  return unescapeBytes(body, kind === 'quoted-printable' ? EQUALS : NO_SIGN);
}

/**
 * Text of one character a byte as bytes; what stands behind the sign is a byte in two hexadecimal digits, or,
 * behind "=", a line break that is none (RFC 2045, 6.7).
 */
function unescapeBytes(text: string, sign: number): Uint8Array {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const byte = code === sign ? hexByte(text.charCodeAt(i + 1), text.charCodeAt(i + 2)) : -1;
    if (byte >= 0) {
      bytes[length++] = byte;
      i += 2;
    } else if (code === EQUALS && sign === EQUALS && /^\r?\n/.test(text.slice(i + 1, i + 3))) {
      i += text.charCodeAt(i + 1) === 13 ? 2 : 1;
    } else bytes[length++] = code;
  }
  return bytes.subarray(0, length);
}

function hexByte(high: number, low: number): number {
  const byte = (hexDigit(high) << 4) | hexDigit(low);
  return hexDigit(high) < 0 || hexDigit(low) < 0 ? -1 : byte;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** The charset of that name, as mail programs mean it; UTF-8 for those that nobody knows. */
export function charsetOf(name: string, bytes: Uint8Array): Charset {
  const small = name.toLowerCase();
  if (small === 'utf-16be') return 'utf-16be';
  if (small === 'utf-16' || small === 'utf-16le')
    return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-16le';
  if (/^(?:iso-8859-(?:1|15)|windows-125\d|latin1)$/.test(small)) return 'windows-1252';
  return 'utf-8';
}

/** Encoded words of headers (RFC 2047). */
export function decodeWords(value: string): string {
  return value
    .replace(/\?=\s{1,9}=\?/g, '?==?')
    .replace(
      /=\?([\w-]{1,40})(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]{0,500})\?=/gi,
      (_all, charset: string, kind: string, text: string) => {
        const bytes =
          kind.toLowerCase() === 'b' ? decodeBase64(text) : unescapeBytes(text.replace(/_/g, ' '), EQUALS);
        return decodeAs(bytes, charsetOf(charset, bytes));
      },
    );
}
