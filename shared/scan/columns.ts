import type { Label, LabelKind } from './labels.ts';
import { firstFrom, type Tokens } from './tokenise.ts';

/** One cell under a header that is a label. */
export type ColumnCell = { kind: LabelKind; header: string; start: number; end: number };

type Splitter = 'tab' | 'bar' | 'semicolon' | 'comma' | 'gap';
type Span = { start: number; end: number };
type Column = { kind: LabelKind; header: string; index: number };

/** A header's line, and a row, have at most so many characters. */
const MAX_LINE = 4000;
/** A header's cell is its label and little else. */
const MAX_EXTRA = 12;
/** Prose has longer stretches between its commas than a header has. */
const MAX_HEADER_CELL = 40;

/**
 * Finds tables in plain text (cells parted by tab, bar, semicolon, comma or wide gaps) that have a header
 * line with a label in it, and answers the cells below those labels. Each line is looked at a fixed
 * number of times, however tables lie.
 */
export function findColumns(text: string, labels: readonly Label[], tokens: Tokens): ColumnCell[] {
  const cells: ColumnCell[] = [];
  let next = 0;
  let done = 0;
  while (next < labels.length) {
    const label = labels[next];
    if (label === undefined) break;
    if (label.start < done || label.kind === 'bank_context') {
      next++;
      continue;
    }
    const line = lineOf(text, label.start);
    done = line.end;
    if (line.end - line.start > MAX_LINE) continue;
    const splitter = splitterOf(text, line);
    const columns = splitter === null ? [] : readHeader(text, line, splitter, labels, next, tokens);
    if (splitter !== null && columns.length > 0) done = readRows(text, line.end, splitter, columns, cells);
  }
  return cells;
}

function lineOf(text: string, offset: number): Span {
  const before = Math.max(text.lastIndexOf('\n', offset - 1), offset - MAX_LINE - 1);
  const after = text.indexOf('\n', offset);
  return { start: offset === 0 ? 0 : before + 1, end: after < 0 ? text.length : after };
}

function splitterOf(text: string, { start, end }: Span): Splitter | null {
  const line = text.slice(start, end);
  if (line.indexOf('\t') >= 0) return 'tab';
  if (line.indexOf('|') >= 0) return 'bar';
  if (line.indexOf(';') >= 0) return 'semicolon';
  if (line.indexOf(',') >= 0) return 'comma';
  // Two spaces behind a full stop are a typist's.
  return /[^\s.!?:] {2}/.test(line) ? 'gap' : null;
}

/** The labelled columns of a line, none where it does not look like a header. */
function readHeader(
  text: string,
  line: Span,
  splitter: Splitter,
  labels: readonly Label[],
  first: number,
  tokens: Tokens,
): Column[] {
  // A line with longer numbers in it is a row or a sentence.
  for (let i = firstFrom(tokens.starts, line.start); (tokens.starts[i] ?? line.end) < line.end; i++) {
    if ((tokens.ends[i] ?? 0) - (tokens.starts[i] ?? 0) > 4) return [];
  }
  const parts = split(text, line, splitter);
  if (parts.length < 2) return [];
  const columns: Column[] = [];
  let at = first;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (part === undefined) break;
    const width = part.end - part.start;
    if (width > MAX_HEADER_CELL) return [];
    let best: Label | null = null;
    for (let label = labels[at]; label !== undefined && label.start < part.end; label = labels[++at]) {
      const fits = label.start >= part.start && label.end <= part.end;
      if (fits && width - (label.end - label.start) <= MAX_EXTRA) best = label;
    }
    if (best !== null) columns.push({ kind: best.kind, header: text.slice(best.start, best.end), index });
  }
  return columns;
}

/** Adds the labelled cells of the rows that follow; answers where the table ends. */
function readRows(
  text: string,
  headerEnd: number,
  splitter: Splitter,
  columns: readonly Column[],
  cells: ColumnCell[],
): number {
  let end = headerEnd;
  let blank = 0;
  while (end < text.length) {
    const start = end + 1;
    const newline = text.indexOf('\n', start);
    const rowEnd = newline < 0 ? text.length : newline;
    const row = { start, end: rowEnd };
    if (text.slice(start, Math.min(rowEnd, start + 200)).trim() === '') {
      // One empty line may follow a header, a second one ends the table.
      if (++blank > 1) return end;
      end = rowEnd;
      continue;
    }
    if (rowEnd - start > MAX_LINE) return end;
    const parts = split(text, row, splitter);
    if (parts.length < 2) return end;
    blank = 0;
    for (const { kind, header, index } of columns) {
      const part = parts[index];
      if (part !== undefined && part.end > part.start) cells.push({ kind, header, ...part });
    }
    end = rowEnd;
  }
  return end;
}

/** Cells of a line, without the white space and quotation marks around them. */
function split(text: string, line: Span, splitter: Splitter): Span[] {
  const parts: Span[] = [];
  let from = line.start;
  let isQuoted = false;
  for (let i = line.start; i <= line.end; i++) {
    const character = i < line.end ? text.charAt(i) : '';
    if (character === '"') isQuoted = !isQuoted;
    const ends = i === line.end || (!isQuoted && isSplit(text, i, character, splitter));
    if (!ends) continue;
    parts.push(trim(text, from, i));
    from = i + 1;
  }
  return splitter === 'bar' || splitter === 'gap' ? parts.filter(({ start, end }) => end > start) : parts;
}

function isSplit(text: string, offset: number, character: string, splitter: Splitter): boolean {
  if (splitter === 'tab') return character === '\t';
  if (splitter === 'bar') return character === '|';
  if (splitter === 'semicolon') return character === ';';
  if (splitter === 'comma') return character === ',';
  return character === ' ' && text.charAt(offset + 1) === ' ';
}

function trim(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && isMargin(text.charCodeAt(from))) from++;
  while (to > from && isMargin(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

function isMargin(code: number): boolean {
  return code <= 32 || code === 34;
}
