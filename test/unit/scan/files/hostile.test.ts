import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { defaultLimits, readFileText, readMailText } from '../../../../shared/scan/files/index.ts';
import { docx, paragraph, xlsx, zip } from './build.ts';

const LIMITS = { ...defaultLimits, maxChars: 20_000, maxUnpackedBytes: 2_000_000 };
const folder = new URL('fixtures/', import.meta.url);
const fixtures = await Promise.all(
  (await readdir(folder))
    .filter((name) => !name.endsWith('.md'))
    .map(async (name) => ({ name, bytes: new Uint8Array(await readFile(new URL(name, folder))) })),
);
const KINDS = ['text', 'unreadable', 'pdf', 'opaque'];
const NAMES = ['a', 'a.txt', 'a.csv', 'a.html', 'a.eml', 'a.rtf', 'a.docx', 'a.zip', 'a.vcf', 'a.doc'];

/** Reads and checks what holds for every answer. */
function read(name: string, bytes: Uint8Array): void {
  const before = bytes.slice();
  const answer = readFileText(name, bytes, LIMITS);
  expect(KINDS).toContain(answer.kind);
  if (answer.kind === 'text') expect(answer.text.length).toBeLessThanOrEqual(LIMITS.maxChars);
  expect(bytes).toEqual(before);
}

describe('whatever a file holds, there is an answer within the limits', () => {
  it('for chance', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.uint8Array({ maxLength: 3_000 }), (name, bytes) =>
        read(name, bytes),
      ),
      { numRuns: 1_500 },
    );
  });
  it('for chance behind the first bytes of a format', () => {
    const heads = fixtures.map(({ bytes }) => bytes.slice(0, 64));
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 3_000 }), (head, rest) => {
        const bytes = new Uint8Array(head.length + rest.length);
        bytes.set(head);
        bytes.set(rest, head.length);
        read('a', bytes);
      }),
      { numRuns: 1_000 },
    );
  });
  it('for files of other software with bytes changed', () => {
    const change = fc.record({ at: fc.nat(), byte: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.constantFrom(...fixtures),
        fc.array(change, { minLength: 1, maxLength: 40 }),
        (file, changes) => {
          const bytes = file.bytes.slice();
          for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
          read(file.name, bytes);
        },
      ),
      { numRuns: 1_500 },
    );
  });
  it('for files of other software cut short', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), fc.nat(), (file, length) => {
        read(file.name, file.bytes.slice(0, length % file.bytes.length));
      }),
      { numRuns: 1_000 },
    );
  });
  it('for texts of tags, quotes, boundaries and control words', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '</',
        '/>',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<td',
        '<tr>',
        '<w:t>',
        '="',
        '"',
        "'",
        '&',
        '&#x',
        ';',
      ],
      ...[
        '--b',
        '\r\n',
        '\n\n',
        'Content-Type: multipart/mixed; boundary=b',
        'Subject:',
        '=?utf-8?q?',
        '?=',
        '=3D',
        ': ',
      ],
      ...[
        '{\\rtf1',
        '{',
        '}',
        '\\',
        "\\'",
        '\\u-1?',
        '\\*',
        '<script>',
        '</script',
        "<x a='",
        'BEGIN:VCARD',
        'a',
        ' ',
        '\t',
        'é',
        '\0',
      ],
    );
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.array(piece, { maxLength: 200 }), (name, pieces) => {
        read(name, strToU8(pieces.join('')));
        expect(KINDS).toContain(readMailText(pieces.join(''), LIMITS).kind);
      }),
      { numRuns: 1_500 },
    );
  });
  it('for parts of office files that are chance', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (xml) => {
        read('a.docx', docx(xml));
        read('a.xlsx', xlsx(xml, { 'xl/sharedStrings.xml': xml, 'xl/styles.xml': xml }));
        read(
          'a.xlsx',
          zip({ '[Content_Types].xml': xml, 'xl/workbook.xml': xml, 'xl/_rels/workbook.xml.rels': xml }),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is made to be long is cut', () => {
  it.each([
    ['empty cells that say they stand far to the right', xlsx('<row><c r="KM1"/></row>'.repeat(3_000))],
    [
      'a string that every cell repeats',
      xlsx('<row><c t="s"><v>0</v></c></row>'.repeat(3_000), {
        'xl/sharedStrings.xml': `<sst><si><t>${'long '.repeat(1_000)}</t></si></sst>`,
      }),
    ],
    ['paragraphs', docx(paragraph('text').repeat(10_000))],
  ])('%s', (_what, bytes) => {
    const answer = readFileText('a', bytes, LIMITS);
    expect(answer).toMatchObject({ kind: 'text', isTruncated: true });
    if (answer.kind === 'text') expect(answer.text.length).toBe(LIMITS.maxChars);
  });
  it('one small sheet that is listed without end counts each time', () => {
    const sheets = Array.from({ length: 1_000 }, (_, index) => `<sheet name="s${index}" r:id="rId1"/>`);
    const bytes = xlsx('<row><c><v>1</v></c></row>', { 'xl/workbook.xml': `<workbook>${sheets.join('')}` });
    const answer = readFileText('a.xlsx', bytes, LIMITS);
    expect(answer).toMatchObject({ kind: 'text', unread: 'bomb' });
    if (answer.kind === 'text') expect(answer.text).not.toContain('s999');
  });
  it('slides without end are a bomb even where each is tiny', () => {
    const slides = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`ppt/slides/slide${index + 1}.xml`, '<a:t>x</a:t>']),
    );
    const bytes = zip({ '[Content_Types].xml': '<Types/>', ...slides });
    expect(readFileText('a.pptx', bytes, LIMITS)).toMatchObject({ kind: 'text', unread: 'bomb' });
    expect(readFileText('a.pptx', bytes)).not.toHaveProperty('unread');
  });
  it('elements in elements without end are no matter', () => {
    const deep = `${'<w:tbl><w:tr><w:tc>'.repeat(50_000)}${paragraph('core')}`;
    expect(readFileText('a.docx', docx(deep), { ...LIMITS, maxChars: 1_000_000 })).toMatchObject({
      text: expect.stringContaining('core'),
    });
  });
});
