import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type FileText, readFileText, scan } from '../../../../shared/scan/index.ts';
import { asText } from './build.ts';

const read = async (name: string): Promise<FileText> =>
  readFileText(name, new Uint8Array(await readFile(new URL(`fixtures/${name}`, import.meta.url))));

const TABLE = [
  'Name\tSSN\tDate of birth',
  'Dana Whitfield\t219-09-9421\t03/14/1982',
  'Lee Norton\t528-61-3947\t11/02/1975',
];

describe('files of other software', () => {
  it.each(['letter.docx', 'letter.rtf', 'letter.doc'])('%s: paragraphs and rows are lines', async (name) => {
    const { text } = asText(await read(name));
    const lines = text.split('\n').map((line) => line.trimEnd());
    expect(lines).toEqual(
      expect.arrayContaining([
        'Applicant: Dana Whitfield. Social Security number: 219-09-9421.',
        ...TABLE,
        'Questions to the café at Augusta – call first.',
      ]),
    );
  });
  it('a file of before 2007 is read as far as it goes, and said to be not wholly readable', async () => {
    expect(asText(await read('letter.doc')).unread).toBe('unknown_format');
    expect(asText(await read('letter.docx'))).not.toHaveProperty('unread');
  });
  it('a workbook: sheets, rows, columns, and days as days', async () => {
    expect(asText(await read('sheet.xlsx')).text.split('\n')).toEqual([
      'Clients',
      'Name\tSSN\tDate of birth\tAmount',
      'Dana Whitfield\t219099421\t1982-03-14\t12.5',
      'Lee Norton\t\t1975-11-02\t7',
      '',
      'Notes',
      'Second sheet & more',
    ]);
  });
  it('an OpenDocument sheet', async () => {
    const { text } = asText(await read('sheet.ods'));
    expect(text).toContain(
      'Clients\nName\tSSN\tDate of birth\tAmount\nDana Whitfield\t219099421\t03/14/1982\t12.5\nLee Norton\t\t11/02/1975\t7\n',
    );
  });
  it('slides, each with its notes', async () => {
    expect(asText(await read('slides.pptx')).text).toBe(
      'Quarterly review\nSocial Security number 219-09-9421\n\nSpeaker note: date of birth 03/14/1982',
    );
  });
  it('an archive whose sizes stand behind the data', async () => {
    expect(asText(await read('streamed.zip')).text).toContain(TABLE.join('\n'));
  });
  it('a PDF is left to its own reader', async () => {
    expect(await read('letter.pdf')).toEqual({ kind: 'pdf' });
  });
  it.each(['locked.docx', 'locked.xls', 'locked.odt', 'locked.zip', 'locked-aes.zip'])(
    '%s has a password',
    async (name) => {
      expect(await read(name)).toEqual({ kind: 'unreadable', reason: 'encrypted' });
    },
  );
  it('the scanner finds a number without dashes by the header of its column', async () => {
    const { text } = asText(await read('sheet.xlsx'));
    const found = scan(text).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);
    expect(found).toEqual(expect.arrayContaining(['SSN 219099421', 'DOB 1982-03-14', 'DOB 1975-11-02']));
  });
});
