/** Characters of windows-1252 from 0x80 to 0x9f; the rest is Latin-1. */
const WINDOWS =
  '\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd' +
  '\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178';
/** UTF-16 units that become a string at once: as many arguments as every engine takes. */
const CHUNK_UNITS = 0x2000;
/** So much of a text tells whether it is UTF-16. */
const SAMPLE_BYTES = 400;

export type Charset = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/**
 * Decodes bytes as the text that they most likely are: by byte order mark, as UTF-8 where that fits, else
 * windows-1252. Stops once it has more than `maxChars` characters. Needs no TextDecoder.
 */
export function decodeText(bytes: Uint8Array, maxChars = Number.POSITIVE_INFINITY): string {
  const marked = markOf(bytes);
  if (marked !== null) return decodeAs(bytes.subarray(marked.bytes), marked.charset, maxChars);
  return decodeAs(bytes, guess(bytes), maxChars);
}

/** Decodes bytes of a named charset. Pieces that are none become U+FFFD. */
export function decodeAs(bytes: Uint8Array, charset: Charset, maxChars = Number.POSITIVE_INFINITY): string {
  if (charset === 'utf-8') return decodeUtf8(bytes, maxChars);
  return charset === 'windows-1252' ? decodeWindows(bytes, maxChars) : decodeUtf16(bytes, charset, maxChars);
}

/** The character of a byte in windows-1252. */
export function windowsCharacter(byte: number): string {
  return byte >= 0x80 && byte < 0xa0 ? WINDOWS.charAt(byte - 0x80) : String.fromCharCode(byte);
}

/** Whether bytes begin with the mark of UTF-16. */
export function isMarkedUtf16(bytes: Uint8Array): boolean {
  const marked = markOf(bytes);
  return marked !== null && marked.charset !== 'utf-8';
}

function markOf(bytes: Uint8Array): { charset: Charset; bytes: number } | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { charset: 'utf-16le', bytes: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { charset: 'utf-16be', bytes: 2 };
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? { charset: 'utf-8', bytes: 3 } : null;
}

function guess(bytes: Uint8Array): Charset {
  // UTF-16 without a mark: every second byte of Latin text is zero.
  const sample = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  const zeros = [0, 0];
  for (let i = 0; i < sample; i++) if (bytes[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (sample >= 4 && even + odd > sample / 3) return odd >= even ? 'utf-16le' : 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** Whether bytes are well-formed UTF-8 (RFC 3629), but for a character cut at their end. */
function isUtf8(bytes: Uint8Array): boolean {
  const end = bytes.length;
  for (let i = 0; i < end; ) {
    const byte = bytes[i++] ?? 0;
    if (byte < 0x80) continue;
    const more = moreBytes(byte);
    if (more === 0) return false;
    for (let k = 0; k < more && i < end; k++) if (((bytes[i++] ?? 0) & 0xc0) !== 0x80) return false;
  }
  return true;
}

/** Bytes that follow a character's first one; 0 for a byte that begins none. */
function moreBytes(byte: number): number {
  if (byte < 0xc2 || byte > 0xf4) return 0;
  return byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
}

function decodeUtf8(bytes: Uint8Array, maxChars: number): string {
  const parts: string[] = [];
  const units = makeUnits(bytes.length);
  let length = 0;
  let whole = 0;
  for (let i = 0; i < bytes.length; ) {
    if (length > CHUNK_UNITS - 2) {
      parts.push(toText(units, length));
      whole += length;
      length = 0;
      if (whole > maxChars) break;
    }
    const byte = bytes[i++] ?? 0;
    if (byte < 0x80) {
      units[length++] = byte;
      continue;
    }
    const more = moreBytes(byte);
    let code = byte & (more === 3 ? 7 : more === 2 ? 15 : 31);
    let read = 0;
    while (read < more && ((bytes[i] ?? 0) & 0xc0) === 0x80) {
      code = (code << 6) | ((bytes[i++] ?? 0) & 63);
      read++;
    }
    if (more === 0 || read < more || code > 0x10ffff) units[length++] = 0xfffd;
    else if (code < 0x10000) units[length++] = code;
    else {
      units[length++] = 0xd800 + ((code - 0x10000) >> 10);
      units[length++] = 0xdc00 + ((code - 0x10000) & 0x3ff);
    }
  }
  parts.push(toText(units, length));
  return parts.join('');
}

function decodeWindows(bytes: Uint8Array, maxChars: number): string {
  const parts: string[] = [];
  const units = makeUnits(bytes.length);
  for (let from = 0; from < bytes.length && from <= maxChars; from += CHUNK_UNITS) {
    const length = Math.min(CHUNK_UNITS, bytes.length - from);
    for (let i = 0; i < length; i++) {
      const byte = bytes[from + i] ?? 0;
      units[i] = byte >= 0x80 && byte < 0xa0 ? WINDOWS.charCodeAt(byte - 0x80) : byte;
    }
    parts.push(toText(units, length));
  }
  return parts.join('');
}

function decodeUtf16(bytes: Uint8Array, charset: 'utf-16le' | 'utf-16be', maxChars: number): string {
  const parts: string[] = [];
  const units = makeUnits(bytes.length);
  const [high, low] = charset === 'utf-16be' ? [0, 1] : [1, 0];
  const count = bytes.length >> 1;
  for (let from = 0; from < count && from <= maxChars; from += CHUNK_UNITS) {
    const length = Math.min(CHUNK_UNITS, count - from);
    for (let i = 0; i < length; i++) {
      const at = 2 * (from + i);
      units[i] = ((bytes[at + high] ?? 0) << 8) | (bytes[at + low] ?? 0);
    }
    parts.push(toText(units, length));
  }
  return parts.join('');
}

/** Bytes as one character each, whatever they mean. */
export function toBinaryText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += CHUNK_UNITS) parts.push(toText(bytes, bytes.length, i));
  return parts.join('');
}

function toText(units: Uint8Array | Uint16Array, end: number, from = 0): string {
  const piece = units.subarray(from, Math.min(end, from + CHUNK_UNITS));
  // Any array-like serves as arguments (ECMA-262, CreateListFromArrayLike); the type knows arrays only.
  return String.fromCharCode.apply(null, piece as unknown as number[]);
}

/** Room for one chunk; no more than is needed, because a mail's head may hold a hundred thousand encoded words. */
function makeUnits(byteCount: number): Uint16Array {
  return new Uint16Array(Math.min(CHUNK_UNITS, byteCount));
}
