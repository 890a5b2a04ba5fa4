import { gcmDecrypt, gcmEncrypt, importGcmKey, NONCE_BYTES } from './aes-gcm.ts';
import { type Bytes, concatBytes, fromBase64Url, toBase64Url } from './bytes.ts';
import { verificationFailed } from './keys.ts';

/**
 * Encrypts a text under the account key, bound to what it is of: base64url of `nonce (12) | ciphertext | tag (16)`,
 * AES-256-GCM with `name` as additional data. The text is padded to a multiple of `padBytes`, so that a cell's
 * length tells little.
 */
export async function sealCell(
  accountKey: Bytes,
  name: string,
  text: string,
  padBytes: number,
): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil((bytes.byteLength + 1) / padBytes) * padBytes);
  padded.set(bytes);
  padded[bytes.byteLength] = 0x80;
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await importGcmKey(accountKey, 'encrypt');
  return toBase64Url(concatBytes(nonce, await gcmEncrypt(key, nonce, padded, nameBytes(name))));
}

/** Undoes sealCell. Throws `verification_failed` for a changed cell, or one of another name or account. */
export async function openCell(accountKey: Bytes, name: string, cell: string): Promise<string> {
  try {
    const bytes = fromBase64Url(cell);
    const key = await importGcmKey(accountKey, 'decrypt');
    const [nonce, sealed] = [bytes.slice(0, NONCE_BYTES), bytes.slice(NONCE_BYTES)];
    const padded = await gcmDecrypt(key, nonce, sealed, nameBytes(name));
    const end = padded.lastIndexOf(0x80);
    if (end < 0) throw new Error('no end mark');
    return new TextDecoder('utf-8', { fatal: true }).decode(padded.subarray(0, end));
  } catch (cause) {
    throw verificationFailed('cell does not open', cause);
  }
}

function nameBytes(name: string): Bytes {
  return new TextEncoder().encode(name);
}
