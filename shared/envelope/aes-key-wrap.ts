import type { Bytes } from './bytes.ts';

/** WebCrypto wraps only keys; an HMAC key can be bytes of any length. */
const ANY_BYTES = { name: 'HMAC', hash: 'SHA-256' };

/** AES key wrap (RFC 3394) of bytes, a multiple of eight, under a 32-byte key-encryption key. */
export async function aesKeyWrap(content: Bytes, kekBytes: Bytes): Promise<Bytes> {
  const [kek, key] = await Promise.all([
    crypto.subtle.importKey('raw', kekBytes, 'AES-KW', false, ['wrapKey']),
    crypto.subtle.importKey('raw', content, ANY_BYTES, true, ['sign']),
  ]);
  return new Uint8Array(await crypto.subtle.wrapKey('raw', key, kek, 'AES-KW'));
}

/** Undoes aesKeyWrap. Throws whatever WebCrypto throws for a wrong key or a changed value. */
export async function aesKeyUnwrap(wrapped: Bytes, kekBytes: Bytes): Promise<Bytes> {
  const kek = await crypto.subtle.importKey('raw', kekBytes, 'AES-KW', false, ['unwrapKey']);
  const key = await crypto.subtle.unwrapKey('raw', wrapped, kek, 'AES-KW', ANY_BYTES, true, ['sign']);
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}
