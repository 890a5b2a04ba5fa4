/** What a file is. `ole_encrypted`: an office file with a password; `ole`: one of before 2007; `unknown`: other bytes that are no text. */
export type Format =
  | 'text'
  | 'html'
  | 'rtf'
  | 'mail'
  | 'zip'
  | 'pdf'
  | 'opaque'
  | 'ole'
  | 'ole_encrypted'
  | 'unknown';

/** First bytes of formats without text in them: pictures, sound, film, fonts. */
const OPAQUE: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x49, 0x44, 0x33],
  [0x4f, 0x67, 0x67, 0x53],
  [0x77, 0x4f, 0x46, 0x46],
  [0x77, 0x4f, 0x46, 0x32],
];
const OPAQUE_NAMES =
  /\.(?:png|jpe?g|gif|bmp|webp|tiff?|heic|ico|svg|mp3|mp4|m4a|mov|avi|wav|wmv|ttf|otf|woff2?)$/i;
const TEXT_NAMES = /\.(?:txt|csv|tsv|log|md|json|xml|ya?ml|ics|vcf|ini|conf|sql|tab)$/i;

/** Tells a file's format by its first bytes, and by its name where those are of many formats. */
export function formatOf(name: string, bytes: Uint8Array): Format {
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04]) || begins(bytes, [0x50, 0x4b, 0x05, 0x06])) return 'zip';
  if (isPdf(bytes)) return 'pdf';
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return holds(bytes, 'EncryptedPackage') ? 'ole_encrypted' : 'ole';
  if (begins(bytes, [0x7b, 0x5c, 0x72, 0x74, 0x66])) return 'rtf';
  if (OPAQUE.some((magic) => begins(bytes, magic)) || isRiff(bytes) || isIsoMedia(bytes)) return 'opaque';
  if (/\.(?:eml|mht|mhtml)$/i.test(name)) return 'mail';
  if (!looksLikeText(bytes)) return OPAQUE_NAMES.test(name) ? 'opaque' : 'unknown';
  if (TEXT_NAMES.test(name)) return 'text';
  const head = ascii(bytes, 0, 512).toLowerCase();
  return /\.x?html?$/i.test(name) || /^\s{0,99}<(?:!doctype html|html|head|body|table)/.test(head)
    ? 'html'
    : 'text';
}

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** PDF readers take its mark within the first kilobyte. */
function isPdf(bytes: Uint8Array): boolean {
  return ascii(bytes, 0, 1024).indexOf('%PDF-') >= 0;
}

function isRiff(bytes: Uint8Array): boolean {
  return ascii(bytes, 0, 4) === 'RIFF' && /^(?:WEBP|WAVE|AVI )$/.test(ascii(bytes, 8, 12));
}

function isIsoMedia(bytes: Uint8Array): boolean {
  return ascii(bytes, 4, 8) === 'ftyp';
}

/** Whether a name of an OLE directory (UTF-16) stands in the file. */
function holds(bytes: Uint8Array, name: string): boolean {
  const first = name.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let k = 1;
    while (k < name.length && bytes[at + 2 * k] === name.charCodeAt(k) && bytes[at + 2 * k - 1] === 0) k++;
    if (k === name.length) return true;
  }
  return false;
}

/** Text has no control characters but white space; zeros are every second byte of UTF-16. */
function looksLikeText(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 4096);
  let controls = 0;
  let zeros = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) zeros++;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  }
  const isWide = zeros > length / 3 && zeros <= length / 2 + 2;
  return controls <= length / 100 && (zeros === 0 || isWide);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let i = from; i < Math.min(to, bytes.length); i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}
