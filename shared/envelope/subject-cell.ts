import { gcmDecrypt, gcmEncrypt, importGcmKey, NONCE_BYTES } from './aes-gcm.ts';
import { type Bytes, concatBytes, fromBase64Url, toBase64Url } from './bytes.ts';
import { verificationFailed } from './keys.ts';

/** Subjects are padded to a multiple of this, so that a cell's length tells little. */
const PAD_BYTES = 64;
/** The longest subject that a cell keeps; the letter itself keeps all of it. */
const SUBJECT_CHARACTERS = 998;

/**
 * Encrypts a subject under the account key, bound to its message: base64url of
 * `nonce (12) | ciphertext | tag (16)`, AES-256-GCM with the message id as additional data.
 */
export async function sealSubject(accountKey: Bytes, messageId: string, subject: string): Promise<string> {
  const text = new TextEncoder().encode(subject.slice(0, SUBJECT_CHARACTERS));
  const padded = new Uint8Array(Math.ceil((text.byteLength + 1) / PAD_BYTES) * PAD_BYTES);
  padded.set(text);
  padded[text.byteLength] = 0x80;
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await importGcmKey(accountKey, 'encrypt');
  return toBase64Url(concatBytes(nonce, await gcmEncrypt(key, nonce, padded, idBytes(messageId))));
}

/** Undoes sealSubject. Throws `verification_failed` for a changed cell or one of another message or account. */
export async function openSubject(accountKey: Bytes, messageId: string, cell: string): Promise<string> {
  try {
    const bytes = fromBase64Url(cell);
    const key = await importGcmKey(accountKey, 'decrypt');
    const [nonce, sealed] = [bytes.slice(0, NONCE_BYTES), bytes.slice(NONCE_BYTES)];
    const padded = await gcmDecrypt(key, nonce, sealed, idBytes(messageId));
    const end = padded.lastIndexOf(0x80);
    if (end < 0) throw new Error('no end mark');
    return new TextDecoder('utf-8', { fatal: true }).decode(padded.subarray(0, end));
  } catch (cause) {
    throw verificationFailed('subject cell does not open', cause);
  }
}

function idBytes(messageId: string): Bytes {
  return new TextEncoder().encode(messageId);
}
