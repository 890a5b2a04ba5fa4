import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Reporter } from 'vitest/node';

/** One crash point or fault that was tried, and what came of it. */
export type Tried = {
  /** What was going on, such as `crash: send from the portal`. */
  area: string;
  /** Where it was hit, such as `records.commit#1 after`. */
  point: string;
  /** What came of it, in a few words. */
  outcome: string;
};

/** The environment variable that tells the workers of one run where to write. */
const FILE = 'SEALPOST_FAULT_REPORT';

/** Notes one line for the table at the end of the run; outside of a run with the reporter it does nothing. */
export function record({ area, point, outcome }: Tried): void {
  const file = process.env[FILE];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ area, point, outcome })}\n`);
}

/** Prints, after the tests, each crash point and fault that was tried with its outcome, area by area. */
export default class FaultReporter implements Reporter {
  onTestRunStart(): void {
    // A file of this run alone: two runs at once must not mix.
    process.env[FILE] = join(mkdtempSync(join(tmpdir(), 'sealpost-faults-')), 'tried.jsonl');
  }

  onTestRunEnd(): void {
    const file = process.env[FILE];
    if (file === undefined) return;
    if (existsSync(file)) console.log(renderTable(read(file)));
    rmSync(dirname(file), { recursive: true, force: true });
  }
}

function read(file: string): Tried[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Tried);
}

function renderTable(tried: readonly Tried[]): string {
  const width = Math.max(...tried.map(({ point }) => point.length));
  const areas = [...Map.groupBy(tried, ({ area }) => area)].sort(([a], [b]) => a.localeCompare(b));
  const lines = areas.flatMap(([area, rows]) => [
    '',
    `${area} (${rows.length})`,
    ...rows.map(({ point, outcome }) => `  ${point.padEnd(width)}  ${outcome}`),
  ]);
  return ['', 'Crash points and faults, with their outcome', ...lines, ''].join('\n');
}
