import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { fromBase64Url, toBase64Url, wrapMessageKey } from '../../shared/envelope/index.ts';
import type { Config } from '../config.ts';
import type { PublicVaultKey, Vault } from '../ports.ts';
import { unavailable } from './failures.ts';

/** How long the current public key is taken from memory; a rotation is seen after this at the latest. */
const FRESH_MS = 10 * 60_000;

/**
 * The vault over Azure Key Vault. Wrapping needs only the public key and happens here, so a warm
 * instance goes on sending while the vault is down; unwrapping always asks the vault.
 */
export function createVault(config: Config['vault']): Vault {
  const local = config.url.startsWith('http:');
  const credential = local ? localCredential : new DefaultAzureCredential();
  const options = {
    retryOptions: { maxRetries: 2, retryDelayInMs: 300, maxRetryDelayInMs: 3_000 },
    ...(local ? { disableChallengeResourceVerification: true, allowInsecureConnection: true } : {}),
  };
  const keys = new KeyClient(config.url, credential, options);
  const unwrappers = new Map<string, CryptographyClient>();
  let cached: { key: PublicVaultKey; atMs: number } | null = null;

  const publicKey = async (): Promise<PublicVaultKey> => {
    if (cached !== null && performance.now() - cached.atMs < FRESH_MS) return cached.key;
    try {
      const { id, key } = await keys.getKey(config.keyName);
      if (id === undefined || key?.n === undefined || key.e === undefined) throw new Error('not an RSA key');
      cached = {
        key: { kid: id, kty: 'RSA', n: toBase64Url(key.n), e: toBase64Url(key.e) },
        atMs: performance.now(),
      };
      return cached.key;
    } catch (error) {
      // An older public key is as good for wrapping as long as its version is not disabled.
      if (cached !== null) return cached.key;
      throw unavailable('vault', error);
    }
  };

  return {
    publicKey,
    wrap: async (key) => wrapMessageKey(new Uint8Array(key), await publicKey()),
    async unwrap(wrapped) {
      try {
        let client = unwrappers.get(wrapped.kid);
        if (client === undefined) {
          client = new CryptographyClient(wrapped.kid, credential, options);
          unwrappers.set(wrapped.kid, client);
        }
        const { result } = await client.unwrapKey(wrapped.alg, fromBase64Url(wrapped.value));
        return new Uint8Array(result);
      } catch (error) {
        throw unavailable('vault', error);
      }
    },
  };
}

/** The local vault asks for a token as Azure does and takes any. */
const localCredential: TokenCredential = {
  getToken: async () => ({ token: 'local', expiresOnTimestamp: Date.now() + 3_600_000 }),
};
