import { decodeText } from './decode-text.ts';
import type { FileLimits } from './limits.ts';
import { type Unpacked, unpack, type ZipEntry } from './unzip.ts';
import { attributeOf, walkXml } from './xml.ts';

/** An office file that is being read: its bytes, what is in it, and what has been unpacked of it. */
export type OfficeFile = {
  bytes: Uint8Array;
  entries: readonly ZipEntry[];
  unpacked: Unpacked;
  limits: FileLimits;
};

/** Parts of Word, PowerPoint and OpenDocument files that hold what people wrote. */
const WRITTEN =
  /^(?:word\/(?:document|header\d*|footer\d*|comments|footnotes|endnotes)\.xml|ppt\/(?:slides|notesSlides|comments)\/[^/]+\.xml|content\.xml)$/;

/** The text of a docx, xlsx, pptx or OpenDocument file: paragraphs and rows as lines, cells apart by tabs. Null for an archive that is none of them. */
export function textOfOffice(file: OfficeFile): string | null {
  const names = file.entries.map(({ name }) => name);
  if (names.indexOf('xl/workbook.xml') >= 0) return textOfWorkbook(file);
  const isOffice = names.some((name) => name === '[Content_Types].xml' || name === 'mimetype');
  const written = file.entries
    .filter(({ name }) => WRITTEN.test(name))
    .sort((a, b) => order(a.name) - order(b.name));
  if (!isOffice || written.length === 0) return null;
  return written.map((entry) => textOfParagraphs(read(file, entry))).join('\n');
}

/** "slide10" behind "slide9". */
function order(name: string): number {
  return Number((/(\d{1,6})\.xml$/.exec(name) ?? ['', '0'])[1]);
}

function read({ bytes, unpacked, limits }: OfficeFile, entry: ZipEntry): string {
  return decodeText(unpack(bytes, entry, unpacked, limits));
}

/** Text of `t` (and of OpenDocument's paragraphs), a line for each paragraph and row, a tab between cells. */
function textOfParagraphs(xml: string): string {
  const parts: string[] = [];
  let inText = 0;
  let inCell = 0;
  walkXml(xml, {
    open: (name) => {
      if (name === 't' || name === 'span' || name === 'h' || name === 'p') inText++;
      if (name === 'tc' || name === 'table-cell') {
        parts.push('\t');
        inCell++;
      } else if (name === 'tab' || name === 's') parts.push(name === 'tab' ? '\t' : ' ');
      else if (name === 'br' || name === 'line-break') parts.push('\n');
    },
    close: (name) => {
      if (name === 't' || name === 'span' || name === 'h' || name === 'p') inText--;
      if (name === 'tc' || name === 'table-cell') inCell--;
      else if (name === 'tr' || name === 'table-row') parts.push('\n');
      // Paragraphs inside a cell stay on the row's line.
      else if (name === 'p' || name === 'h') parts.push(inCell > 0 ? ' ' : '\n');
    },
    text: (text) => {
      if (inText > 0) parts.push(text);
    },
  });
  return parts
    .join('')
    .replace(/ \t/g, '\t')
    .replace(/(^|\n)\t/g, '$1');
}

/** Every sheet's name, then its rows. */
function textOfWorkbook(file: OfficeFile): string {
  const strings: string[] = [];
  const lines: string[] = [];
  const byName = (name: string) => file.entries.find((entry) => entry.name === name);
  const shared = byName('xl/sharedStrings.xml');
  if (shared !== undefined) readShared(read(file, shared), strings);
  const workbook = byName('xl/workbook.xml');
  if (workbook !== undefined) {
    walkXml(read(file, workbook), {
      open: (name, attributes) => {
        if (name === 'sheet') lines.push(attributeOf(attributes, 'name') ?? '');
      },
      close: () => undefined,
      text: () => undefined,
    });
  }
  const sheets = file.entries.filter(({ name }) => /^xl\/(?:worksheets\/[^/]+|comments\d*)\.xml$/.test(name));
  for (const sheet of sheets.sort((a, b) => order(a.name) - order(b.name))) {
    lines.push(
      '',
      sheet.name.indexOf('comments') > 0
        ? textOfParagraphs(read(file, sheet))
        : rowsOf(read(file, sheet), strings),
    );
  }
  return lines.join('\n');
}

function readShared(xml: string, strings: string[]): void {
  let current = '';
  let inText = false;
  walkXml(xml, {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 't') inText = true;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'si') strings.push(current);
    },
    text: (text) => {
      if (inText) current += text;
    },
  });
}

function rowsOf(xml: string, strings: readonly string[]): string {
  const parts: string[] = [];
  let type = '';
  let column = 0;
  let value = '';
  let inValue = false;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') column = 0;
      if (name === 'c') {
        type = attributeOf(attributes, 't') ?? '';
        const wanted = columnOf(attributeOf(attributes, 'r') ?? '');
        // Empty cells are left out of the file; without them a header would stand over the wrong column.
        for (const to = Math.min(wanted, column + 300); column < to; column++) parts.push('\t');
        value = '';
      }
      if (name === 'v' || name === 't') inValue = true;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'c') parts.push(type === 's' ? (strings[Number(value)] ?? '') : value);
      if (name === 'row') parts.push('\n');
    },
    text: (text) => {
      if (inValue) value += text;
    },
  });
  return parts.join('');
}

/** Index of a cell's column, 0 for "A7". */
function columnOf(reference: string): number {
  let index = 0;
  for (let i = 0; i < reference.length && i < 3; i++) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return Math.max(0, index - 1);
}
