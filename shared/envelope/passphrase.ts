import { type Bytes, fromBase64Url, toBase64Url } from './bytes.ts';
import { type PassphraseKeys, verificationFailed } from './keys.ts';
import { normalisePassphrase } from './passphrase-text.ts';

/*
 * A passphrase that people agree by telephone. One Argon2id derivation in the browser gives two keys: one proves the
 * guess to the service, which counts them; the other wraps the message key once more before the vault's key does, so
 * that what the vault unwraps is still wrapped. The passphrase and that other key never leave the browser.
 */

/** What Argon2id costs (RFC 9106): OWASP's least, half a second on a desk and some seconds on an old phone. */
const COST = { memoryKiB: 19_456, passes: 2, lanes: 1 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** How a passphrase becomes keys; `salt`: 16 bytes, base64url. The costs are one set, so that nobody can ask for less. */
export type PassphraseParameters = { salt: string } & { [name in keyof typeof COST]: number };

/** Fresh parameters for one message. */
export function createPassphraseParameters(): { salt: string } & typeof COST {
  return { salt: toBase64Url(crypto.getRandomValues(new Uint8Array(SALT_BYTES))), ...COST };
}

/**
 * Derives both keys: Argon2id (RFC 9106) over the normalised passphrase, then HKDF-SHA-256 (RFC 5869) with an info
 * for each. Throws `verification_failed` for parameters that no message of ours has.
 */
export async function derivePassphraseKeys(
  passphrase: string,
  parameters: PassphraseParameters,
): Promise<PassphraseKeys> {
  const salt = saltOf(parameters);
  const { argon2idAsync } = await import('@noble/hashes/argon2.js');
  const text = new TextEncoder().encode(normalisePassphrase(passphrase));
  const derived = await argon2idAsync(text, salt, {
    m: COST.memoryKiB,
    t: COST.passes,
    p: COST.lanes,
    dkLen: KEY_BYTES,
  });
  const root = await crypto.subtle.importKey('raw', new Uint8Array(derived), 'HKDF', false, ['deriveBits']);
  const keyFor = async (info: string) =>
    new Uint8Array(
      await crypto.subtle.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new TextEncoder().encode(info) },
        root,
        KEY_BYTES * 8,
      ),
    );
  const [proof, wrappingKey] = await Promise.all([
    keyFor('sealpost passphrase proof 1'),
    keyFor('sealpost passphrase wrap 1'),
  ]);
  return { proof, wrappingKey };
}

function saltOf({ salt, memoryKiB, passes, lanes }: PassphraseParameters): Bytes {
  if (memoryKiB !== COST.memoryKiB || passes !== COST.passes || lanes !== COST.lanes)
    throw verificationFailed('other costs of Argon2id');
  const bytes = fromBase64Url(salt);
  if (bytes.byteLength !== SALT_BYTES) throw verificationFailed('salt of another length');
  return bytes;
}
