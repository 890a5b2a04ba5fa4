import { FOLD, findWord, HASH_START, hashStep, isUnknown, type Vocabulary } from './vocabulary.ts';

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
  const track = { states: [] as State[], ordinal: -1, end: 0 };
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

type State = { node: number; start: number };
type Track = { states: State[]; ordinal: number; end: number };

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
  const goesOn = track.ordinal === ordinal - 1 && start - track.end <= MAX_GAP;
  const next: State[] = [];
  if (goesOn)
    for (const { node, start: from } of track.states) step(vocabulary, node, word, from, end, next, hits);
  step(vocabulary, 0, word, start, end, next, hits);
  track.states = next;
  track.ordinal = ordinal;
  track.end = end;
}

function step(
  { steps, words, meanings }: Vocabulary,
  node: number,
  word: number,
  start: number,
  end: number,
  next: State[],
  hits: Hit[],
): void {
  const to = steps.get(node * words.length + word);
  if (to === undefined) return;
  next.push({ node: to, start });
  const ended = meanings[to];
  if (ended !== undefined) for (const meaning of ended) hits.push({ meaning, start, end });
}

/** Index of the first run that begins at `offset` or after it. */
export function firstFrom(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
