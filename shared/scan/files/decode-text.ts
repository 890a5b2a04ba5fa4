/** Characters of windows-1252 from 0x80 to 0x9f; the rest is Latin-1. */
const WINDOWS =
  '\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd' +
  '\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178';
const CHUNK = 0x2000;

export type Charset = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** Decodes bytes as the text that they most likely are: by byte order mark, as UTF-8 where that fits, else windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const charset = charsetOf(bytes);
  if (charset === 'utf-16le' || charset === 'utf-16be') {
    const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    return decodeAs(hasMark ? bytes.subarray(2) : bytes, charset);
  }
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return decodeAs(isMarked ? bytes.subarray(3) : bytes, charset);
}

/** Decodes bytes of a named charset. Pieces that are none become U+FFFD. */
export function decodeAs(bytes: Uint8Array, charset: Charset): string {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  if (charset === 'utf-8') length = decodeUtf8(bytes, units);
  else if (charset === 'windows-1252') {
    for (length = 0; length < bytes.length; length++) {
      const byte = bytes[length] ?? 0;
      units[length] = byte >= 0x80 && byte < 0xa0 ? WINDOWS.charCodeAt(byte - 0x80) : byte;
    }
  } else {
    const [high, low] = charset === 'utf-16be' ? [0, 1] : [1, 0];
    for (let i = 0; i + 1 < bytes.length; i += 2)
      units[length++] = ((bytes[i + high] ?? 0) << 8) | (bytes[i + low] ?? 0);
  }
  return join(units, length);
}

function charsetOf(bytes: Uint8Array): Charset {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // UTF-16 without a mark: every second byte of Latin text is zero.
  let zeros = 0;
  const sample = Math.min(bytes.length, 200);
  for (let i = 1; i < sample; i += 2) if (bytes[i] === 0 && bytes[i - 1] !== 0) zeros++;
  if (sample >= 4 && zeros > sample / 2 - sample / 8) return 'utf-16le';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** Whether the first megabyte is well-formed UTF-8, but for a character cut at its end. */
function isUtf8(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, 1_000_000);
  for (let i = 0; i < end; ) {
    const byte = bytes[i] ?? 0;
    const more =
      byte < 0x80
        ? 0
        : byte >= 0xc2 && byte < 0xe0
          ? 1
          : byte >= 0xe0 && byte < 0xf0
            ? 2
            : byte >= 0xf0 && byte < 0xf5
              ? 3
              : -1;
    if (more < 0) return false;
    for (let k = 1; k <= more && i + k < end; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return false;
    i += more + 1;
  }
  return true;
}

function decodeUtf8(bytes: Uint8Array, units: Uint16Array): number {
  let length = 0;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i++] ?? 0;
    if (byte < 0x80) {
      units[length++] = byte;
      continue;
    }
    const more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
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
  return length;
}

function join(units: Uint16Array, length: number): string {
  const parts: string[] = [];
  for (let i = 0; i < length; i += CHUNK) {
    parts.push(String.fromCharCode.apply(null, Array.from(units.subarray(i, Math.min(length, i + CHUNK)))));
  }
  return parts.join('');
}
