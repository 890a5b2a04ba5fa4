/**
 * One table of every word that some label or lexicon has, and a trie of their phrases over it. Most
 * words of a mail are in neither, so a word is looked up by a hash that the tokeniser makes as it
 * reads, and only a hit costs more.
 */
export type Vocabulary = {
  /** 1 + word number by hash, open addressing; 0 is free. */
  slots: Int32Array;
  mask: number;
  words: readonly string[];
  hashes: Int32Array;
  /** Next trie node by `node * words.length + word`. */
  steps: ReadonlyMap<number, number>;
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

export function buildVocabulary(phrases: readonly Phrase[]): Vocabulary {
  const numbers = new Map<string, number>();
  const split = phrases.map(({ words }) => words.split(' '));
  for (const parts of split) {
    for (const part of parts) if (!numbers.has(part)) numbers.set(part, numbers.size);
  }
  const words = Array.from(numbers.keys());
  let size = 1024;
  while (size < words.length * 8) size *= 2;
  const slots = new Int32Array(size);
  const hashes = new Int32Array(words.length);
  words.forEach((word, number) => {
    const hash = hashOf(word);
    hashes[number] = hash;
    let slot = spread(hash) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = number + 1;
  });

  const steps = new Map<number, number>();
  const meanings: (number[] | undefined)[] = [undefined];
  split.forEach((parts, index) => {
    let node = 0;
    for (const part of parts) {
      const key = node * words.length + (numbers.get(part) ?? 0);
      let next = steps.get(key);
      if (next === undefined) {
        next = meanings.length;
        meanings.push(undefined);
        steps.set(key, next);
      }
      node = next;
    }
    const meaning = phrases[index]?.meaning ?? 0;
    const there = meanings[node];
    if (there === undefined) meanings[node] = [meaning];
    else there.push(meaning);
  });
  return { slots, mask: size - 1, words, hashes, steps, meanings };
}

/** The number of the word at `start`..`end`, or -1; `hash` is that of its folded characters. */
export function findWord(
  vocabulary: Vocabulary,
  hash: number,
  text: string,
  start: number,
  end: number,
): number {
  const { slots, mask, words, hashes } = vocabulary;
  let slot = spread(hash) & mask;
  for (;;) {
    const number = (slots[slot] ?? 0) - 1;
    if (number < 0) return -1;
    if (hashes[number] === hash && isSame(words[number] ?? '', text, start, end)) return number;
    slot = (slot + 1) & mask;
  }
}

/** Whether the table has no word of this hash, which is so for most words of a text. */
export function isUnknown({ slots, mask }: Vocabulary, hash: number): boolean {
  return slots[spread(hash) & mask] === 0;
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

function isSame(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) {
    if (word.charCodeAt(i) !== FOLD[text.charCodeAt(start + i)]) return false;
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
