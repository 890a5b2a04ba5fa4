import type { Bytes } from './bytes.ts';

/** Bytes of a nonce, and of the tag behind each ciphertext (NIST SP 800-38D). */
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** Imports a 32-byte key for one direction of AES-256-GCM. */
export function importGcmKey(raw: Bytes, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, [usage]);
}

/** AES-256-GCM (NIST SP 800-38D): `ciphertext | tag (16)`. A nonce serves a key once. */
export async function gcmEncrypt(
  key: CryptoKey,
  nonce: Bytes,
  plaintext: BufferSource,
  additionalData: Bytes = new Uint8Array(0),
): Promise<Bytes> {
  const form = { name: 'AES-GCM', iv: nonce, additionalData };
  return new Uint8Array(await crypto.subtle.encrypt(form, key, plaintext));
}

/** Undoes gcmEncrypt. Throws whatever WebCrypto throws where anything differs. */
export async function gcmDecrypt(
  key: CryptoKey,
  nonce: Bytes,
  ciphertext: Bytes,
  additionalData: Bytes = new Uint8Array(0),
): Promise<Bytes> {
  const form = { name: 'AES-GCM', iv: nonce, additionalData };
  return new Uint8Array(await crypto.subtle.decrypt(form, key, ciphertext));
}
