/**
 * Writes docs/policy.md: each setting of the policy with meaning, values and default, from the schema that the
 * service reads it by. With `--check` it writes nothing and exits with 1 where the page is not of today.
 */
import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { policySchema } from '../../shared/policy/schema.ts';
import { defaultTypeRules } from '../../shared/policy/send-policy.ts';
import { type FindingType, findingTypes } from '../../shared/scan/index.ts';
import { builtInPacks } from '../../shared/scan/packs/index.ts';

/** The part of JSON Schema that zod writes for the policy. */
type Schema = {
  type?: string;
  description?: string;
  default?: unknown;
  enum?: readonly string[];
  anyOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
};
type Row = { path: string; meaning: string; values: string; standard: string };

const file = new URL('../../docs/policy.md', import.meta.url).pathname;
const MAX_DEFAULT_CHARS = 80;
/** Types whose keys are kinds of findings or lexicons: one row stands for all of them. */
const ANY_KEY: Readonly<Record<string, string>> = { 'scan.types': 'TYPE', 'scan.packs': 'ID' };

const text = page();
if (!process.argv.includes('--check')) {
  await writeFile(file, text);
} else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  console.error('docs/policy.md is not of today: npm run docs:policy');
  process.exitCode = 1;
}

function page(): string {
  const schema = z.toJSONSchema(policySchema, { io: 'input' }) as Schema;
  const [first] = builtInPacks;
  return `${[
    '# The policy',
    '',
    'What an organisation decides stands as JSON in the setting `SEALPOST_POLICY` of the service. Only the name and the domains',
    'have no default, so this is a whole policy:',
    '',
    '```json',
    '{ "organisation": { "name": "State of Example", "domains": ["example.gov"] } }',
    '```',
    '',
    'A setting that is wrong keeps the service from starting, and its log names each of them. How a mail is decided on:',
    '[send-alert.md](send-alert.md). What alert and pane get of it without a sign-in (`send` and `scan`, domains as hashes) is',
    'under `send` in the answer of `/api/config`. This page is written by `npm run docs:policy` from the schema that the service',
    'reads; `npm run check` fails when it is not of today.',
    '',
    '## Settings',
    '',
    '| setting | meaning | values | default |',
    '| --- | --- | --- | --- |',
    ...rowsOf('', schema, undefined).map(
      ({ path, meaning, values, standard }) => `| \`${path}\` | ${meaning} | ${values} | ${standard} |`,
    ),
    '',
    '## What findings do',
    '',
    '`secure`: the mail has to be sent securely when anybody outside gets it. `warn`: its author is asked. `off`: nothing. A finding',
    'counts from its confidence on: 0.9 and more means label and checksum or exact form together, 0.75 one of them, 0.65 a label that',
    'is far away. People switch off what cries wolf, so only what takes an identity, money or privacy holds a mail back.',
    '',
    '| type | in words | action | beside a person | from confidence |',
    '| --- | --- | --- | --- | --- |',
    ...(Object.keys(findingTypes) as FindingType[]).map(ruleRow),
    '',
    'To make dates of birth a matter of numbers, for instance, and to leave one lexicon out:',
    '',
    '```json',
    JSON.stringify({
      scan: {
        types: { DOB: { action: 'secure', minCount: 5 } },
        packs: { [first?.id ?? '']: { isOff: true } },
      },
    }),
    '```',
    '',
    'What is said of a type holds wherever it stands, unless `besidePerson` says more.',
    '',
    '## Lexicons',
    '',
    'Each type says when its lexicon fires.',
    '',
    '| id | type | terms |',
    '| --- | --- | --- |',
    ...builtInPacks.map(({ id, type, terms }) => `| \`${id}\` | ${linkTo(type)} | ${terms.length} |`),
  ].join('\n')}\n`;
}

/** A row for each setting, with what is below it. `standard`: what its parent has as default for it. */
function rowsOf(path: string, schema: Schema, standard: unknown): Row[] {
  const own = schema.default ?? standard;
  const rows: Row[] = [];
  if (schema.description !== undefined) {
    rows.push({
      path,
      meaning: cell(schema.description),
      values: valuesOf(schema),
      standard: defaultOf(schema, own),
    });
  }
  const { properties = {}, items, additionalProperties } = schema;
  for (const [name, below] of Object.entries(properties)) {
    const from = typeof own === 'object' && own !== null ? (own as Record<string, unknown>)[name] : undefined;
    rows.push(...rowsOf(path === '' ? name : `${path}.${name}`, below, from));
  }
  if (items?.properties !== undefined) rows.push(...rowsOf(`${path}[]`, items, undefined));
  if (typeof additionalProperties === 'object')
    rows.push(...rowsOf(`${path}.${ANY_KEY[path] ?? 'NAME'}`, additionalProperties, undefined));
  return rows;
}

function valuesOf({ type, enum: names, anyOf, items, minimum, maximum, exclusiveMinimum }: Schema): string {
  if (names !== undefined) return names.map((name) => `\`${name}\``).join(', ');
  if (anyOf !== undefined) return anyOf.map(valuesOf).join(' or ');
  if (type === 'null') return '`null`';
  if (type === 'boolean') return '`true`, `false`';
  if (type === 'string') return 'text';
  if (type === 'array') return items?.type === 'string' ? 'list of texts' : 'list';
  if (type === 'integer' || type === 'number') {
    const least = minimum ?? (exclusiveMinimum === undefined ? undefined : `more than ${exclusiveMinimum}`);
    const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
    if (isBounded) return `${least ?? 'up'} to ${maximum}`;
    return typeof least === 'string' ? least : least === undefined ? 'number' : `${least} and more`;
  }
  return '';
}

function defaultOf({ type }: Schema, standard: unknown): string {
  if (standard === undefined || (type === 'object' && standard !== null)) return '';
  const written = JSON.stringify(standard);
  return written.length > MAX_DEFAULT_CHARS ? 'built in' : `\`${cell(written)}\``;
}

function ruleRow(type: FindingType): string {
  const { name } = findingTypes[type];
  const { action, besidePerson, minConfidence } = defaultTypeRules[type];
  return `| ${linkTo(type)} | ${name} | ${action} | ${besidePerson ?? ''} | ${action === 'off' ? '' : minConfidence} |`;
}

function linkTo(type: FindingType): string {
  return `[${type}](findings/${type.toLowerCase().replaceAll('_', '-')}.md)`;
}

function cell(words: string): string {
  return words.replaceAll('|', '\\|');
}
