import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { fromBase64Url, toBase64Url, wrapMessageKey } from '../../shared/envelope/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Config } from '../config.ts';
import type { PublicVaultKey, Vault } from '../ports.ts';
import { withRetries } from './retry.ts';

/** How long the current public key is taken from memory; a rotation is seen after this at the latest. */
const FRESH_MS = 10 * 60_000;
/** How long an older public key goes on while the vault does not answer, before it is asked again. */
const STALE_MS = 30_000;

/**
 * The vault over Azure Key Vault. Wrapping needs only the public key and happens here, so a warm
 * instance goes on sending while the vault is down; unwrapping always asks the vault.
 */
export function createVault(config: Config['vault']): Vault {
  const local = config.url.startsWith('http:');
  const credential = local ? localCredential : new DefaultAzureCredential();
  const options = {
    // Tries are ours (retry.ts).
    retryOptions: { maxRetries: 0 },
    ...(local ? { disableChallengeResourceVerification: true, allowInsecureConnection: true } : {}),
  };
  const keys = new KeyClient(config.url, credential, options);
  const unwrappers = new Map<string, CryptographyClient>();
  let cached: { key: PublicVaultKey; untilMs: number } | null = null;
  let loading: Promise<PublicVaultKey> | null = null;

  const load = async (): Promise<PublicVaultKey> => {
    const { id, key, properties } = await withRetries('vault', ({ signal: abortSignal }) =>
      keys.getKey(config.keyName, { abortSignal }),
    );
    if (id === undefined || key?.n === undefined || key.e === undefined) throw new Error('not an RSA key');
    if (properties.enabled === false) {
      // Whatever is wrapped to a disabled version cannot be opened: neither this key nor a memory of it.
      cached = null;
      throw new AppError('unavailable', {
        detail: 'vault: newest version is disabled',
        retryAfterSeconds: 60,
      });
    }
    return { kid: id, kty: 'RSA', n: toBase64Url(key.n), e: toBase64Url(key.e) };
  };
  const publicKey = async (): Promise<PublicVaultKey> => {
    if (cached !== null && performance.now() < cached.untilMs) return cached.key;
    // One question for all who wait.
    loading ??= load().finally(() => {
      loading = null;
    });
    try {
      cached = { key: await loading, untilMs: performance.now() + FRESH_MS };
    } catch (error) {
      // An older public key is as good for wrapping as long as its version is not disabled.
      if (cached === null) throw error;
      cached = { key: cached.key, untilMs: performance.now() + STALE_MS };
    }
    return cached.key;
  };
  const unwrapper = (version: string): CryptographyClient => {
    const known = unwrappers.get(version);
    if (known !== undefined) return known;
    const made = new CryptographyClient(
      new URL(`keys/${config.keyName}/${version}`, `${config.url}/`).href,
      credential,
      options,
    );
    unwrappers.set(version, made);
    return made;
  };

  return {
    publicKey,
    wrap: async (key) => wrapMessageKey(new Uint8Array(key), await publicKey()),
    async unwrap(wrapped) {
      // Of a stored key id only the version counts: no row may lead our token to another vault.
      const version = wrapped.kid.slice(wrapped.kid.lastIndexOf('/') + 1);
      const client = unwrapper(version);
      const { result } = await withRetries('vault', ({ signal: abortSignal }) =>
        client.unwrapKey(wrapped.alg, fromBase64Url(wrapped.value), { abortSignal }),
      );
      return new Uint8Array(result);
    },
  };
}

/** The local vault asks for a token as Azure does and takes any. */
const localCredential: TokenCredential = {
  getToken: async () => ({ token: 'local', expiresOnTimestamp: Date.now() + 3_600_000 }),
};
