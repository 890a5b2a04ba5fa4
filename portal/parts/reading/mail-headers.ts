import type { Person } from '../../../shared/api/index.ts';

/** Bytes of text in one encoded word, so that its line has 76 characters at most, behind a header's name too (RFC 2047 section 2). */
const WORD_BYTES = 39;
/** Characters of one piece of a parameter, so that its line stays under 78. */
const PIECE_CHARACTERS = 50;
const LINE_CHARACTERS = 78;
const PRINTABLE = /^[ -~]*$/;

/** A header of free text, on lines of 78 characters at most: as it is where that fits, else in encoded words (RFC 2047). */
export function textHeader(name: string, text: string): string {
  const line = `${name}: ${inOneLine(text)}`;
  // Text that looks like an encoded word would be decoded into something else.
  const isPlain = PRINTABLE.test(text) && text.trim() === text && !text.includes('=?');
  return isPlain && line.length <= LINE_CHARACTERS ? line : `${name}: ${encodedWords(text)}`;
}

/** A header of people, each on a line of their own (RFC 5322 section 3.4). */
export function peopleHeader(name: string, people: readonly Person[]): string {
  return `${name}: ${people.map(mailbox).join(',\r\n ')}`;
}

/** A header of an id or a date, which holds nothing that needs encoding. */
export function plainHeader(name: string, value: string): string {
  return `${name}: ${inOneLine(value)}`;
}

/** A moment as RFC 5322 section 3.3 has it; takes ISO 8601. */
export function mailDate(iso: string): string {
  return new Date(iso).toUTCString().replace('GMT', '+0000');
}

/** A parameter of a MIME header, on a line of its own: quoted where ASCII says it, else by RFC 2231, in pieces. */
export function parameter(name: string, value: string): string {
  const text = inOneLine(value);
  if (/^[\w .()+-]+$/.test(text) && text.length <= PIECE_CHARACTERS) return `;\r\n ${name}="${text}"`;
  const pieces = percentPieces(text);
  if (pieces.length === 1) return `;\r\n ${name}*=UTF-8''${pieces[0]}`;
  return pieces.map((piece, i) => `;\r\n ${name}*${i}*=${i === 0 ? "UTF-8''" : ''}${piece}`).join('');
}

function mailbox({ name, address }: Person): string {
  // What the service sent is checked; a letter's own list is whatever its author wrote.
  const plainAddress = address.replace(/[^!-~]|[<>()[\],;:\\"]/g, '');
  if (name.trim() === '') return `<${plainAddress}>`;
  const isPlain = PRINTABLE.test(name) && !name.includes('=?') && name.length <= PIECE_CHARACTERS;
  return `${isPlain ? `"${name.replace(/[\\"]/g, '\\$&')}"` : encodedWords(name)}\r\n <${plainAddress}>`;
}

/** Text as encoded words in UTF-8 and base64, one a line, none of which cuts a character. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let bytes: number[] = [];
  for (const character of inOneLine(text)) {
    const more = new TextEncoder().encode(character);
    if (bytes.length + more.length > WORD_BYTES) {
      words.push(encodedWord(bytes));
      bytes = [];
    }
    bytes.push(...more);
  }
  return [...words, encodedWord(bytes)].join('\r\n ');
}

function encodedWord(bytes: readonly number[]): string {
  return `=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`;
}

function percentPieces(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of text) {
    const encoded = [...new TextEncoder().encode(character)].map(percent).join('');
    if (piece.length + encoded.length > PIECE_CHARACTERS) {
      pieces.push(piece);
      piece = '';
    }
    piece += encoded;
  }
  return [...pieces, piece];
}

/** A byte as RFC 5987's attr-char, or percent-encoded. */
function percent(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9!#$&+.^_`|~-]/.test(character)
    ? character
    : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Text that cannot begin a header of its own. */
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
