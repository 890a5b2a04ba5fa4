import { describe, expect, it } from 'vitest';
import { readPictureFacts } from '../../../portal/parts/reading/picture-size.ts';

const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const pictures: [string, Uint8Array, { mediaType: string; width: number; height: number }][] = [
  [
    'PNG',
    hex('89504e470d0a1a0a 0000000d 49484452 0000ea60 00000002 0806000000'),
    { mediaType: 'image/png', width: 60_000, height: 2 },
  ],
  ['GIF', base64('R0lGODlhAgADAAAAACw='), { mediaType: 'image/gif', width: 2, height: 3 }],
  [
    'JPEG behind a thumbnail and a fill byte',
    hex('ffd8 ffe0 0008 ffc000110800 ff ffc2 0011 08 0102 0304 03'),
    { mediaType: 'image/jpeg', width: 0x304, height: 0x102 },
  ],
  [
    'WebP, lossy',
    base64('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'),
    { mediaType: 'image/webp', width: 1, height: 1 },
  ],
  [
    'WebP, lossless',
    base64('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=='),
    { mediaType: 'image/webp', width: 1, height: 1 },
  ],
  [
    'WebP with transparency',
    base64('UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR'),
    { mediaType: 'image/webp', width: 1, height: 1 },
  ],
];

describe('type and size of a picture', () => {
  it.each(pictures)('are read from %s', (_name, bytes, facts) => {
    expect(readPictureFacts(bytes)).toEqual(facts);
  });

  it.each(pictures)('are not made up where %s is cut', (_name, bytes, facts) => {
    for (let end = 0; end < bytes.byteLength; end++) {
      const read = readPictureFacts(bytes.slice(0, end));
      if (read !== null) expect(read).toEqual(facts);
    }
  });

  it('are nobody’s for anything else', () => {
    for (const text of [
      '',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '%PDF-1.7',
      'RIFF0000WAVEfmt ',
      'BM',
    ])
      expect(readPictureFacts(new TextEncoder().encode(text))).toBeNull();
  });
});
