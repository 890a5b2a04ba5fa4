/** What a picture's own bytes say that it is: its media type, and width and height in pixels. */
export type PictureFacts = { mediaType: string; width: number; height: number };

/** Frame headers of JPEG that hold its size: SOF0 to SOF15 but for DHT, JPG and DAC (ITU-T T.81, table B.1). */
const isFrameHeader = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Reads type and size of a PNG, JPEG, GIF or WebP picture from its first bytes; null for anything else. */
export function readPictureFacts(bytes: Uint8Array): PictureFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isAt = (at: number, text: string) =>
    [...text].every((character, i) => bytes[at + i] === character.charCodeAt(0));
  try {
    if (isAt(1, 'PNG\r\n') && isAt(12, 'IHDR'))
      return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
    if (isAt(0, 'GIF8'))
      return { mediaType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (isAt(0, 'RIFF') && isAt(8, 'WEBP')) return webpFacts(view, isAt);
    if (view.getUint16(0) === 0xffd8) return jpegFacts(view);
  } catch (error) {
    // A picture that ends within its own head.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

/** The three forms of WebP (RFC 9649 section 2.5 to 2.7). */
function webpFacts(view: DataView, isAt: (at: number, text: string) => boolean): PictureFacts | null {
  const mediaType = 'image/webp';
  const threeBytes = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  if (isAt(12, 'VP8X')) return { mediaType, width: threeBytes(24) + 1, height: threeBytes(27) + 1 };
  if (isAt(12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { mediaType, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (!isAt(12, 'VP8 ')) return null;
  return { mediaType, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

function jpegFacts(view: DataView): PictureFacts | null {
  for (let at = 2; view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (isFrameHeader(marker))
      return { mediaType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // A fill byte stands alone; everything else before the picture has a length.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}
