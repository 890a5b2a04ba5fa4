import { CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { AppError } from '../errors.ts';
import { aesKeyUnwrap, aesKeyWrap } from './aes-key-wrap.ts';
import { type Bytes, concatBytes, equalBytes, fromBase64Url, toBase64Url } from './bytes.ts';

/** Bytes in every symmetric key. */
const KEY_BYTES = 32;
/** What client-side encryption 2.0 puts before the content key when it wraps it: `"2.0"` and five zero bytes. */
const PROTOCOL_PREFIX = new Uint8Array([0x32, 0x2e, 0x30, 0, 0, 0, 0, 0]);

/** The vault's public key as the API serves it (RFC 7517), `kid` with its version. */
export type VaultJwk = { kid: string; kty: 'RSA'; n: string; e: string };
/** A message key wrapped to one version of the vault key. */
export type WrappedMessageKey = { kid: string; alg: 'RSA-OAEP-256'; value: string };
/** The reader's half of one opening: a public key to send, and a private key that never leaves the browser. */
export type ReaderKey = {
  publicJwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
  privateKey: CryptoKey;
};

/** What a passphrase becomes: `proof` for the service, `wrappingKey` for this browser alone, 32 bytes each. */
export type PassphraseKeys = { proof: Bytes; wrappingKey: Bytes };

/** The one error for everything that does not verify; it never says what did not. */
export function verificationFailed(detail: string, cause?: unknown): AppError {
  return new AppError('verification_failed', {
    message: 'This message could not be verified, so it is not shown.',
    detail,
    cause,
  });
}

/** Makes 32 random bytes: a message key, a part key or an account key. */
export function createKey(): Bytes {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES));
}

/** Wraps a message key, or one that is wrapped under a passphrase, to the vault's public key with RSA-OAEP-256 (RFC 8017 with SHA-256, RFC 7518 section 4.3). */
export async function wrapMessageKey(messageKey: Bytes, vaultJwk: VaultJwk): Promise<WrappedMessageKey> {
  const publicKey = await crypto.subtle.importKey(
    'jwk',
    { kty: vaultJwk.kty, n: vaultJwk.n, e: vaultJwk.e },
    { name: 'RSA-OAEP', hash: 'SHA-256' },
    false,
    ['encrypt'],
  );
  const wrapped = await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, publicKey, messageKey);
  return { kid: vaultJwk.kid, alg: 'RSA-OAEP-256', value: toBase64Url(new Uint8Array(wrapped)) };
}

/**
 * Wraps a part key under a message key with A256KW (RFC 3394), behind the protocol prefix of Azure
 * Storage client-side encryption 2.0: 40 bytes become 48.
 */
export function wrapPartKey(partKey: Bytes, messageKey: Bytes): Promise<Bytes> {
  return aesKeyWrap(concatBytes(PROTOCOL_PREFIX, partKey), messageKey);
}

/** Undoes wrapPartKey. Throws `verification_failed` for a wrong key, a changed value or another protocol. */
export async function unwrapPartKey(wrapped: Bytes, messageKey: Bytes): Promise<Bytes> {
  try {
    const content = await aesKeyUnwrap(wrapped, messageKey);
    if (content.byteLength !== PROTOCOL_PREFIX.byteLength + KEY_BYTES)
      throw new Error('wrapped key has a wrong length');
    if (!equalBytes(content.subarray(0, PROTOCOL_PREFIX.byteLength), PROTOCOL_PREFIX))
      throw new Error('wrong protocol');
    return content.slice(PROTOCOL_PREFIX.byteLength);
  } catch (cause) {
    throw verificationFailed('part key does not unwrap', cause);
  }
}

/** Wraps a message key under a passphrase's key with A256KW (RFC 3394): 32 bytes become 40. */
export function wrapUnderPassphrase(messageKey: Bytes, { wrappingKey }: PassphraseKeys): Promise<Bytes> {
  return aesKeyWrap(messageKey, wrappingKey);
}

/** Undoes wrapUnderPassphrase. Throws `verification_failed` for another passphrase or a changed value. */
export async function unwrapUnderPassphrase(wrapped: Bytes, { wrappingKey }: PassphraseKeys): Promise<Bytes> {
  try {
    return await aesKeyUnwrap(wrapped, wrappingKey);
  } catch (cause) {
    throw verificationFailed('message key does not unwrap under the passphrase', cause);
  }
}

/** Makes the reader's ephemeral P-256 key pair for one opening. */
export async function createReaderKey(): Promise<ReaderKey> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: false });
  const jwk = await exportJWK(publicKey);
  if (jwk.x === undefined || jwk.y === undefined) throw new TypeError('not an EC key');
  return { publicJwk: { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y }, privateKey };
}

/**
 * Encrypts a key to a reader's ephemeral public key as a compact JWE (RFC 7516, ECDH-ES, A256GCM).
 * Throws `bad_request` where the JWK is not a point on P-256.
 */
export async function encryptToReader(key: Uint8Array, publicJwk: JWK): Promise<string> {
  const publicKey = await importJWK(publicJwk, 'ECDH-ES').catch((cause: unknown) => {
    throw new AppError('bad_request', { message: 'The ephemeral key is not a P-256 public key.', cause });
  });
  return new CompactEncrypt(key).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' }).encrypt(publicKey);
}

/**
 * Decrypts what encryptToReader made: a key, or with 40 bytes one that is wrapped under a passphrase still. Throws
 * `verification_failed` for anything that is not so many bytes under this key.
 */
export async function decryptAsReader(
  jwe: string,
  privateKey: CryptoKey,
  sizeBytes: 32 | 40 = KEY_BYTES,
): Promise<Bytes> {
  try {
    const { plaintext } = await compactDecrypt(jwe, privateKey, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (plaintext.byteLength !== sizeBytes) throw new Error('wrong key length');
    return new Uint8Array(plaintext);
  } catch (cause) {
    throw verificationFailed('key answer does not decrypt', cause);
  }
}

/** Decodes a wrapped key from the wire; what is no base64url fails like any other key. */
export function wrappedKeyFromWire(text: string): Bytes {
  try {
    return fromBase64Url(text);
  } catch (cause) {
    throw verificationFailed('wrapped key is not base64url', cause);
  }
}
