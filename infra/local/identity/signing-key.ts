import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** The provider's private signing key: an RSA JWK for RS256 with its thumbprint as `kid`. */
export type SigningKey = JWK & { readonly kty: 'RSA'; readonly kid: string; readonly alg: 'RS256' };

/** Reads the signing key at `path`, or makes and keeps one, so that tokens outlive a restart. */
export async function ensureSigningKey(path: string): Promise<SigningKey> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as SigningKey;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key: SigningKey = {
    ...jwk,
    kty: 'RSA',
    kid: await calculateJwkThumbprint(jwk),
    alg: 'RS256',
    use: 'sig',
  };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(key), { mode: 0o600 });
  return key;
}
