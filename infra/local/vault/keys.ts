import {
  constants,
  createPrivateKey,
  generateKeyPair,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** One version of a vault key, as it stands on disk. */
export type KeyVersion = {
  /** 32 hexadecimal digits, as Key Vault makes them. */
  readonly version: string;
  enabled: boolean;
  readonly createdSeconds: number;
  updatedSeconds: number;
  readonly kty: 'RSA' | 'RSA-HSM';
  readonly keyBits: number;
  readonly keyOps: readonly string[];
  /** The private key, PKCS #8 in PEM. */
  readonly pkcs8: string;
};

/** A key of the vault: its versions, oldest first. */
export type VaultKey = { readonly name: string; readonly versions: KeyVersion[] };

/** The keys of a vault, in memory and in a folder. */
export type KeyStore = { readonly folder: string; readonly keys: Map<string, VaultKey> };

const generate = promisify(generateKeyPair);

/** Reads every key that an earlier vault left in `folder`. */
export async function openKeyStore(folder: string): Promise<KeyStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = new Map<string, VaultKey>();
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.json')) continue;
    const key = JSON.parse(await readFile(join(folder, file), 'utf8')) as VaultKey;
    keys.set(key.name, key);
  }
  return { folder, keys };
}

/** Adds a version to the key `name`, which begins to exist with its first; answers once it is on disk. */
export async function addVersion(
  store: KeyStore,
  name: string,
  shape: Pick<KeyVersion, 'kty' | 'keyBits' | 'keyOps'>,
): Promise<KeyVersion> {
  const { privateKey } = await generate('rsa', {
    modulusLength: shape.keyBits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const nowSeconds = Math.floor(Date.now() / 1000);
  const version: KeyVersion = {
    version: randomBytes(16).toString('hex'),
    enabled: true,
    createdSeconds: nowSeconds,
    updatedSeconds: nowSeconds,
    ...shape,
    pkcs8: privateKey,
  };
  const key = store.keys.get(name) ?? { name, versions: [] };
  key.versions.push(version);
  store.keys.set(name, key);
  await saveKey(store, key);
  return version;
}

/** Changes a version's attributes; answers once they are on disk. */
export async function updateVersion(
  store: KeyStore,
  key: VaultKey,
  version: KeyVersion,
  attributes: { enabled: boolean },
): Promise<void> {
  version.enabled = attributes.enabled;
  version.updatedSeconds = Math.floor(Date.now() / 1000);
  await saveKey(store, key);
}

/** The public half as Key Vault's JSON: modulus and exponent in base64url. */
export function publicNumbers(version: KeyVersion): { n: string; e: string } {
  const { n, e } = createPrivateKey(version.pkcs8).export({ format: 'jwk' });
  if (n === undefined || e === undefined) throw new Error('not an RSA key');
  return { n, e };
}

/** RSA-OAEP-256 under the public key. */
export function wrapKey(version: KeyVersion, plain: Buffer): Buffer {
  return publicEncrypt(oaep256(version), plain);
}

/** RSA-OAEP-256 under the private key; throws when the value was not wrapped for this version. */
export function unwrapKey(version: KeyVersion, wrapped: Buffer): Buffer {
  return privateDecrypt(oaep256(version), wrapped);
}

function oaep256(version: KeyVersion) {
  return { key: version.pkcs8, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
}

// A rename replaces the file in one step, so a crash leaves the old keys and never half of the new ones.
let lastSave: Promise<void> = Promise.resolve();
function saveKey(store: KeyStore, key: VaultKey): Promise<void> {
  const path = join(store.folder, `${key.name}.json`);
  lastSave = lastSave
    .catch(() => undefined)
    .then(async () => {
      await writeFile(`${path}.new`, JSON.stringify(key, null, 2), { mode: 0o600 });
      await rename(`${path}.new`, path);
    });
  return lastSave;
}
