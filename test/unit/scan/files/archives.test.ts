import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../../shared/scan/files/limits.ts';
import { readFileText } from '../../../../shared/scan/index.ts';
import { asText, docx, paragraph, textOf, zip } from './build.ts';

const SSN = 'SSN 219-09-9421';
const noise = (bytes: number) => Uint8Array.from({ length: bytes }, (_, i) => (i * 2654435761) >>> 24);

describe('an archive', () => {
  it('is read with the names in it', () => {
    const file = zip({
      'Tax_forms/Dana_Whitfield.txt': SSN,
      'Tax_forms/list.docx': docx(paragraph('inside')),
    });
    expect(textOf('a.zip', file)).toBe(`Tax forms Dana Whitfield\n${SSN}\n\nTax forms list\n\ninside`);
  });
  it('is read in archives', () => {
    const inner = zip({ 'b.zip': zip({ 'c.txt': SSN }) });
    expect(textOf('a.zip', inner)).toContain(SSN);
  });
  it('in archives in archives and so on is a bomb, and what stands beside it is read', () => {
    let file = zip({ 'x.txt': SSN });
    for (let depth = 0; depth < 6; depth++) file = zip({ 'x.txt': `depth ${depth}`, 'next.zip': file });
    const read = asText(readFileText('a.zip', file));
    expect(read.unread).toBe('bomb');
    expect(read.text).toContain('depth 5');
    expect(read.text).not.toContain(SSN);
  });
  it('hands its PDFs on', () => {
    const pdf = strToU8('%PDF-1.4\n');
    const read = asText(readFileText('a.zip', zip({ 'form.pdf': pdf, 'b.zip': zip({ 'other.pdf': pdf }) })));
    expect(read.pdfs?.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['form.pdf', 9],
      ['other.pdf', 9],
    ]);
    expect(read).not.toHaveProperty('unread');
  });
  it('says why a file in it cannot be read, and reads the others', () => {
    const read = asText(readFileText('a.zip', zip({ 'a.dat': noise(500), 'b.txt': SSN })));
    expect(read.unread).toBe('unknown_format');
    expect(read.text).toContain(SSN);
  });
  it('of nothing but what cannot be read cannot be read', () => {
    expect(readFileText('a.zip', zip({ 'a.dat': noise(500) }))).toEqual({
      kind: 'unreadable',
      reason: 'unknown_format',
    });
  });
  it('of pictures holds their names', () => {
    const read = readFileText(
      'a.zip',
      zip({ 'Dana Whitfield.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]) }),
    );
    expect(read).toEqual({ kind: 'text', text: 'Dana Whitfield', isTruncated: false });
  });
  it('may hold what systems add to it', () => {
    const read = readFileText(
      'a.zip',
      zip({ '__MACOSX/._a.txt': noise(200), '.DS_Store': noise(200), 'a.txt': SSN }),
    );
    expect(read).toEqual({ kind: 'text', text: `a\n${SSN}`, isTruncated: false });
  });
  it('of more files than are looked at says so', () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.txt`, `text ${i}`]));
    const read = asText(readFileText('a.zip', zip(files), { ...defaultLimits, maxEntries: 10 }));
    expect(read.unread).toBe('too_large');
    expect(read.text).toContain('text 9');
  });
});

describe('a bomb', () => {
  const zeros = new Uint8Array(30_000_000);
  it('of a thousand to one is left alone', () => {
    expect(readFileText('a.zip', zip({ 'a.txt': zeros }))).toEqual({ kind: 'unreadable', reason: 'bomb' });
  });
  it('inside an office file is left alone', () => {
    expect(readFileText('a.docx', docx('', { 'word/header1.xml': zeros }))).toMatchObject({ reason: 'bomb' });
  });
  it('that lies about its size is left alone', () => {
    const file = zip({ 'a.txt': zeros });
    const view = new DataView(file.buffer);
    // Sizes in the entry of the directory, which begins where the end of the directory says.
    const entry = view.getUint32(file.length - 22 + 16, true);
    view.setUint32(entry + 24, 10, true);
    expect(readFileText('a.zip', file)).toEqual({ kind: 'unreadable', reason: 'bomb' });
  });
  it('in many pieces is one: what all of them unpack to is counted', () => {
    const limits = { ...defaultLimits, maxUnpackedBytes: 3_000_000 };
    const piece = new Uint8Array(900_000).fill(65);
    const files = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i}.txt`, piece]));
    const read = asText(readFileText('a.zip', zip(files), limits));
    expect(read.unread).toBe('bomb');
    expect(read.text.length).toBeLessThan(3_000_000);
  });
  it('of entries that all lie over one another is counted as often as it is listed', () => {
    const file = overlapping(zip({ 'a.txt': new Uint8Array(900_000).fill(65) }), 200);
    const read = asText(
      readFileText('a.zip', file, { ...defaultLimits, maxChars: 10_000_000, maxUnpackedBytes: 5_000_000 }),
    );
    expect(read.unread).toBe('bomb');
    expect(read.text.length).toBeLessThan(5_000_000);
  });
  it('of a list of entries without end is left alone', () => {
    expect(readFileText('a.zip', overlapping(zip({ 'a.txt': 'x' }), 20_000))).toMatchObject({
      reason: 'bomb',
    });
  });
});

describe('a broken archive', () => {
  const file = zip({ 'a.txt': SSN.repeat(100), 'b.txt': 'beside' });
  it('cut anywhere is broken or empty', () => {
    for (let length = 4; length < file.length; length += 3) {
      expect(readFileText('a.zip', file.slice(0, length))).toMatchObject({
        kind: 'unreadable',
        reason: 'broken',
      });
    }
  });
  it('with one damaged file is read as far as it goes', () => {
    const damaged = file.slice();
    damaged.fill(255, 40, 50);
    const read = asText(readFileText('a.zip', damaged));
    expect(read.text).toContain('beside');
    expect(read.unread).toBe('broken');
  });
  it('packed in a way that nobody uses is of a kind that cannot be looked into', () => {
    const other = file.slice();
    const view = new DataView(other.buffer);
    let entry = view.getUint32(other.length - 22 + 16, true);
    for (let i = 0; i < 2; i++) {
      view.setUint16(entry + 10, 12, true);
      entry += 46 + view.getUint16(entry + 28, true);
    }
    expect(readFileText('a.zip', other)).toEqual({ kind: 'unreadable', reason: 'unknown_format' });
  });
});

/** An archive that lists its only file `count` times. */
function overlapping(file: Uint8Array, count: number): Uint8Array {
  const start = new DataView(file.buffer).getUint32(file.length - 22 + 16, true);
  const entry = file.slice(start, file.length - 22);
  const end = file.slice(file.length - 22);
  const view = new DataView(end.buffer);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, entry.length * count, true);
  const whole = new Uint8Array(start + entry.length * count + end.length);
  whole.set(file.subarray(0, start));
  for (let i = 0; i < count; i++) whole.set(entry, start + i * entry.length);
  whole.set(end, start + entry.length * count);
  return whole;
}
