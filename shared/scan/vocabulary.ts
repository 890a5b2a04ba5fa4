/**
 * One table of every word that some label or lexicon has, and a trie of their phrases over it. Most
 * words of a mail are in neither, so a word is looked up by a hash that the tokeniser makes as it
 * reads, and only a hit costs more. All of it lies in typed arrays: the words are read for every mail.
 */
export type Vocabulary = {
  /** One bit for each hash of a word, by its lower bits; small enough to stay close to the processor. */
  filter: Int32Array;
  /** 1 + word number by hash, open addressing; 0 is free. */
  slots: Int32Array;
  hashes: Int32Array;
  /** The folded characters of all words; those of word `n` from `offsets[n]` to `offsets[n + 1]`. */
  characters: Uint16Array;
  offsets: Int32Array;
  /** By word the trie node that it leads to from the start; 0 where no phrase begins with it. */
  roots: Int32Array;
  /** By word 1 where it stands in a phrase behind the first place. */
  isInner: Uint8Array;
  /** Open addressing, four numbers a place: trie node, word, the node that it leads to, 0; a third of 0 is free. */
  steps: Int32Array;
  /** What ends at a trie node: numbers that the maker of the vocabulary gave. */
  meanings: readonly (readonly number[] | undefined)[];
};

/** A phrase of words separated by single spaces, and the numbers that it stands for. */
export type Phrase = { words: string; meaning: number };

export const HASH_START = 0x811c9dc5 | 0;

/** One step of the hash (FNV-1a) over a folded character. */
export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

const FILTER_BITS = 1 << 17;

export function buildVocabulary(phrases: readonly Phrase[]): Vocabulary {
  const numbers = new Map<string, number>();
  const split = phrases.map(({ words }) => words.split(' '));
  for (const parts of split) {
    for (const part of parts) if (!numbers.has(part)) numbers.set(part, numbers.size);
  }
  const words = Array.from(numbers.keys());
  const next = new Map<number, number>();
  const isInner = new Uint8Array(words.length);
  const meanings: (number[] | undefined)[] = [undefined];
  split.forEach((parts, index) => {
    let node = 0;
    for (const part of parts) {
      const word = numbers.get(part) ?? 0;
      if (node !== 0) isInner[word] = 1;
      const key = node * words.length + word;
      const known = next.get(key);
      node = known ?? meanings.length;
      if (known !== undefined) continue;
      meanings.push(undefined);
      next.set(key, node);
    }
    const meaning = phrases[index]?.meaning ?? 0;
    const there = meanings[node];
    if (there === undefined) meanings[node] = [meaning];
    else there.push(meaning);
  });
  const roots = Int32Array.from(words, (_, number) => next.get(number) ?? 0);
  return { ...tableOf(words), roots, isInner, steps: stepTable(next, words.length), meanings };
}

type WordTable = Pick<Vocabulary, 'filter' | 'slots' | 'hashes' | 'characters' | 'offsets'>;

function tableOf(words: readonly string[]): WordTable {
  const filter = new Int32Array(FILTER_BITS / 32);
  const slots = new Int32Array(sizeFor(words.length));
  const hashes = Int32Array.from(words, hashOf);
  const offsets = new Int32Array(words.length + 1);
  const characters = new Uint16Array(words.reduce((sum, word) => sum + word.length, 0));
  let offset = 0;
  words.forEach((word, number) => {
    for (let i = 0; i < word.length; i++) characters[offset++] = word.charCodeAt(i);
    offsets[number + 1] = offset;
    const hash = spread(hashes[number] ?? 0);
    const bits = (hash & (FILTER_BITS - 1)) >> 5;
    filter[bits] = (filter[bits] ?? 0) | (1 << (hash & 31));
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number + 1;
  });
  return { filter, slots, hashes, characters, offsets };
}

function stepTable(next: ReadonlyMap<number, number>, wordCount: number): Int32Array {
  const steps = new Int32Array(sizeFor(next.size) * 4);
  next.forEach((to, key) => {
    const node = Math.floor(key / wordCount);
    const word = key % wordCount;
    // Steps from the start are `roots`.
    if (node === 0) return;
    let place = stepPlace(steps, node, word);
    while (steps[place + 2] !== 0) place = (place + 4) & (steps.length - 1);
    steps[place] = node;
    steps[place + 1] = word;
    steps[place + 2] = to;
  });
  return steps;
}

/** A power of two that leaves three of four places free at least. */
function sizeFor(count: number): number {
  let size = 1024;
  while (size < count * 4) size *= 2;
  return size;
}

function stepPlace(steps: Int32Array, node: number, word: number): number {
  return (spread(Math.imul(node, 0x9e3779b1) + Math.imul(word, 0x85ebca6b)) * 4) & (steps.length - 1);
}

/** The trie node that `word` leads to from `node`, which is not the start; 0 where it leads nowhere. */
export function stepFrom({ steps }: Vocabulary, node: number, word: number): number {
  let place = stepPlace(steps, node, word);
  for (;;) {
    const to = steps[place + 2] ?? 0;
    if (to === 0 || (steps[place] === node && steps[place + 1] === word)) return to;
    place = (place + 4) & (steps.length - 1);
  }
}

/** The number of the word at `start`..`end`, or -1; `hash` is that of its folded characters. */
export function findWord(
  vocabulary: Vocabulary,
  hash: number,
  text: string,
  start: number,
  end: number,
): number {
  const { slots, hashes } = vocabulary;
  let slot = spread(hash) & (slots.length - 1);
  for (;;) {
    const number = (slots[slot] ?? 0) - 1;
    if (number < 0) return -1;
    if (hashes[number] === hash && isSame(vocabulary, number, text, start, end)) return number;
    slot = (slot + 1) & (slots.length - 1);
  }
}

/** Whether the table has no word of this hash, which is so for most words of a text. */
export function isUnknown({ filter }: Vocabulary, hash: number): boolean {
  const bit = spread(hash);
  return ((filter[(bit & (FILTER_BITS - 1)) >> 5] ?? 0) & (1 << (bit & 31))) === 0;
}

/** FNV's low bits are its weakest; the high ones come down. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function hashOf(word: string): number {
  let hash = HASH_START;
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i));
  return hash;
}

function isSame(
  { characters, offsets }: Vocabulary,
  number: number,
  text: string,
  start: number,
  end: number,
): boolean {
  let offset = offsets[number] ?? 0;
  if ((offsets[number + 1] ?? 0) - offset !== end - start) return false;
  for (let i = start; i < end; i++) {
    if (characters[offset++] !== FOLD[text.charCodeAt(i)]) return false;
  }
  return true;
}

/**
 * For each UTF-16 unit what stands for it in a word: letters of Latin-1 and Latin Extended-A in lower case
 * and without accent, letters of other scripts themselves, and 0 for what is neither letter nor digit.
 */
export const FOLD = foldTable();

function foldTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  // Letters of other scripts end no word and mean nothing to the tables.
  for (let code = 0x180; code < 0xe000; code++) if (!isMark(code)) table[code] = code;
  for (let code = 48; code <= 57; code++) table[code] = code;
  for (let code = 97; code <= 122; code++) {
    table[code] = code;
    table[code - 32] = code;
  }
  const bases =
    'aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo*ouuuuypy' +
    'aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs';
  for (let i = 0; i < bases.length && 0xc0 + i < 0x180; i++) {
    const base = bases.charCodeAt(i);
    if (base !== 42) table[0xc0 + i] = base;
  }
  return table;
}

/** Punctuation, symbols and arrows, and the punctuation of Chinese and Japanese. */
function isMark(code: number): boolean {
  return (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x303f);
}
