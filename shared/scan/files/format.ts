import { isMarkedUtf16 } from './decode-text.ts';

/**
 * What a file is. `card`: calendars and contacts, whose long lines are folded. `ole`: the compound files of
 * Office before 2007, of Outlook messages, and of newer office files with a password. `locked`: text that PGP
 * encrypted. `unknown`: other bytes that are no text.
 */
export type Format =
  | 'text'
  | 'card'
  | 'html'
  | 'rtf'
  | 'mail'
  | 'zip'
  | 'pdf'
  | 'opaque'
  | 'ole'
  | 'locked'
  | 'unknown';

/** First bytes of formats without text in them: pictures, sound, film, fonts. */
const OPAQUE: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x38, 0x42, 0x50, 0x53],
  [0x00, 0x00, 0x01, 0x00],
  [0xd7, 0xcd, 0xc6, 0x9a],
  [0x01, 0x00, 0x00, 0x00],
  [0x49, 0x44, 0x33],
  [0xff, 0xfb],
  [0xff, 0xf3],
  [0x4f, 0x67, 0x67, 0x53],
  [0x66, 0x4c, 0x61, 0x43],
  [0x1a, 0x45, 0xdf, 0xa3],
  [0x30, 0x26, 0xb2, 0x75],
  [0x77, 0x4f, 0x46, 0x46],
  [0x77, 0x4f, 0x46, 0x32],
  [0x4f, 0x54, 0x54, 0x4f],
  [0x00, 0x01, 0x00, 0x00],
];
/** And signatures, which hold only what their signer's certificate says. */
const OPAQUE_NAMES =
  /\.(?:png|jpe?g|gif|bmp|webp|tiff?|heic|heif|avif|ico|psd|wmf|emf|mp3|mp4|m4a|m4v|mov|avi|wav|wma|wmv|mkv|ogg|flac|ttf|otf|woff2?|eot|p7s|sig)$/i;
const TEXT_NAMES = /\.(?:txt|csv|tsv|log|md|json|xml|ya?ml|ini|conf|sql|tab)$/i;
const CARD_NAMES = /\.(?:ics|vcf|vcard)$/i;
const MAIL_NAMES = /\.(?:eml|mht|mhtml)$/i;
/** Headers that only a mail begins with (RFC 5322). */
const MAIL_HEAD =
  /^(?:mime-version|received|return-path|message-id|delivered-to|x-[a-z-]{1,40}):[^\n]{0,998}$/m;
/** Text of which more than this share is control characters is none. */
const MAX_CONTROL_SHARE = 1 / 100;
const SAMPLE_BYTES = 4096;

/** Tells a file's format by what its bytes are, and by its name where those could be of many formats. */
export function formatOf(name: string, bytes: Uint8Array): Format {
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04]) || begins(bytes, [0x50, 0x4b, 0x05, 0x06])) return 'zip';
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return 'ole';
  if (begins(bytes, [0x7b, 0x5c, 0x72, 0x74, 0x66])) return 'rtf';
  const head = ascii(bytes, 0, 1024);
  if (MAIL_NAMES.test(name) && isText(bytes)) return 'mail';
  // PDF readers take its mark anywhere within the first kilobyte.
  if (head.indexOf('%PDF-') >= 0) return 'pdf';
  if (!isText(bytes)) return isOpaque(name, bytes) ? 'opaque' : 'unknown';
  if (/^\s{0,99}-----BEGIN PGP MESSAGE-----/.test(head)) return 'locked';
  return CARD_NAMES.test(name) || /^BEGIN:V(?:CALENDAR|CARD)/.test(head) ? 'card' : textFormat(name, head);
}

function textFormat(name: string, head: string): Format {
  if (TEXT_NAMES.test(name)) return 'text';
  const small = head.toLowerCase();
  if (MAIL_HEAD.test(small) && /^[a-z-]{1,40}:/.test(small)) return 'mail';
  return /\.(?:x?html?|svg)$/i.test(name) || /^\s{0,99}<(?:!doctype html|html|head|body|table)/.test(small)
    ? 'html'
    : 'text';
}

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function isOpaque(name: string, bytes: Uint8Array): boolean {
  return OPAQUE_NAMES.test(name) || OPAQUE.some((magic) => begins(bytes, magic)) || isContainer(bytes);
}

/** RIFF (WebP, WAVE, AVI) and ISO media (MP4, HEIC) name themselves behind a length. */
function isContainer(bytes: Uint8Array): boolean {
  if (ascii(bytes, 0, 4) === 'RIFF') return /^(?:WEBP|WAVE|AVI )$/.test(ascii(bytes, 8, 12));
  return ascii(bytes, 4, 8) === 'ftyp';
}

/** Text has hardly a control character but white space; in UTF-16 every second byte may be zero. */
function isText(bytes: Uint8Array): boolean {
  if (isMarkedUtf16(bytes)) return true;
  const length = Math.min(bytes.length, SAMPLE_BYTES);
  let controls = 0;
  let zeros = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) zeros++;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  }
  const isWide = length >= 4 && zeros > length / 3 && zeros <= length / 2 + 2;
  return controls <= length * MAX_CONTROL_SHARE && (zeros === 0 || isWide);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let i = from; i < Math.min(to, bytes.length); i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}
