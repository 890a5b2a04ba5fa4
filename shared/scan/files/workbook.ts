import { type CellFormat, cellFormats, shownNumber } from './cell-format.ts';
import type { Sink } from './sink.ts';
import { attributeOf, walkXml } from './xml.ts';

/** Empty cells that are kept for their column; nobody's table is wider. */
const MAX_GAP = 300;

type Part = (name: string) => string | null;

/**
 * Puts every sheet's name and its rows into the sink, cells apart by tabs, each below its header, as their
 * format shows them (ECMA-376 part 1, 18.3). `part` answers the text of a part of the file.
 */
export function readWorkbook(part: Part, sink: Sink): void {
  const workbook = part('xl/workbook.xml') ?? '';
  const targets = readTargets(part('xl/_rels/workbook.xml.rels') ?? '');
  const strings = readStrings(part('xl/sharedStrings.xml') ?? '');
  const { sheets, is1904 } = readList(workbook);
  const formats = cellFormats(part('xl/styles.xml') ?? '', is1904);
  for (const { name, relation } of sheets) {
    if (sink.isFull()) return;
    sink.line(2);
    sink.text(name);
    const sheet = part(targets.get(relation) ?? '');
    if (sheet !== null) readRows(sheet, strings, formats, sink);
  }
}

type SheetList = { sheets: { name: string; relation: string }[]; is1904: boolean };

function readList(workbook: string): SheetList {
  const sheets: SheetList['sheets'] = [];
  let is1904 = false;
  walkTags(workbook, (name, attributes) => {
    if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
    if (name !== 'sheet') return;
    sheets.push({
      name: attributeOf(attributes, 'name') ?? '',
      // Its prefix is the file's to choose; "r" nearly always.
      relation: (/\s\w{1,20}:id="([^"]{1,100})"/.exec(attributes) ?? ['', ''])[1] ?? '',
    });
  });
  return { sheets, is1904 };
}

/** The parts that relations lead to, by the relations' ids. */
function readTargets(relations: string): Map<string, string> {
  const targets = new Map<string, string>();
  walkTags(relations, (name, attributes) => {
    if (name !== 'Relationship') return;
    const target = attributeOf(attributes, 'Target') ?? '';
    const path = target.charAt(0) === '/' ? target.slice(1) : `xl/${target}`;
    targets.set(attributeOf(attributes, 'Id') ?? '', path);
  });
  return targets;
}

function walkTags(xml: string, open: (name: string, attributes: string) => void): void {
  walkXml(xml, {
    open: (name, attributes) => {
      open(name, attributes);
      return undefined;
    },
    close: () => undefined,
    text: () => undefined,
    isDone: () => false,
  });
}

function readStrings(xml: string): string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  walkXml(xml, {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 't') inText = true;
      return name === 'rPh' ? 'rph' : undefined;
    },
    close: (name) => {
      if (name === 't') inText = false;
      // Lines inside a cell would end its row.
      if (name === 'si') strings.push(current.replace(/\s+/g, ' '));
    },
    text: (text) => {
      if (inText) current += text;
    },
    isDone: () => false,
  });
  return strings;
}

function readRows(
  xml: string,
  strings: readonly string[],
  formats: readonly (CellFormat | null)[],
  sink: Sink,
): void {
  let type = '';
  let format: CellFormat | null = null;
  let column = 0;
  let value = '';
  let inValue = false;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        sink.row();
        column = 0;
      } else if (name === 'c') {
        type = attributeOf(attributes, 't') ?? 'n';
        format = formats[Number(attributeOf(attributes, 's') ?? -1)] ?? null;
        const wanted = columnOf(attributeOf(attributes, 'r') ?? '', column);
        // Empty cells are left out of the file; without them a header would stand over the wrong column.
        for (let gap = Math.min(wanted - column, MAX_GAP); gap > 0; gap--) sink.cell();
        column = Math.max(column, wanted) + 1;
        sink.cell();
        value = '';
      } else if (name === 'v' || name === 't') inValue = true;
      return name === 'rPh' ? 'rph' : undefined;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c' && type === 's') sink.text(strings[Number(value)] ?? '');
      else if (name === 'c') sink.words(type === 'n' && format !== null ? shownNumber(value, format) : value);
      else if (name === 'row') sink.line();
    },
    text: (text) => {
      if (inValue) value += text;
    },
    isDone: sink.isFull,
  });
}

/** Index of a cell's column, 0 for "A7"; `next` where the cell does not say. */
function columnOf(reference: string, next: number): number {
  let index = 0;
  for (let i = 0; i < reference.length && i < 3; i++) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return index === 0 ? next : index - 1;
}
