import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKey, sealToBlob, wrapMessageKey } from '../../../shared/envelope/index.ts';
import { toHex } from '../../vectors/open-vectors.ts';
import { gcmCases, runGcmCase, runWrapCase, wrapCases } from '../../vectors/published.ts';
import { oaepDecrypt, oaepEncrypt } from './rsa-oaep.ts';

describe('our functions meet published vectors', () => {
  it.each(Object.entries(gcmCases))('AES-256-GCM, %s', async (_name, vector) => {
    expect(await runGcmCase(vector)).toEqual({ sealed: vector.sealed, opened: vector.plaintext });
  });

  it('AES-256-GCM, test case 14 is the first region of a part of 16 zero bytes under a zero key', async () => {
    const { sealed } = await sealToBlob(new Uint8Array(16), new Uint8Array(32), createKey());
    expect(toHex(await sealed.bytes())).toBe(`${'0'.repeat(24)}${gcmCases['test case 14']?.sealed}`);
  });

  it.each(Object.entries(wrapCases))('AES key wrap, %s', async (_name, vector) => {
    expect(await runWrapCase(vector)).toEqual({ wrapped: vector.wrapped, unwrapped: vector.content });
  });
});

describe('RSA-OAEP-256 as RFC 8017 writes it', () => {
  it('recovers the message key from what we wrap, and makes the same ciphertext from the same seed', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
    const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
    const { d = '' } = privateKey.export({ format: 'jwk' });
    const messageKey = createKey();
    const wrapped = await wrapMessageKey(messageKey, { kid: 'k/1', kty: 'RSA', n, e });
    const { message, seed } = oaepDecrypt({ n, d }, Buffer.from(wrapped.value, 'base64url'));
    expect(message.toString('hex')).toBe(toHex(messageKey));
    expect(oaepEncrypt({ n, e }, messageKey, seed).toString('base64url')).toBe(wrapped.value);
  });
});
