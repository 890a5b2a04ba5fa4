import { base64url } from 'jose';

/** Bytes over a buffer of their own, the form that WebCrypto and Blob take. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Encodes bytes as base64url without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return base64url.encode(bytes);
}

/** Decodes base64url without padding (RFC 4648 section 5); throws TypeError on anything else. */
export function fromBase64Url(text: string): Bytes {
  return new Uint8Array(base64url.decode(text));
}

/** Encodes bytes as base64 with padding (RFC 4648 section 4), as Azure Storage metadata wants it. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Decodes base64 (RFC 4648 section 4), line breaks allowed; throws on anything else. */
export function fromBase64(text: string): Bytes {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Joins byte arrays into one. */
export function concatBytes(...chunks: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** Tells whether two byte arrays are equal. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.byteLength !== b.byteLength) return false;
  let difference = 0;
  for (let i = 0; i < a.byteLength; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/** Gives a buffer's memory back at once, where the engine can (ES2024); nobody may use it afterwards. */
export function release(buffer: ArrayBuffer): void {
  buffer.transfer?.(0);
}
