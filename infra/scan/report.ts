import {
  type FindingType,
  findingTypes,
  maskExcerpt,
  type UnreadableReason,
} from '../../shared/scan/index.ts';
import type { Looked, Searched } from './look-into.ts';
import type { Options } from './options.ts';

/** A finding as it is told: where it stands (lines and columns from 1), masked, and whether it fires. */
export type ReportedFinding = {
  in: Searched['place'];
  type: FindingType;
  start: number;
  end: number;
  line: number;
  column: number;
  confidence: number;
  why: string;
  excerpt: string;
  fires: boolean;
};
export type ReportedFile = {
  path: string;
  kind: Looked['kind'];
  reason?: UnreadableReason;
  isTruncated: boolean;
  findings: ReportedFinding[];
};
/** The whole answer, as `--json` prints it. */
export type Report = { files: ReportedFile[]; fired: boolean };

const CONTEXT_CHARS = 24;
/** Others that can stand in the same excerpt, on either side. */
const NEIGHBOURS = 20;

/** What is told of a file. */
export function reportFile(
  { path, kind, reason, isTruncated, searched }: Looked,
  options: Options,
): ReportedFile {
  return {
    path,
    kind,
    ...(reason === null ? {} : { reason }),
    isTruncated,
    findings: searched.flatMap((one) => reportFindings(one, options)),
  };
}

/** Whether a file fires: something found in it, or that it could not be looked into wholly. */
export function fires(file: ReportedFile, { allowsUnreadable }: Options): boolean {
  const isUnread = file.reason !== undefined || file.isTruncated;
  return file.findings.some((finding) => finding.fires) || (isUnread && !allowsUnreadable);
}

function reportFindings({ place, text, findings }: Searched, options: Options): ReportedFinding[] {
  const lineStarts = startsOfLines(text);
  return findings.map((finding, index) => {
    const { type, start, end, confidence, why } = finding;
    const line = lastUpTo(lineStarts, start);
    const near = findings.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
    return {
      in: place,
      type,
      start,
      end,
      line: line + 1,
      column: start - (lineStarts[line] ?? 0) + 1,
      confidence,
      why,
      excerpt: excerptOf(text, finding, near, options.showsValues),
      fires: findingTypes[type].alarms && confidence >= options.minConfidence,
    };
  });
}

function excerptOf(
  text: string,
  finding: Searched['findings'][number],
  near: Searched['findings'],
  showsValues: boolean,
): string {
  // A whole stretch of text, which shows nothing once it is masked: its reason names the parts.
  if (finding.type === 'COMBINATION') return '';
  if (showsValues) {
    return text
      .slice(Math.max(0, finding.start - CONTEXT_CHARS), finding.end + CONTEXT_CHARS)
      .replace(/\s+/g, ' ');
  }
  const { before, masked, after } = maskExcerpt(text, finding, CONTEXT_CHARS, near);
  return `${before}${masked}${after}`;
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last of ascending numbers that is no more than `value`. */
function lastUpTo(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
