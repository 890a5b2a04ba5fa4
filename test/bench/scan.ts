import { type FindingType, findingTypes, wordTypes } from '../../shared/scan/finding.ts';
import { scan } from '../../shared/scan/index.ts';
import { readMarks, withoutValues, withValues } from '../corpus/messages.ts';
import type { Bench } from './run.ts';
import { fetched, fetchPackage } from './scan/fetched.ts';
import { readRealMail } from './scan/real-mail.ts';
import { worstPieces } from './scan/worst-texts.ts';

type Row = Readonly<Record<string, string | number>>;
type Scanner = { name: string; run: (text: string) => Promise<unknown> };

const ROUNDS = 5;
/** The slowest package takes a minute for more. */
const SPEED_TEXTS = 300;
const WORST_BYTES = 10_000_000;
/** What only says who is spoken of is not counted; words are, by pack. */
const CONTEXT: readonly FindingType[] = ['NAME', 'EMAIL', 'PHONE', 'COMBINATION'];

/** What the scanner finds, what it should not, how fast beside two packages of npm, and how its time grows. */
export const bench: Bench = async () => {
  const mails = await readRealMail();
  const rows: Row[] = [...accuracy(), ...(mails === null ? [] : realMailRates(mails))];
  const texts = mails ?? withValues.map((message) => readMarks(message).text);
  rows.push(...(await speeds(texts.slice(0, SPEED_TEXTS))));
  rows.push(...worstCases());
  return { rows };
};

/** Precision and recall by type over the scanner's own corpus, in percent. */
function accuracy(): Row[] {
  const counts = new Map<string, { found: number; missed: number; wrong: number }>();
  const of = (type: string) => {
    const count = counts.get(type) ?? { found: 0, missed: 0, wrong: 0 };
    counts.set(type, count);
    return count;
  };
  for (const message of [...withValues, ...withoutValues]) {
    const { text, values } = readMarks(message);
    const findings = scan(text).filter(({ type }) => !CONTEXT.includes(type) && !wordTypes.includes(type));
    for (const value of values) {
      const isFound = findings.some(
        (one) => one.type === value.type && one.start < value.end && value.start < one.end,
      );
      of(value.type)[isFound ? 'found' : 'missed']++;
    }
    for (const one of findings) {
      const isRight = values.some(
        (value) => value.type === one.type && one.start < value.end && value.start < one.end,
      );
      if (!isRight) of(one.type).wrong++;
    }
  }
  return [...counts].map(([type, { found, missed, wrong }]) => ({
    what: 'type',
    name: type,
    precisionPercent: percent(found, found + wrong),
    recallPercent: percent(found, found + missed),
    values: found + missed,
  }));
}

/** How many ordinary mails hold a finding: of any number or secret, and by pack. */
function realMailRates(mails: readonly string[]): Row[] {
  const byType = new Map<FindingType, number>();
  let flagged = 0;
  for (const mail of mails) {
    const types = new Set(scan(mail).map(({ type }) => type));
    for (const type of types) byType.set(type, (byType.get(type) ?? 0) + 1);
    if ([...types].some((type) => !wordTypes.includes(type) && !CONTEXT.includes(type))) flagged++;
  }
  const rate = (count: number) => ({
    mails: mails.length,
    flagged: count,
    flaggedPercent: percent(count, mails.length),
  });
  return [
    { what: 'real mail', name: 'numbers and secrets', ...rate(flagged) },
    ...wordTypes.map((type) => ({
      what: 'real mail',
      name: `pack ${findingTypes[type].name}`,
      ...rate(byType.get(type) ?? 0),
    })),
  ];
}

/** Megabytes a second on one core, each scanner over the same texts in turn, medians. */
async function speeds(texts: readonly string[]): Promise<Row[]> {
  const scanners: Scanner[] = [{ name: 'sealpost', run: async (text) => scan(text) }, ...(await peers())];
  const megabytes = texts.reduce((sum, text) => sum + text.length, 0) / 1e6;
  const seconds = scanners.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, { run }] of scanners.entries()) {
      const start = performance.now();
      for (const text of texts) await run(text);
      // The first round only warms up.
      if (round > 0) seconds[index]?.push((performance.now() - start) / 1000);
    }
  }
  return scanners.map(({ name }, index) => ({
    what: 'speed',
    name,
    megabytesPerSecond: round(megabytes / median(seconds[index] ?? [])),
  }));
}

/** Two packages that look for the same in a text; their versions are pinned here. */
async function peers(): Promise<Scanner[]> {
  const found: Scanner[] = [];
  if ((await fetchPackage('@redactpii/node', '1.0.17')) !== null) {
    const { Redactor } = fetched('@redactpii/node') as {
      Redactor: new () => { redact: (text: string) => string };
    };
    const redactor = new Redactor();
    found.push({ name: '@redactpii/node', run: async (text) => redactor.redact(text) });
  }
  if ((await fetchPackage('openredaction', '1.1.5')) !== null) {
    const { OpenRedaction } = fetched('openredaction') as {
      OpenRedaction: new () => { detect: (text: string) => Promise<unknown> };
    };
    const shield = new OpenRedaction();
    found.push({ name: 'openredaction', run: (text) => shield.detect(text) });
  }
  return found;
}

/** Time for a quarter of 10 MB and for all of it of the worst texts; `growth` is 1 where time grows as the text does. */
function worstCases(): Row[] {
  return Object.entries(worstPieces).map(([name, piece]) => {
    const whole = piece.repeat(Math.ceil(WORST_BYTES / piece.length));
    const quarterMs = timeOf(whole.slice(0, WORST_BYTES / 4));
    const wholeMs = timeOf(whole);
    return { what: 'worst', name, ms: Math.round(wholeMs), growth: round(wholeMs / 4 / quarterMs) };
  });
}

function timeOf(text: string): number {
  const start = performance.now();
  scan(text);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? Number.NaN : round((100 * part) / whole);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
