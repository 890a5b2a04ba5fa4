import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { defaultPdfLimits, readPdfText } from '../../../../shared/scan/files/read-pdf.ts';
import { pdfFile } from '../../../browser/attached-files.ts';

const load = () => import('pdfjs-dist/legacy/build/pdf.mjs');
const read = (bytes: Uint8Array, limits = defaultPdfLimits) =>
  readPdfText(new Uint8Array(bytes), limits, load);
const fixture = (name: string) => readFile(new URL(`fixtures/${name}`, import.meta.url));

/** A page with pieces of text at places in points, in the order of the list. */
function page(...pieces: [x: number, y: number, text: string][]): Uint8Array {
  const [first, ...rest] = pieces.map(([x, y, text]) => `1 0 0 1 ${x} ${y} Tm (${text}) Tj`);
  return pdfFile('a.pdf', `) Tj ${[first, ...rest].join(' ')} (`).buffer;
}

describe('a PDF', () => {
  it('of another program: lines as lines, with accents', async () => {
    const answer = await read(await fixture('letter.pdf'));
    expect(answer).toMatchObject({ kind: 'text', isTruncated: false });
    const { text } = answer as { text: string };
    expect(text).toContain('Applicant: Dana Whitfield. Social Security number: 219-09-9421.');
    expect(text).toContain('Name\tSSN\tDate of birth');
    expect(text).toContain('Questions to the café at Augusta – call first.');
  });
  it('keeps columns, in whatever order they were drawn', async () => {
    const table = page(
      [72, 700, 'Name'],
      [72, 670, 'Dana'],
      [300, 700, 'SSN'],
      [300, 671, '219099421'],
      [72, 640, 'end'],
    );
    expect(await read(table)).toMatchObject({ text: 'Name\tSSN\nDana\t219099421\nend\n\n' });
  });
  it('has letters once that were drawn twice', async () => {
    expect(await read(page([72, 700, 'Name'], [72.3, 700, 'Name']))).toMatchObject({ text: 'Name\n\n' });
  });
  it('with a password to open it has a password', async () => {
    expect(await read(await fixture('locked.pdf'))).toEqual({ kind: 'unreadable', reason: 'encrypted' });
  });
  it('with a password for printing only is read', async () => {
    expect(await read(await fixture('owner-locked.pdf'))).toMatchObject({
      text: expect.stringContaining('Social Security number 219-09-9421'),
    });
  });
  it('that is none is broken', async () => {
    expect(await read(Buffer.from('%PDF-1.7\nnothing else'))).toEqual({
      kind: 'unreadable',
      reason: 'broken',
    });
  });
  it('cut in its middle is read or broken, and never throws', async () => {
    const whole = await fixture('letter.pdf');
    for (const share of [0.3, 0.6, 0.95]) {
      const { kind } = await read(whole.subarray(0, Math.floor(whole.length * share)));
      expect(['text', 'unreadable', 'opaque']).toContain(kind);
    }
  });
  it('without text has none', async () => {
    expect(await read(pdfFile('a.pdf', '').buffer)).toEqual({ kind: 'opaque' });
  });
  it('is cut at the limit, which is said', async () => {
    const limits = { ...defaultPdfLimits, maxChars: 10 };
    expect(await read(await fixture('letter.pdf'), limits)).toEqual({
      kind: 'text',
      text: 'Benefit ca',
      isTruncated: true,
    });
    expect(await read(await fixture('letter.pdf'), { ...defaultPdfLimits, maxPages: 0 })).toEqual({
      kind: 'unreadable',
      reason: 'too_large',
    });
  });
});
