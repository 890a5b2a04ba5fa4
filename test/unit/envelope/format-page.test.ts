import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aesKeyWrap } from '../../../shared/envelope/aes-key-wrap.ts';
import {
  encryptionData,
  openPart,
  REGION_BYTES,
  sealedSize,
  sealToBlob,
  toBase64Url,
} from '../../../shared/envelope/index.ts';
import { fromHex, toHex } from '../../vectors/open-vectors.ts';

const page = await readFile(join(import.meta.dirname, '../../../docs/format.md'), 'utf8');
const example = new Map(
  [...page.matchAll(/^([a-z][a-z ]*[a-z]) +([0-9a-f]{16,})$/gm)].map(([, name = '', hex = '']) => [
    name,
    hex,
  ]),
);

function bytes(name: string) {
  const hex = example.get(name);
  if (hex === undefined) throw new Error(`the page's example has no ${name}`);
  return fromHex(hex);
}

describe("the format page's worked example", () => {
  const part = () => fromHex(['nonce', 'ciphertext', 'tag'].map((name) => toHex(bytes(name))).join(''));

  it('is what we seal', async () => {
    const { sealed, wrappedKey } = await sealToBlob(
      bytes('plaintext'),
      bytes('part key'),
      bytes('message key'),
    );
    expect(toHex(await sealed.bytes())).toBe(toHex(part()));
    expect(toHex(wrappedKey)).toBe(example.get('wrapped key'));
    expect(toHex(await aesKeyWrap(bytes('to be wrapped'), bytes('message key')))).toBe(
      example.get('wrapped key'),
    );
    expect(page).toContain(`\`${toBase64Url(wrappedKey)}\``);
    const [, metadata = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    const written = encryptionData('sealpost:q83vEjRWeJCrze8SNFZ4kA', wrappedKey);
    expect(JSON.parse(metadata)).toEqual(JSON.parse(written));
  });

  it('opens', async () => {
    const claim = { sizeBytes: bytes('plaintext').byteLength, wrappedKey: bytes('wrapped key') };
    const source = new Blob([part()]).stream();
    for await (const opened of openPart(source, claim, bytes('message key')))
      expect(new TextDecoder().decode(opened)).toBe('Dear Pat');
    expect(part().byteLength).toBe(sealedSize(claim.sizeBytes));
    expect(page).toContain(`(${REGION_BYTES / 1024 / 1024} MiB)`);
    expect(page).toContain(`⌈_n_ / ${REGION_BYTES}⌉`);
  });
});
