/**
 * Writes docs/findings: a page for each type of finding, from the labels, packs and corpus that the scanner
 * really has; every example is scanned as the page is written. With `--check` it writes nothing and exits
 * with 1 where a page is not of today.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { descriptions } from '../../shared/scan/describe.ts';
import { type FindingType, findingTypes, type Pack, scan } from '../../shared/scan/index.ts';
import { labelRules } from '../../shared/scan/labels.ts';
import { builtInPacks } from '../../shared/scan/packs/index.ts';
import { readMarks, withoutValues, withValues } from '../../test/corpus/messages.ts';

const folder = new URL('../../docs/findings/', import.meta.url).pathname;
const MAX_EXAMPLES = 6;
const types = Object.keys(findingTypes) as FindingType[];

const pages = new Map<string, string>([['README.md', overview()]]);
for (const type of types) pages.set(fileOf(type), pageOf(type));

if (process.argv.includes('--check')) await check();
else await write();

async function check(): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  const stale = there.filter((name) => !pages.has(name));
  for (const [name, text] of pages) {
    if ((await readFile(join(folder, name), 'utf8').catch(() => '')) !== text) stale.push(name);
  }
  for (const name of stale) console.error(`docs/findings/${name} is not of today: npm run docs:findings`);
  process.exitCode = stale.length === 0 ? 0 : 1;
}

async function write(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of pages) await writeFile(join(folder, name), text);
  console.log(`docs/findings: ${pages.size} pages`);
}

function fileOf(type: FindingType): string {
  return `${type.toLowerCase().replaceAll('_', '-')}.md`;
}

function overview(): string {
  const rows = types.map((type) => {
    const { name, alarms } = findingTypes[type];
    return `| [${type}](${fileOf(type)}) | ${name} | ${alarms ? 'yes' : 'no'} |`;
  });
  return `${[
    '# What the scanner finds',
    '',
    'One page for each type: what fires, what does not, and how to change it. These pages are written by `npm run docs:findings`',
    'from the scanner itself; `npm run check` fails when they are not of today.',
    '',
    '| type | in words | can alarm |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'A confidence of 0.9 and more means label and checksum or exact form together; 0.75 one of them; 0.65 a label that is far',
    'away. Findings below 0.6 are not answered.',
  ].join('\n')}\n`;
}

function pageOf(type: FindingType): string {
  const { name } = findingTypes[type];
  const { fires, not } = descriptions[type];
  const pack = builtInPacks.find((one) => one.type === type);
  const lines = [`# ${type}: ${name}`, '', `**What fires.** ${fires}`];
  if (not !== '') lines.push('', `**What does not.** ${not}`);
  lines.push(...labelsOf(type), ...packLines(pack), ...examples(type), '', changeOf(type, pack));
  return `${lines.join('\n')}\n`;
}

function labelsOf(type: FindingType): string[] {
  const phrases = labelRules.filter(({ kind }) => kind === type).flatMap((rule) => rule.phrases);
  if (phrases.length === 0 || type === 'NAME') return [];
  const bare = phrases.filter((phrase) => !/ (?:number|numbers|no|nos|num|nbr)$/.test(phrase));
  const shown = [...new Set(bare.length === 0 ? phrases : bare)].map((phrase) => `\`${phrase}\``);
  return ['', `**Labels** (each also with "number", "no" or "#" behind it): ${shown.join(', ')}.`];
}

function packLines(pack: Pack | undefined): string[] {
  if (pack === undefined) return [];
  const strong = pack.terms.filter((term) => term.strong === true).length;
  return [
    '',
    `**The lexicon.** \`shared/scan/packs/${pack.id}.json\`: ${pack.terms.length} terms, ${strong} of them strong; threshold ` +
      `${pack.threshold} within ${pack.windowChars} characters. ${pack.source} (${pack.date})`,
  ];
}

/** Messages of the corpus with what the scanner finds in them now. */
function examples(type: FindingType): string[] {
  const found: string[] = [];
  for (const message of withValues) {
    const { text } = readMarks(message);
    const mine = scan(text).filter((finding) => finding.type === type);
    const first = mine[0];
    if (first === undefined || found.length >= MAX_EXAMPLES || text.includes('\n')) continue;
    found.push(`| ${cell(text)} | ${first.confidence} | ${cell(first.why)} |`);
  }
  if (found.length === 0) return [];
  const misses = withoutValues.filter((message) => isAbout(message, type)).slice(0, MAX_EXAMPLES);
  return [
    '',
    '| found in | confidence | why |',
    '| --- | --- | --- |',
    ...found,
    ...(misses.length === 0 ? [] : ['', 'Nothing is found in:', '', ...misses.map((text) => `- ${text}`)]),
  ];
}

/** Whether a message without values has a label of this type in it. */
function isAbout(message: string, type: FindingType): boolean {
  const words = ` ${message.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `;
  return labelRules.some(
    ({ kind, phrases }) => kind === type && phrases.some((phrase) => words.includes(` ${phrase} `)),
  );
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*');
}

function changeOf(type: FindingType, pack: Pack | undefined): string {
  if (!findingTypes[type].alarms) return '**How to change it.** There is nothing to change.';
  const words =
    pack === undefined
      ? ''
      : ` \`scan.packs.${pack.id}\` adds, removes and reweighs terms and sets the threshold.`;
  return `**How to change it.** In the policy, \`scan.types.${type}\` sets what it does (secure, warn, off), from which confidence and from how many on.${words}`;
}
