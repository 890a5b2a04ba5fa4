import { Inflate } from 'fflate';
import { decodeText } from './decode-text.ts';
import { type FileLimits, Unreadable } from './limits.ts';

/** A file inside an archive, as the archive's directory lists it. */
export type ZipEntry = {
  name: string;
  isEncrypted: boolean;
  method: number;
  packedBytes: number;
  offset: number;
};

/** What all files of one outer file have unpacked to so far. */
export type Unpacked = { bytes: number };

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const UNKNOWN_32 = 0xffffffff;
/** The extra field that holds the sizes of ZIP64. */
const EXTRA_64 = 1;
const STORED = 0;
const DEFLATED = 8;
/** Deflate makes 1,032 bytes of one at most, so one step never unpacks to more than eight megabytes. */
const STEP_BYTES = 8_192;
/** Below this much every ratio is fine: blank pages pack very well. */
const SMALL_BYTES = 1_000_000;
/** Each file counts as at least this much, because making its unpacker takes time: tiny files without end are a bomb too. */
const LEAST_BYTES = 16_384;
/** Files listed for each that is looked at, above which an archive is a bomb. */
const LISTED_PER_ENTRY = 20;

/** Lists an archive (APPNOTE.TXT 4.3, ZIP64 included). Throws Unreadable where it has no whole directory. */
export function listZip(bytes: Uint8Array, { maxEntries }: FileLimits): ZipEntry[] {
  const view = viewOf(bytes);
  const { count, start } = readEnd(view);
  if (count > maxEntries * LISTED_PER_ENTRY) throw new Unreadable('bomb');
  const entries: ZipEntry[] = [];
  for (let i = 0, at = start; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw new Unreadable('broken');
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    if (extraEnd > bytes.length) throw new Unreadable('broken');
    entries.push({
      name: decodeText(bytes.subarray(at + 46, nameEnd)),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      ...sizesOf(view, at, nameEnd, extraEnd),
    });
    at = extraEnd + view.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * Unpacks one file, in steps, and counts what comes out whatever the archive says, so that a bomb is seen
 * long before it has gone off. Throws Unreadable.
 */
export function unpack(
  bytes: Uint8Array,
  entry: ZipEntry,
  unpacked: Unpacked,
  limits: FileLimits,
): Uint8Array {
  if (entry.isEncrypted) throw new Unreadable('encrypted');
  const packed = packedBytesOf(bytes, entry);
  const left = limits.maxUnpackedBytes - unpacked.bytes;
  const allowed = Math.min(left, Math.max(SMALL_BYTES, packed.length * limits.maxRatio));
  if (left <= 0) throw new Unreadable('bomb');
  unpacked.bytes += LEAST_BYTES;
  if (entry.method === STORED) {
    unpacked.bytes += packed.length;
    if (packed.length > allowed) throw new Unreadable('bomb');
    return packed;
  }
  if (entry.method !== DEFLATED) throw new Unreadable('unknown_format');
  const chunks: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((chunk) => {
    length += chunk.length;
    // Counted also where it throws: many small bombs are one large one.
    unpacked.bytes += chunk.length;
    if (length > allowed) throw new Unreadable('bomb');
    chunks.push(chunk);
  });
  try {
    for (let from = 0; from < packed.length; from += STEP_BYTES) {
      if (limits.isLate?.() === true) throw new Unreadable('too_large');
      inflate.push(packed.subarray(from, from + STEP_BYTES), from + STEP_BYTES >= packed.length);
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('broken');
  }
  return joinChunks(chunks, length);
}

function joinChunks(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function packedBytesOf(bytes: Uint8Array, { offset, packedBytes }: ZipEntry): Uint8Array {
  const view = viewOf(bytes);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_HEADER)
    throw new Unreadable('broken');
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedBytes > bytes.length) throw new Unreadable('broken');
  return bytes.subarray(start, start + packedBytes);
}

/** Packed size and place of an entry; where they do not fit, the extra field of ZIP64 holds them (4.5.3). */
function sizesOf(view: DataView, at: number, extraStart: number, extraEnd: number) {
  const unpackedBytes = view.getUint32(at + 24, true);
  let packedBytes = view.getUint32(at + 20, true);
  let offset = view.getUint32(at + 42, true);
  for (let extra = extraStart; extra + 4 <= extraEnd; extra += 4 + view.getUint16(extra + 2, true)) {
    if (view.getUint16(extra, true) !== EXTRA_64) continue;
    // Only what did not fit stands here, in this order.
    let next = extra + 4 + (unpackedBytes === UNKNOWN_32 ? 8 : 0);
    if (packedBytes === UNKNOWN_32) {
      packedBytes = readUint64(view, next);
      next += 8;
    }
    if (offset === UNKNOWN_32) offset = readUint64(view, next);
    break;
  }
  return { packedBytes, offset };
}

/** How many files an archive lists, and where the list begins. */
function readEnd(view: DataView): { count: number; start: number } {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count !== 0xffff && start !== UNKNOWN_32) return { count, start };
  if (end < 20 || view.getUint32(end - 20, true) !== LOCATOR_64) return { count, start };
  const end64 = readUint64(view, end - 12);
  if (end64 + 56 > view.byteLength || view.getUint32(end64, true) !== END_OF_DIRECTORY_64)
    throw new Unreadable('broken');
  return { count: readUint64(view, end64 + 32), start: readUint64(view, end64 + 48) };
}

/** Exact up to 2^53, which no file reaches. Throws Unreadable beyond the end. */
function readUint64(view: DataView, at: number): number {
  if (at + 8 > view.byteLength) throw new Unreadable('broken');
  return view.getUint32(at + 4, true) * 0x100000000 + view.getUint32(at, true);
}

function findEnd(view: DataView): number {
  const stop = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= stop; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new Unreadable('broken');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
