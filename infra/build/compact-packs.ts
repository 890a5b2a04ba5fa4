import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Writes the lexicons into the alert's script as lists of words: one list for all terms that weigh alike, and of each
 * word only what differs from the one before, behind a capital that says how much of that stays. The script makes the
 * packs' own form of them as it starts. Braces and names of members for thousands of terms would be a third of what
 * Outlook has to load.
 */
export function compactPacks(): Plugin {
  return {
    name: 'sealpost-compact-packs',
    setup: (build) => {
      build.onResolve({ filter: /^sealpost:word-list$/ }, ({ path }) => ({ path, namespace: 'sealpost' }));
      build.onLoad({ filter: /.*/, namespace: 'sealpost' }, () => ({ contents: READER, loader: 'js' }));
      build.onLoad({ filter: /\/shared\/scan\/packs\/[a-z-]+\.json$/ }, async ({ path }) => ({
        contents: packScript(JSON.parse(await readFile(path, 'utf8'))),
        loader: 'js',
      }));
    },
  };
}

const FIRST_CAPITAL = 'A'.charCodeAt(0);
const MOST_SHARED = 25;

/** The words of a list, as listOf wrote it; plain ES2016. */
const READER = `
export const wordsOf = (list) => {
  let word = "";
  return list.match(/[A-Z][^A-Z]*/g).map((step) => (word = word.slice(0, step.charCodeAt(0) - ${FIRST_CAPITAL}) + step.slice(1)));
};`;

type Term = { term: string } & Readonly<Record<string, unknown>>;

/** A module whose default export is what the file holds but for its title, source and date, its terms and names in another order. Throws for words with capitals. */
function packScript(pack: unknown): string {
  if (!isRecord(pack)) throw new Error('A lexicon is an object.');
  const { terms = [], names, title: _title, source: _source, date: _date, ...head } = pack;
  const byWeight = new Map<string, string[]>();
  for (const { term, ...rest } of terms as readonly Term[]) {
    const key = JSON.stringify(rest);
    byWeight.set(key, [...(byWeight.get(key) ?? []), term]);
  }
  const lists = [...byWeight].map(([rest, words]) => `[${rest},${JSON.stringify(listOf(words))}]`);
  return [
    'import { wordsOf } from "sealpost:word-list";',
    `const pack = ${JSON.stringify(head)};`,
    'pack.terms = [];',
    `[${lists.join()}].forEach((list) => wordsOf(list[1]).forEach((term) => {`,
    '  pack.terms.push(Object.assign({ term }, list[0]));',
    '}));',
    names === undefined ? '' : `pack.names = wordsOf(${JSON.stringify(listOf(names as string[]))});`,
    'export default pack;',
  ].join('\n');
}

function listOf(words: readonly string[]): string {
  let before = '';
  let list = '';
  for (const word of [...words].sort()) {
    if (word === '' || /[A-Z]/.test(word)) throw new Error(`"${word}" is no word of a lexicon.`);
    let shared = 0;
    while (shared < MOST_SHARED && shared < before.length && before[shared] === word[shared]) shared++;
    list += String.fromCharCode(FIRST_CAPITAL + shared) + word.slice(shared);
    before = word;
  }
  return list;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
