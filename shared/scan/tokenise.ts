import { partitionPoint } from './partition-point.ts';
import { FOLD, findWord, HASH_START, hashStep, isUnknown, stepFrom, type Vocabulary } from './vocabulary.ts';

/** A phrase of the vocabulary in the text; several meanings of one phrase are several hits. */
export type Hit = { meaning: number; start: number; end: number };

/**
 * What one pass over a text leaves: the phrases that were known, and every run of letters and digits
 * that has a digit in it, as parallel lists sorted by place.
 */
export type Tokens = {
  hits: Hit[];
  starts: number[];
  ends: number[];
  /** Whether the run at the same index is of digits alone. */
  areDigits: boolean[];
};

/** Between two words of a phrase stand at most so many characters. */
const MAX_GAP = 4;

/** Reads the text once, from front to back, in time that grows with its length alone. */
export function tokenise(text: string, vocabulary: Vocabulary): Tokens {
  const hits: Hit[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const areDigits: boolean[] = [];
  const track: Track = { nodes: [], starts: [], count: 0, ordinal: -1, end: 0 };
  let ordinal = 0;
  let i = 0;
  while (i < text.length) {
    let code = FOLD[text.charCodeAt(i)] ?? 0;
    if (code === 0) {
      i++;
      continue;
    }
    const start = i;
    let hash = HASH_START;
    let digits = 0;
    while (code !== 0) {
      if (code <= 57) {
        // "SSN123456789": the letters before the first digit may be a word of their own.
        if (digits === 0 && i > start) lookUp(vocabulary, hash, text, start, i, ordinal, track, hits);
        digits++;
      }
      hash = hashStep(hash, code);
      i++;
      code = i < text.length ? (FOLD[text.charCodeAt(i)] ?? 0) : 0;
    }
    if (digits > 0) {
      starts.push(start);
      ends.push(i);
      areDigits.push(digits === i - start);
    }
    if (!isUnknown(vocabulary, hash)) lookUp(vocabulary, hash, text, start, i, ordinal, track, hits);
    ordinal++;
  }
  return { hits, starts, ends, areDigits };
}

/**
 * The phrases that are under way: the trie nodes where they stand and where each began, the first `count`
 * of both lists; and the number and the end of the word that took them there.
 */
type Track = { nodes: number[]; starts: number[]; count: number; ordinal: number; end: number };

/** Takes one word further along every phrase that was under way, and begins new ones with it. */
function lookUp(
  vocabulary: Vocabulary,
  hash: number,
  text: string,
  start: number,
  end: number,
  ordinal: number,
  track: Track,
  hits: Hit[],
): void {
  const word = findWord(vocabulary, hash, text, start, end);
  if (word < 0) return;
  const { nodes, starts } = track;
  const goesOn =
    track.ordinal === ordinal - 1 && start - track.end <= MAX_GAP && vocabulary.isInner[word] === 1;
  let count = 0;
  if (goesOn) {
    // Those that go no further fall out, and the others move up.
    for (let i = 0; i < track.count; i++) {
      const to = stepFrom(vocabulary, nodes[i] ?? 0, word);
      if (to === 0) continue;
      const from = starts[i] ?? 0;
      nodes[count] = to;
      starts[count++] = from;
      addHits(vocabulary, to, from, end, hits);
    }
  }
  const root = vocabulary.roots[word] ?? 0;
  if (root !== 0) {
    nodes[count] = root;
    starts[count++] = start;
    addHits(vocabulary, root, start, end, hits);
  }
  track.count = count;
  track.ordinal = ordinal;
  track.end = end;
}

function addHits({ meanings }: Vocabulary, node: number, start: number, end: number, hits: Hit[]): void {
  const ended = meanings[node];
  if (ended !== undefined) for (const meaning of ended) hits.push({ meaning, start, end });
}

/** Index of the first run that begins at `offset` or after it. */
export function firstFrom(starts: readonly number[], offset: number): number {
  return partitionPoint(starts.length, (i) => (starts[i] ?? 0) < offset);
}
