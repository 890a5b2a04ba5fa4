import { decodeBase64 } from './base64.ts';
import { type Charset, decodeAs } from './decode-text.ts';
import { textOfHtml } from './html.ts';

/** A file attached to a mail. */
export type MailFile = { name: string; bytes: Uint8Array };
/** A mail (RFC 5322, RFC 2045) as text, and the files in it. */
export type MailText = { text: string; files: MailFile[] };

const MAX_DEPTH = 8;
const MAX_PARTS = 500;
/** Headers that say who and what. */
const SHOWN = ['subject', 'from', 'to', 'cc'];

type Headers = Readonly<Record<string, string>>;
type Walk = { lines: string[]; files: MailFile[]; parts: number };

/** Reads a mail whose bytes stand in `raw` as one character each, or which is text already. */
export function textOfMail(raw: string): MailText {
  const walk: Walk = { lines: [], files: [], parts: 0 };
  const { headers, body } = splitEntity(raw);
  for (const name of SHOWN) {
    const value = headers[name];
    if (value !== undefined)
      walk.lines.push(`${name.charAt(0).toUpperCase()}${name.slice(1)}: ${decodeWords(value)}`);
  }
  walk.lines.push('');
  readEntity(headers, body, 0, walk);
  return { text: walk.lines.join('\n'), files: walk.files };
}

function readEntity(headers: Headers, body: string, depth: number, walk: Walk): void {
  if (depth > MAX_DEPTH || walk.parts++ > MAX_PARTS) return;
  const type = (headers['content-type'] ?? 'text/plain').toLowerCase();
  if (type.indexOf('multipart/') === 0) {
    const boundary = parameterOf(headers['content-type'] ?? '', 'boundary');
    if (boundary !== null) for (const part of partsOf(body, boundary)) readPart(part, depth, walk);
    return;
  }
  if (type.indexOf('message/rfc822') === 0) {
    readPart(body, depth, walk);
    return;
  }
  const name =
    parameterOf(headers['content-disposition'] ?? '', 'filename') ??
    parameterOf(headers['content-type'] ?? '', 'name');
  const bytes = decodeTransfer(body, (headers['content-transfer-encoding'] ?? '').trim().toLowerCase());
  if (name !== null || type.indexOf('text/') !== 0) {
    walk.files.push({ name: decodeWords(name ?? 'part'), bytes });
    return;
  }
  const text = decodeAs(bytes, charsetOf(parameterOf(headers['content-type'] ?? '', 'charset'), bytes));
  walk.lines.push(type.indexOf('text/html') === 0 ? textOfHtml(text) : text);
}

function readPart(part: string, depth: number, walk: Walk): void {
  const { headers, body } = splitEntity(part);
  const subject = headers.subject;
  if (subject !== undefined) walk.lines.push(`Subject: ${decodeWords(subject)}`);
  readEntity(headers, body, depth + 1, walk);
}

function splitEntity(raw: string): { headers: Headers; body: string } {
  const text = raw.charAt(0) === '\n' || raw.slice(0, 2) === '\r\n' ? raw : `\n${raw}`;
  const blank = /\r?\n\r?\n/.exec(text);
  const head = blank === null ? text : text.slice(0, blank.index);
  const headers: Record<string, string> = {};
  // A line that begins with white space goes on with the one before (RFC 5322, 2.2.3).
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { headers, body: blank === null ? '' : text.slice(blank.index + blank[0].length) };
}

/** The parts between boundaries; those lines begin with two hyphens. */
function partsOf(body: string, boundary: string): string[] {
  const parts: string[] = [];
  const line = `--${boundary}`;
  let from = -1;
  for (let at = body.indexOf(line); at >= 0; at = body.indexOf(line, at + line.length)) {
    if (at > 0 && body.charAt(at - 1) !== '\n') continue;
    if (from >= 0) parts.push(body.slice(from, at));
    if (body.slice(at + line.length, at + line.length + 2) === '--') return parts;
    from = at + line.length;
    while (from < body.length && body.charAt(from) !== '\n') from++;
    from++;
  }
  if (from >= 0 && from < body.length) parts.push(body.slice(from));
  return parts;
}

function parameterOf(header: string, name: string): string | null {
  const small = header.toLowerCase();
  const at = small.indexOf(`${name}=`);
  if (at < 0) return null;
  const value = header.slice(at + name.length + 1);
  if (value.charAt(0) === '"')
    return value.slice(1, value.indexOf('"', 1) < 0 ? value.length : value.indexOf('"', 1));
  return (/^[^;\s]*/.exec(value) ?? [''])[0];
}

function decodeTransfer(body: string, encoding: string): Uint8Array {
  if (encoding === 'base64') return decodeBase64(body);
  return bytesOf(encoding === 'quoted-printable' ? decodeQuoted(body) : body);
}

function decodeQuoted(text: string): string {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function charsetOf(name: string | null, bytes: Uint8Array): Charset {
  const small = (name ?? '').toLowerCase();
  if (small === 'utf-16' || small === 'utf-16le') return 'utf-16le';
  if (small === 'utf-16be') return 'utf-16be';
  if (/^(?:iso-8859-1|iso-8859-15|windows-1252|latin1|us-ascii)$/.test(small)) {
    // Many programs say ASCII and mean UTF-8.
    return small === 'us-ascii' && bytes.some((byte) => byte > 127) ? 'utf-8' : 'windows-1252';
  }
  return 'utf-8';
}

/** Encoded words of headers (RFC 2047). */
function decodeWords(value: string): string {
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

/** The bytes of a mail as one character each, so that its parts can be cut before their charset is known. */
export function rawMail(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 0x2000) {
    parts.push(String.fromCharCode.apply(null, Array.from(bytes.subarray(i, i + 0x2000))));
  }
  return parts.join('');
}
