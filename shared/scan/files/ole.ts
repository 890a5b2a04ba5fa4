import { decodeAs } from './decode-text.ts';
import { Unreadable } from './limits.ts';
import type { Sink } from './sink.ts';

/** Names in the directories of encrypted files: a password's, and those of rights management (MS-OFFCRYPTO 2.2, 2.3). */
const LOCKED_NAMES = ['EncryptedPackage', 'DRMEncryptedDataSpace'];
const SECTOR_BYTES = 512;
/** Shorter runs are chance. */
const MIN_WIDE_CHARS = 4;
const MIN_NARROW_CHARS = 6;

/**
 * Puts the readable runs of a compound file (MS-CFB: .doc, .xls, .ppt, .msg) into the sink, as UTF-16 and as
 * single bytes, in the order of the file. What stands in no run, such as numbers of an .xls, is not seen, so
 * the caller calls such a file unreadable besides. Throws Unreadable `encrypted`.
 */
export function readOle(bytes: Uint8Array, sink: Sink): void {
  if (LOCKED_NAMES.some((name) => holdsWide(bytes, name)) || isLocked(bytes))
    throw new Unreadable('encrypted');
  let at = SECTOR_BYTES;
  while (at < bytes.length && !sink.isFull()) {
    const wide = wideRun(bytes, at);
    if (wide - at >= 2 * MIN_WIDE_CHARS) {
      if (isMostlyAscii(bytes, at, wide, 2)) addRun(bytes, at, wide, 2, sink);
      at = wide;
      continue;
    }
    const narrow = narrowRun(bytes, at);
    if (narrow - at >= MIN_NARROW_CHARS) {
      if (isMostlyAscii(bytes, at, narrow, 1)) addRun(bytes, at, narrow, 1, sink);
      at = narrow;
    } else at++;
  }
}

/** Whether a stream of Word (MS-DOC 2.5.1, FibBase.fEncrypted) or Excel (MS-XLS 2.4.117, FilePass behind BOF) says that it is encrypted. */
function isLocked(bytes: Uint8Array): boolean {
  for (let at = SECTOR_BYTES; at + 24 < bytes.length; at += SECTOR_BYTES) {
    if (bytes[at] === 0xec && bytes[at + 1] === 0xa5 && ((bytes[at + 11] ?? 0) & 1) === 1) return true;
    const isWorkbook = bytes[at] === 9 && bytes[at + 1] === 8 && bytes[at + 2] === 16 && bytes[at + 3] === 0;
    if (isWorkbook && bytes[at + 20] === 0x2f && bytes[at + 21] === 0) return true;
  }
  return false;
}

/** Whether a name stands in the file as UTF-16. */
function holdsWide(bytes: Uint8Array, name: string): boolean {
  const first = name.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let k = 1;
    while (k < name.length && bytes[at + 2 * k] === name.charCodeAt(k) && bytes[at + 2 * k - 1] === 0) k++;
    if (k === name.length) return true;
  }
  return false;
}

function wideRun(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length && isWide(bytes[at] ?? 0, bytes[at + 1] ?? 0)) at += 2;
  return at;
}

function isWide(low: number, high: number): boolean {
  // Latin letters with accents, and the quotation marks and dashes of U+2000.
  return high === 0 ? isReadable(low) : high === 1 || (high === 0x20 && low < 0x70);
}

function narrowRun(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isReadable(bytes[at] ?? 0)) at++;
  return at;
}

/** Printable, a dash or quotation mark or small letter of windows-1252, a tab, or what Word sets at the ends of cells (7), lines (10, 11), pages (12) and paragraphs (13). */
function isReadable(byte: number): boolean {
  if (byte < 127) return byte >= 32 || byte === 7 || (byte >= 9 && byte <= 13);
  return (byte >= 0x91 && byte <= 0x97) || (byte >= 0xe0 && byte <= 0xfc);
}

/** Sound, pictures and what fills gaps make runs of the other readable characters. */
function isMostlyAscii(bytes: Uint8Array, from: number, to: number, step: 1 | 2): boolean {
  let others = 0;
  for (let at = from; at < to; at += step) {
    if ((bytes[at] ?? 0) >= 127 || (step === 2 && bytes[at + 1] !== 0)) others++;
  }
  return others * 4 * step <= to - from;
}

function addRun(bytes: Uint8Array, from: number, to: number, step: 1 | 2, sink: Sink): void {
  const text = decodeAs(bytes.subarray(from, to), step === 1 ? 'windows-1252' : 'utf-16le');
  sink.line();
  // A second mark behind a cell's ends the row.
  sink.text(
    text
      .split('\x07\x07')
      .join('\n')
      .split('\x07')
      .join('\t')
      .replace(/[\v\f\r]/g, '\n'),
  );
}
