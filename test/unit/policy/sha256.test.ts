import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256, sha256Start, startOf } from '../../../shared/policy/sha256.ts';

const hex = (text: string) => Buffer.from(sha256(text), 'base64url').toString('hex');

describe('sha256', () => {
  // FIPS 180-4 examples and NIST's long message: no text, one block, two blocks, many.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
      'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('agrees with the published vectors', (text, expected) => {
    expect(hex(text)).toBe(expected);
  });
  it('agrees at every length around a block', () => {
    for (let length = 50; length < 130; length++) {
      const text = 'x'.repeat(length);
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('base64url'));
    }
  });
  it('agrees with WebCrypto and with Node for any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        const bytes = new TextEncoder().encode(text);
        const expected = createHash('sha256').update(bytes).digest('base64url');
        expect(Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64url')).toBe(
          expected,
        );
        expect(sha256(text)).toBe(expected);
      }),
    );
  });
  it('begins as its beginning does', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        expect(startOf(sha256(domain))).toBe(sha256Start(domain));
        expect(startOf(sha256(domain).slice(0, 6))).toBe(sha256Start(domain));
      }),
    );
  });
});
