import { type ColumnCell, findColumns } from './columns.ts';
import type { Finding, FindingType } from './finding.ts';
import type { Label, LabelRule } from './labels.ts';
import { partitionPoint } from './partition-point.ts';
import type { Hit, Tokens } from './tokenise.ts';

/** A text with all that detectors look at. Detectors add to `findings` and mark runs as taken. */
export type Page = {
  text: string;
  tokens: Tokens;
  /** Sorted by end; of two where one contains the other only the longer is here. */
  labels: readonly Label[];
  /** Cells of tables whose column header is a label, sorted by place. */
  cells: readonly ColumnCell[];
  findings: Finding[];
  /** 1 for each run of `tokens` that belongs to a finding. */
  taken: Uint8Array;
};

export function makePage(
  text: string,
  tokens: Tokens,
  hits: readonly Hit[],
  rules: readonly LabelRule[],
): Page {
  const labels = readLabels(text, hits, rules);
  const cells = findColumns(text, labels, tokens);
  return { text, tokens, labels, cells, findings: [], taken: new Uint8Array(tokens.starts.length) };
}

/** Notes a finding that covers the runs `from`..`to` of the page, and takes them. */
export function report(
  page: Page,
  type: FindingType,
  from: number,
  to: number,
  why: Why,
  start?: number,
): void {
  const { starts, ends } = page.tokens;
  for (let i = from; i <= to; i++) page.taken[i] = 1;
  page.findings.push({ type, start: start ?? starts[from] ?? 0, end: ends[to] ?? 0, ...why });
}

export type Why = { confidence: number; why: string };

export function isTaken(page: Page, from: number, to: number): boolean {
  for (let i = from; i <= to; i++) if (page.taken[i] === 1) return true;
  return false;
}

function readLabels(text: string, hits: readonly Hit[], rules: readonly LabelRule[]): Label[] {
  const labels: Label[] = [];
  for (const { meaning, start, end } of hits) {
    const rule = rules[meaning];
    if (rule === undefined || !counts(rule, text, start, end)) continue;
    let last = labels[labels.length - 1];
    while (last !== undefined && last.start >= start && last.end - last.start < end - start) {
      labels.pop();
      last = labels[labels.length - 1];
    }
    const isPart = last !== undefined && last.end >= end && last.end - last.start > end - start;
    if (!isPart) labels.push({ kind: rule.kind, start, end });
  }
  return labels;
}

function counts(rule: LabelRule, text: string, start: number, end: number): boolean {
  if (rule.capitals === true) {
    const first = firstWord(text, start, end);
    if (first !== first.toUpperCase()) return false;
  }
  if (rule.numbered !== true) return true;
  return /^\s?(?:#|(?:no|num|number|nbr)\b)/i.test(text.slice(end, end + 8));
}

function firstWord(text: string, start: number, end: number): string {
  return (/^[A-Za-z0-9]+/.exec(text.slice(start, end)) ?? [''])[0];
}

/** Index of the last label that ends at `offset` or before it, or -1. */
export function lastLabelBefore(labels: readonly Label[], offset: number): number {
  return partitionPoint(labels.length, (i) => (labels[i]?.end ?? 0) <= offset) - 1;
}

/** Where the line of `offset` begins, looking back `limit` characters at most. */
export function lineStart(text: string, offset: number, limit: number): number {
  const stop = Math.max(0, offset - limit);
  let i = offset;
  while (i > stop && text.charCodeAt(i - 1) !== 10 && text.charCodeAt(i - 1) !== 13) i--;
  return i;
}

/** Where the line of `offset` ends, looking ahead `limit` characters at most. */
export function lineEnd(text: string, offset: number, limit: number): number {
  const stop = Math.min(text.length, offset + limit);
  let i = offset;
  while (i < stop && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
  return i;
}

/** The labelled cell of a table that `offset` lies in. */
export function cellAt(page: Page, offset: number): ColumnCell | null {
  const { cells } = page;
  const cell = cells[partitionPoint(cells.length, (i) => (cells[i]?.end ?? 0) <= offset)];
  return cell !== undefined && cell.start <= offset ? cell : null;
}
