import { createKey, toBase64Url } from '../../shared/envelope/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Key, Log, Records, ServiceKeys, ServicePurpose, Vault, WrappedKey } from '../ports.ts';

const key: Key<WrappedKey> = { table: 'service', partition: 'service-key', row: 'current' };

/**
 * Service keys from one random key that the vault wraps: made at the very first start, unwrapped once
 * an instance, and derived for each purpose with HKDF-SHA-256 (RFC 5869). A cold instance without the
 * vault throws `unavailable`.
 *
 * Wrapping needs only the vault's public key, so whoever writes storage could put a root key of their own
 * there and seal records with it. `pin`, the key's SHA-256 in base64url, stands in the settings, which are not
 * in storage: a key that does not fit it is never used. Without a pin the log says which one to set.
 */
export function createServiceKeys(records: Records, vault: Vault, pin: string | null, log: Log): ServiceKeys {
  let root: Promise<CryptoKey> | null = null;
  const derived = new Map<ServicePurpose, Promise<CryptoKey>>();

  const rootKey = () => {
    root ??= loadRootKey(records, vault, pin, log).catch((error: unknown) => {
      root = null;
      throw error;
    });
    return root;
  };
  const keyFor = (purpose: ServicePurpose) => {
    const known = derived.get(purpose);
    if (known !== undefined) return known;
    const made = rootKey().then((hkdf) => deriveKey(hkdf, purpose));
    derived.set(purpose, made);
    made.catch(() => derived.delete(purpose));
    return made;
  };

  return {
    async mac(purpose, ...fields) {
      const bytes = new TextEncoder().encode(JSON.stringify(fields));
      return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', await keyFor(purpose), bytes)));
    },
  };
}

async function loadRootKey(records: Records, vault: Vault, pin: string | null, log: Log): Promise<CryptoKey> {
  let row = await records.get(key);
  if (row === null) {
    await records.insert(key, await vault.wrap(createKey()));
    // Another instance may have been first: the stored key counts.
    row = await records.get(key);
  }
  if (row === null) throw new Error('service key did not stay');
  const raw = await vault.unwrap(row.value);
  const fingerprint = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', raw)));
  if (pin === null)
    log.warn('service_key.unpinned', { setting: 'SEALPOST_SERVICE_KEY_PIN', pin: fingerprint });
  else if (pin !== fingerprint) {
    log.error('service_key.replaced', {});
    throw new AppError('unavailable', { detail: 'the service key is not the pinned one' });
  }
  return crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
}

function deriveKey(hkdf: CryptoKey, purpose: ServicePurpose): Promise<CryptoKey> {
  const info = new TextEncoder().encode(`sealpost/${purpose}`);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info },
    hkdf,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  );
}
