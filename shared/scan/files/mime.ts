import { decodeBase64 } from './base64.ts';
import { type Charset, decodeAs } from './decode-text.ts';

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
  const text = rest.length === 0 ? value : rest.join("'");
  const bytes = bytesOf(decodeEscapes(text, /%([0-9a-f]{2})/gi));
  return decodeAs(bytes, charsetOf(charset, bytes));
}

/** The bytes of a body behind its transfer encoding (RFC 2045, 6). */
export function decodeTransfer(body: string, encoding: string): Uint8Array {
  const kind = encoding.trim().toLowerCase();
  if (kind === 'base64') return decodeBase64(body);
  return bytesOf(kind === 'quoted-printable' ? decodeQuoted(body) : body);
}

function decodeQuoted(text: string): string {
  return decodeEscapes(text.replace(/=\r?\n/g, ''), /=([0-9a-f]{2})/gi);
}

function decodeEscapes(text: string, escapes: RegExp): string {
  return text.replace(escapes, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
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
          kind.toLowerCase() === 'b' ? decodeBase64(text) : bytesOf(decodeQuoted(text.replace(/_/g, ' ')));
        return decodeAs(bytes, charsetOf(charset, bytes));
      },
    );
}
