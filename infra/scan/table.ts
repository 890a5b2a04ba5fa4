import { findingTypes } from '../../shared/scan/index.ts';
import type { ReportedFile, ReportedFinding } from './report.ts';
import { words } from './words.ts';

/** No column but the last is wider. */
const MAX_WIDTH = 60;

/** What fires as a table for people, and what could not be looked into as a sentence each. */
export function tableOf(files: readonly ReportedFile[]): string {
  const rows = files.flatMap((file) =>
    file.findings.filter(({ fires }) => fires).map((one) => rowOf(file, one)),
  );
  const notes = files.flatMap(notesOn);
  const lines = rows.length === 0 ? [] : [...aligned([words.columns, ...rows]), ''];
  const unread = files.filter(({ reason, isTruncated }) => reason !== undefined || isTruncated).length;
  return [...lines, ...notes, words.summary(files.length, rows.length, unread)].join('\n');
}

function rowOf({ path }: ReportedFile, finding: ReportedFinding): string[] {
  const place = finding.in === 'name' ? words.inName : `${finding.line}:${finding.column}`;
  const { name } = findingTypes[finding.type];
  return [path, place, name, finding.excerpt, finding.confidence.toFixed(2), finding.why];
}

function notesOn({ path, kind, reason, isTruncated }: ReportedFile): string[] {
  if (isTruncated) return [words.truncated(path)];
  if (reason === undefined) return [];
  const why = words.unreadable[reason];
  return [kind === 'unreadable' ? words.cannotRead(path, why) : words.partlyRead(path, why)];
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const printable = rows.map((row) => row.map(printed));
  const widths = words.columns.map((_, index) =>
    Math.min(MAX_WIDTH, Math.max(...printable.map((row) => (row[index] ?? '').length))),
  );
  return printable.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Control characters of a stranger's file would change the terminal. */
function printed(cell: string): string {
  return cell.replace(/\p{C}/gu, ' ');
}
