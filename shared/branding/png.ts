/* What a PNG picture is, as far as a logo needs it (ISO/IEC 15948). */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const IHDR = 'IHDR';
const IEND = 'IEND';
const CHUNK_FRAME_BYTES = 12;

/**
 * Width and height in pixels of a PNG in base64, whose chunks run unbroken from IHDR to IEND with nothing
 * behind; null for anything else.
 */
export function readPng(base64: string): { width: number; height: number } | null {
  const bytes = bytesOf(base64);
  if (bytes === null || SIGNATURE.some((byte, i) => bytes[i] !== byte)) return null;
  const view = new DataView(bytes.buffer);
  let at = SIGNATURE.length;
  let size: { width: number; height: number } | null = null;
  while (at + CHUNK_FRAME_BYTES <= bytes.byteLength) {
    const dataBytes = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + CHUNK_FRAME_BYTES + dataBytes;
    if (end > bytes.byteLength) return null;
    if (size === null) {
      if (type !== IHDR || dataBytes !== 13) return null;
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    }
    if (type === IEND) return end === bytes.byteLength && size.width > 0 && size.height > 0 ? size : null;
    at = end;
  }
  return null;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
