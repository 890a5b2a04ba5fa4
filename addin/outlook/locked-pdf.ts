/** "/Encrypt" in a PDF's trailer or cross-reference stream, which stand unpacked in every PDF (ISO 32000-1, 7.5.5). */
const KEY = [0x2f, 0x45, 0x6e, 0x63, 0x72, 0x79, 0x70, 0x74];

/**
 * Whether a PDF is protected by encryption. Whether it then asks for a password cannot be told without the
 * ciphers that protect it.
 */
export function isProtectedPdf(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x2f); at >= 0; at = bytes.indexOf(0x2f, at + 1)) {
    if (KEY.every((byte, index) => bytes[at + index] === byte) && refersOn(bytes, at + KEY.length))
      return true;
  }
  return false;
}

/** Behind the key stands a reference ("12 0 R") or the dictionary itself. */
function refersOn(bytes: Uint8Array, from: number): boolean {
  let behind = '';
  for (let i = from; i < from + 24; i++) behind += String.fromCharCode(bytes[i] ?? 0);
  return /^\s{0,4}(?:\d{1,10}\s{1,2}\d{1,5}\s{1,2}R|<<)/.test(behind);
}
