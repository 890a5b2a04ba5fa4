import { type Bytes, concatBytes, fromBase64Url, toBase64Url } from '../../shared/envelope/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Ports } from '../ports.ts';
import { fetchAccountKey } from './account-key.ts';

/** What may stand sealed in an account; each under a key of its own, so that none can be put in another's place. */
export type SecretPurpose = 'totp' | 'hint';

const IV_BYTES = 12;

/**
 * Seals a text under the account key: AES-256-GCM with a random 96-bit IV before it, base64url. The key is derived
 * for the purpose (HKDF-SHA-256, RFC 5869) and the account id is authenticated with it, so that a writer of storage
 * can neither move a secret to another account nor to another use. Throws `unavailable` without the vault.
 */
export async function sealSecret(
  ports: Ports,
  accountId: string,
  purpose: SecretPurpose,
  text: string,
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await secretKey(ports, accountId, purpose);
  const sealed = await crypto.subtle.encrypt(algorithm(iv, accountId), key, new TextEncoder().encode(text));
  return toBase64Url(concatBytes(iv, new Uint8Array(sealed)));
}

/** Opens what `sealSecret` made. Throws `verification_failed` where it was changed, and `unavailable` without the vault. */
export async function openSecret(
  ports: Ports,
  accountId: string,
  purpose: SecretPurpose,
  sealed: string,
): Promise<string> {
  const key = await secretKey(ports, accountId, purpose);
  const bytes = fromBase64Url(sealed);
  const opened = await crypto.subtle
    .decrypt(algorithm(bytes.subarray(0, IV_BYTES), accountId), key, bytes.subarray(IV_BYTES))
    .catch((cause: unknown) => {
      throw new AppError('verification_failed', { detail: `sealed secret: ${purpose}`, cause });
    });
  return new TextDecoder().decode(opened);
}

function algorithm(iv: Bytes, accountId: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(accountId) };
}

async function secretKey(ports: Ports, accountId: string, purpose: SecretPurpose): Promise<CryptoKey> {
  const root = new Uint8Array(await fetchAccountKey(ports, accountId));
  const hkdf = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(32),
      info: new TextEncoder().encode(`sealpost/account/${purpose}`),
    },
    hkdf,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
