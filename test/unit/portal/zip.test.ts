import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipFiles } from '../../../portal/parts/reading/zip-files.ts';
import { zipNames } from '../../../portal/parts/reading/zip-names.ts';
import { gather } from './saved-files.ts';

describe('names in an archive', () => {
  it('are unique on a disk that knows no upper case', () => {
    expect(zipNames(['a.pdf', 'A.PDF', 'a.pdf', 'a (2).pdf', 'a'])).toEqual([
      'a.pdf',
      'A (2).PDF',
      'a (3).pdf',
      'a (2) (2).pdf',
      'a',
    ]);
    // The same letter written in two ways (Unicode's NFC and NFD).
    expect(new Set(zipNames(['\u00e9.txt', 'e\u0301.txt'])).size).toBe(2);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\win.ini', 'win.ini'],
    ['/absolute', 'absolute'],
    ['con', '_con'],
    ['NUL.tar.gz', '_NUL.tar.gz'],
    ['lpt1.txt', '_lpt1.txt'],
    ['ends in dots...', 'ends in dots'],
    ['a\u202egpj.exe', 'agpj.exe'],
    ['a\u0000b\n.txt', 'ab.txt'],
    ['', 'attachment'],
    ['..', 'attachment'],
    ['.htaccess', 'attachment.htaccess'],
  ])('make %j into %j', (given, made) => {
    expect(zipNames([given])).toEqual([made]);
  });

  it('stay short, and keep their ending', () => {
    const [name = ''] = zipNames([`${'🦩'.repeat(400)}.pdf`]);
    expect([...name]).toHaveLength(124);
    expect(name.endsWith('🦩.pdf')).toBe(true);
  });
});

describe('an archive', () => {
  it('holds each file to the byte, as it streams, one piece at a time', async () => {
    const sizes = [0, 1, 100_000];
    let held = 0;
    let most = 0;
    const entries = sizes.map((sizeBytes, i) => ({
      name: `ö${i}.bin`,
      content: async function* () {
        for (let at = 0; at < sizeBytes; at += 30_000) {
          const piece = new Uint8Array(Math.min(30_000, sizeBytes - at)).fill(i + 1);
          held += piece.byteLength;
          most = Math.max(most, held);
          yield piece;
        }
      },
    }));
    const archive = await gather(
      (async function* () {
        for await (const piece of zipFiles(entries, new Date('2026-11-26T06:41:19Z'))) {
          held = Math.max(0, held - piece.byteLength);
          yield piece;
        }
      })(),
    );
    expect(most).toBeLessThanOrEqual(30_000);
    const files = unzipSync(archive);
    expect(Object.entries(files).map(([name, content]) => [name, content.byteLength])).toEqual(
      sizes.map((sizeBytes, i) => [`ö${i}.bin`, sizeBytes]),
    );
    expect(files['ö2.bin']?.every((byte) => byte === 3)).toBe(true);
  });

  it('fails where one of its files fails', async () => {
    const broken = {
      name: 'a',
      content: async function* () {
        yield new Uint8Array(3);
        throw new Error('changed in storage');
      },
    };
    await expect(gather(zipFiles([broken], new Date()))).rejects.toThrow('changed in storage');
  });
});
