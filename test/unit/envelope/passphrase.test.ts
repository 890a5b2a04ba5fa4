import { hashRawSync } from '@node-rs/argon2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createKey,
  normalisePassphrase,
  suggestPassphrase,
  unwrapUnderPassphrase,
  wrapUnderPassphrase,
} from '../../../shared/envelope/index.ts';
import { createPassphraseParameters, derivePassphraseKeys } from '../../../shared/envelope/passphrase.ts';

describe('a passphrase', () => {
  it('counts without capitals, spaces and hyphens, and normalising twice is once (property)', () => {
    expect(normalisePassphrase(' Blue–Horse  Ｓtaple\t42 ')).toBe('bluehorsestaple42');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normalisePassphrase(text);
        expect(normalisePassphrase(once)).toBe(once);
        expect(normalisePassphrase(` ${text} - `)).toBe(once);
      }),
    );
  });

  it('is suggested as twelve digits', () => {
    expect(suggestPassphrase()).toMatch(/^\d{4} \d{4} \d{4}$/);
    expect(suggestPassphrase()).not.toBe(suggestPassphrase());
  });

  it('becomes the keys that RFC 9106 and RFC 5869 say, by another implementation', async () => {
    const parameters = createPassphraseParameters();
    const keys = await derivePassphraseKeys('4821 0037 9950', parameters);
    const raw = hashRawSync('482100379950', {
      algorithm: 2,
      memoryCost: 19_456,
      timeCost: 2,
      parallelism: 1,
      outputLen: 32,
      salt: Buffer.from(parameters.salt, 'base64url'),
    });
    const { hkdfSync } = await import('node:crypto');
    const keyFor = (info: string) => new Uint8Array(hkdfSync('sha256', raw, new Uint8Array(0), info, 32));
    expect(keys.proof).toEqual(keyFor('sealpost passphrase proof 1'));
    expect(keys.wrappingKey).toEqual(keyFor('sealpost passphrase wrap 1'));
    expect(keys.proof).not.toEqual(keys.wrappingKey);
  });

  it('wraps a message key that no other passphrase unwraps', async () => {
    const parameters = createPassphraseParameters();
    const [right, wrong] = await Promise.all([
      derivePassphraseKeys('4821 0037 9950', parameters),
      derivePassphraseKeys('4821 0037 9951', parameters),
    ]);
    const messageKey = createKey();
    const wrapped = await wrapUnderPassphrase(messageKey, right);
    expect(wrapped).toHaveLength(40);
    expect(await unwrapUnderPassphrase(wrapped, right)).toEqual(messageKey);
    await expect(unwrapUnderPassphrase(wrapped, wrong)).rejects.toMatchObject({
      code: 'verification_failed',
    });
  });

  it('is not derived with other costs, whatever the service says', async () => {
    const weak = { ...createPassphraseParameters(), memoryKiB: 8 } as never;
    await expect(derivePassphraseKeys('4821 0037 9950', weak)).rejects.toMatchObject({
      code: 'verification_failed',
    });
  });
});
