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
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STEP_BYTES = 16_384;
/** Below this much every ratio is fine: blank pages pack very well. */
const SMALL_BYTES = 1_000_000;

/** Lists an archive (APPNOTE.TXT 4.3). Throws Unreadable where it has no whole directory or uses ZIP64. */
export function listZip(bytes: Uint8Array, { maxEntries }: FileLimits): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffffffff) throw new Unreadable('unknown_format');
  if (count > maxEntries * 20) throw new Unreadable('bomb');
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw new Unreadable('broken');
    const nameBytes = view.getUint16(at + 28, true);
    entries.push({
      name: decodeText(bytes.subarray(at + 46, at + 46 + nameBytes)),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Unpacks one file, in steps, so that a bomb is seen long before it has gone off. Throws Unreadable. */
export function unpack(
  bytes: Uint8Array,
  entry: ZipEntry,
  unpacked: Unpacked,
  limits: FileLimits,
): Uint8Array {
  if (entry.isEncrypted) throw new Unreadable('encrypted');
  const packed = packedBytesOf(bytes, entry);
  const allowed = Math.min(
    limits.maxUnpackedBytes - unpacked.bytes,
    Math.max(SMALL_BYTES, packed.length * limits.maxRatio),
  );
  if (entry.method === 0) {
    unpacked.bytes += packed.length;
    if (packed.length > allowed) throw new Unreadable('bomb');
    return packed;
  }
  if (entry.method !== 8) throw new Unreadable('unknown_format');
  const chunks: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((chunk) => {
    length += chunk.length;
    if (length > allowed) throw new Unreadable('bomb');
    chunks.push(chunk);
  });
  try {
    for (let from = 0; from < packed.length; from += STEP_BYTES) {
      inflate.push(packed.subarray(from, from + STEP_BYTES), from + STEP_BYTES >= packed.length);
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('broken');
  }
  unpacked.bytes += length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function packedBytesOf(bytes: Uint8Array, { offset, packedBytes }: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_HEADER)
    throw new Unreadable('broken');
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedBytes > bytes.length) throw new Unreadable('broken');
  return bytes.subarray(start, start + packedBytes);
}

function findEnd(view: DataView): number {
  const stop = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= stop; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new Unreadable('broken');
}
