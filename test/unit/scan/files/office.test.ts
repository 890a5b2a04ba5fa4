import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readFileText } from '../../../../shared/scan/index.ts';
import { asText, docx, paragraph, textOf, xlsx, zip } from './build.ts';

const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`;

describe('a Word file', () => {
  it('keeps rows on lines and cells apart by tabs, empty ones included', () => {
    const body = `${paragraph('Before')}<w:tbl>${row('Name', 'SSN')}${row('', '219-09-9421')}</w:tbl>${paragraph('After')}`;
    expect(textOf('a.docx', docx(body))).toBe('Before\nName\tSSN\n\t219-09-9421\n\nAfter');
  });
  it('keeps several paragraphs of a cell on the row', () => {
    const body = `<w:tbl><w:tr><w:tc>${paragraph('one')}${paragraph('two')}</w:tc>${cell('three')}</w:tr></w:tbl>`;
    expect(textOf('a.docx', docx(body))).toBe('one two\tthree');
  });
  it('puts a word together that stands in several runs', () => {
    const runs = '<w:p><w:r><w:t>219-0</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>9-9421</w:t></w:r></w:p>';
    expect(textOf('a.docx', docx(runs))).toBe('219-09-9421');
  });
  it('reads headers, footers, comments, notes and text that was deleted with changes tracked', () => {
    const part = (text: string) => `<w:x xmlns:w="w">${paragraph(text)}</w:x>`;
    const text = textOf(
      'a.docx',
      docx('<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>', {
        'word/header1.xml': part('header'),
        'word/footer2.xml': part('footer'),
        'word/comments.xml': part('comment'),
        'word/footnotes.xml': part('footnote'),
        'word/endnotes.xml': part('endnote'),
        'word/settings.xml': part('setting'),
      }),
    );
    expect(text.split(/\n+/).sort()).toEqual([
      'comment',
      'deleted',
      'endnote',
      'footer',
      'footnote',
      'header',
    ]);
  });
  it('reads tabs between words, not those of the paragraph, and alternatives once', () => {
    const body =
      '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>SSN</w:t><w:tab/><w:t>219-09-9421</w:t></w:r></w:p>' +
      `<mc:AlternateContent><mc:Choice>${paragraph('box')}</mc:Choice><mc:Fallback>${paragraph('box')}</mc:Fallback></mc:AlternateContent>`;
    expect(textOf('a.docx', docx(body))).toBe('SSN\t219-09-9421\nbox');
  });
  it('reads a workbook that is embedded, and does not mind an embedded object of a form of its own', () => {
    const file = docx(paragraph('See below.'), {
      'word/embeddings/sheet.xlsx': xlsx('<row><c t="inlineStr"><is><t>219-09-9421</t></is></c></row>'),
      'word/embeddings/object1.bin': new Uint8Array([1, 2, 3, 0, 0, 1]),
    });
    const read = asText(readFileText('a.docx', file));
    expect(read.text).toContain('219-09-9421');
    expect(read).not.toHaveProperty('unread');
  });
  it('is known by what it is, not by its name', () => {
    expect(textOf('picture.png', docx(paragraph('219-09-9421')))).toBe('219-09-9421');
  });
  it('puts character references in, and never the entities that a file defines', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    const document = `${bomb}<w:document xmlns:w="w"><w:p><w:r><w:t>&#50;&#x31;9 &amp; &b;</w:t></w:r></w:p></w:document>`;
    const file = zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': document });
    expect(textOf('a.docx', file)).toBe('219 & &b;');
  });
});

describe('a workbook', () => {
  it('keeps empty cells, so that a header stands over its column', () => {
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="C1" t="inlineStr"><is><t>SSN</t></is></c></row>' +
      '<row r="2"><c r="C2"><v>219099421</v></c></row>';
    expect(textOf('a.xlsx', xlsx(rows))).toBe('People & pay\nName\t\tSSN\n\t\t219099421');
  });
  it('puts shared strings in, on one line and without how they are spoken', () => {
    const strings =
      '<sst><si><t>Dana\nWhitfield</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>spoken</t></rPh></si></sst>';
    const rows = '<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>7</v></c></row>';
    expect(textOf('a.xlsx', xlsx(rows, { 'xl/sharedStrings.xml': strings }))).toBe(
      'People & pay\ntwo runs\tDana Whitfield\t',
    );
  });
  it('shows days as days and digits in the pattern of their format', () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000\\-00\\-0000"/><numFmt numFmtId="165" formatCode="[$-409]d\\-mmm\\-yy;@"/><numFmt numFmtId="166" formatCode="#,##0.00"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>';
    const cells = [
      [0, '29653'],
      [1, '29653'],
      [2, '19099421'],
      [3, '29653.5'],
      [4, '29653'],
      [1, 'x'],
      [2, '1234567890'],
    ];
    const row = cells.map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`).join('');
    expect(textOf('a.xlsx', xlsx(`<row>${row}</row>`, { 'xl/styles.xml': styles }))).toBe(
      'People & pay\n29653\t1981-03-08\t019-09-9421\t1981-03-08\t29653\tx\t1234567890',
    );
  });
  it('reads comments and text in shapes', () => {
    const text = textOf(
      'a.xlsx',
      xlsx('<row><c><v>1</v></c></row>', {
        'xl/comments1.xml':
          '<comments><commentList><comment><text><r><t>a remark</t></r></text></comment></commentList></comments>',
        'xl/threadedComments/threadedComment1.xml':
          '<T><threadedComment><text>an answer</text></threadedComment></T>',
        'xl/drawings/drawing1.xml': '<xdr:d><a:p><a:r><a:t>a shape</a:t></a:r></a:p></xdr:d>',
      }),
    );
    expect(text.split(/\n+/).sort()).toEqual(['1', 'People & pay', 'a remark', 'a shape', 'an answer']);
  });
});

describe('a presentation', () => {
  it('reads slides in order, tables, notes, comments and diagrams', () => {
    const slide = (text: string) => `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
    const table =
      '<a:tbl><a:tr><a:tc><a:p><a:r><a:t>SSN</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>219</a:t></a:r></a:p></a:tc></a:tr></a:tbl>';
    const file = zip({
      '[Content_Types].xml': '<Types/>',
      'ppt/slides/slide10.xml': slide('tenth'),
      'ppt/slides/slide2.xml': `<p:sld>${table}</p:sld>`,
      'ppt/notesSlides/notesSlide2.xml': slide('a note'),
      'ppt/comments/comment1.xml': '<p:cmLst><p:cm><p:text>a comment</p:text></p:cm></p:cmLst>',
      'ppt/diagrams/data1.xml': slide('a diagram'),
      'ppt/slideMasters/slideMaster1.xml': slide('a master'),
    });
    const lines = textOf('a.pptx', file).split(/\n+/);
    expect(lines.slice(-3)).toEqual(['SSN\t219', 'a note', 'tenth']);
    expect(lines.slice(0, -3).sort()).toEqual(['a comment', 'a diagram']);
  });
});

describe('a file of before 2007', () => {
  it('without anything readable in it is of a kind that cannot be looked into', () => {
    const bytes = new Uint8Array(2048).fill(2);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(readFileText('a.xls', bytes)).toEqual({ kind: 'unreadable', reason: 'unknown_format' });
  });
  it('is read where its text stands, one byte or two a letter', () => {
    const bytes = new Uint8Array(2048).fill(2);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes.set(strToU8('SSN 219-09-9421'), 700);
    [...'SSN 528-61-3947'].forEach((letter, index) => {
      bytes.set([letter.charCodeAt(0), 0], 1200 + 2 * index);
    });
    const read = asText(readFileText('a.msg', bytes));
    expect(read.text).toBe('SSN 219-09-9421\nSSN 528-61-3947');
    expect(read.unread).toBe('unknown_format');
  });
});
