import { createKey, toBase64Url } from '../../shared/envelope/index.ts';
import type { Key, Records, ServiceKeys, ServicePurpose, Vault, WrappedKey } from '../ports.ts';

const key: Key<WrappedKey> = { table: 'service', partition: 'service-key', row: 'current' };

/**
 * Service keys from one random key that the vault wraps: made at the very first start, unwrapped once
 * an instance, and derived for each purpose with HKDF-SHA-256 (RFC 5869). A cold instance without the
 * vault throws `unavailable`.
 */
export function createServiceKeys(records: Records, vault: Vault): ServiceKeys {
  let root: Promise<CryptoKey> | null = null;
  const derived = new Map<ServicePurpose, Promise<CryptoKey>>();

  const rootKey = () => {
    root ??= loadRootKey(records, vault).catch((error: unknown) => {
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

async function loadRootKey(records: Records, vault: Vault): Promise<CryptoKey> {
  let row = await records.get(key);
  if (row === null) {
    await records.insert(key, await vault.wrap(createKey()));
    // Another instance may have been first: the stored key counts.
    row = await records.get(key);
  }
  if (row === null) throw new Error('service key did not stay');
  const raw = await vault.unwrap(row.value);
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
