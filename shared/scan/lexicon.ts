import type { Finding, FindingType, Pack } from './finding.ts';
import { partitionPoint } from './partition-point.ts';
import { type Anchor, BESIDE_CHARS, isTopic, PAIRED_CHARS, unlistedPerson } from './persons.ts';
import type { Phrase } from './vocabulary.ts';

/** What a term of a pack stands for, by the number that the vocabulary gives it. */
export type Term = { pack: number; words: string; weight: number; isStrong: boolean; isAlone: boolean };

/** A term where it stands in the text. */
export type TermHit = { term: Term; start: number; end: number };

/** Types of the DHS chart that are sensitive only together with a person. */
const PAIRED: readonly FindingType[] = [
  'CITIZENSHIP',
  'ETHNICITY_RELIGION',
  'SEXUAL_ORIENTATION',
  'CRIMINAL_HISTORY',
  'MAIDEN_NAME',
];
/** Beside a person so much of the threshold is enough. */
const BESIDE_SHARE = 0.5;
/** In a text made of terms alone the words around so many are looked at. */
const MAX_LOOKS = 500;

/** Every term of the packs, numbered from `first` on, with the plural that only adds an "s". */
export function termsOf(packs: readonly Pack[], first: number): { phrases: Phrase[]; terms: Term[] } {
  const phrases: Phrase[] = [];
  const terms: Term[] = [];
  packs.forEach((pack, index) => {
    for (const { term, weight, strong, alone } of pack.terms) {
      const meaning = first + terms.length;
      terms.push({ pack: index, words: term, weight, isStrong: strong === true, isAlone: alone === true });
      phrases.push({ words: term, meaning });
      if (/[a-rt-z]$/.test(term) && term.length > 3) phrases.push({ words: `${term}s`, meaning });
    }
  });
  return { phrases, terms };
}

/**
 * The findings of one pack: each distinct term once, where it fires alone, beside a person, or together
 * with others close by. `hits` and what `people` answers are sorted by start; most texts need no answer.
 */
export function fireLexicon(
  pack: Pack,
  hits: readonly TermHit[],
  people: () => readonly Anchor[],
  text: string,
): Finding[] {
  const found = new Map<string, Finding>();
  const isPaired = PAIRED.indexOf(pack.type) >= 0;
  let looks = 0;
  const add = ({ term, start, end }: TermHit, confidence: number, why: string) => {
    const known = found.get(term.words);
    if (known === undefined)
      found.set(term.words, { type: pack.type, start, end, confidence, why: `"${term.words}"${why}` });
  };
  const personBeside = (hit: TermHit) =>
    anchorBeside(hit, people(), text, isPaired) ??
    (looks++ < MAX_LOOKS ? unlistedPerson(text, hit, isPaired) : null);
  for (const hit of hits) {
    if (hit.term.isAlone) add(hit, 0.9, '');
    if (!hit.term.isStrong || found.has(hit.term.words) || isTopic(text, hit)) continue;
    const anchor = personBeside(hit);
    if (anchor !== null) add(hit, 0.9, ` beside ${anchor.what}`);
  }
  if (isPaired) return Array.from(found.values());
  for (const hit of closeTogether(pack, hits)) add(hit, 0.8, ', one of several terms close together');
  if (pack.type !== 'PROFANITY') {
    const lower = { threshold: pack.threshold * BESIDE_SHARE, windowChars: BESIDE_CHARS * 2 };
    const beside = closeTogether(lower, hits).filter((hit) => personBeside(hit) !== null);
    for (const hit of closeTogether(lower, beside)) add(hit, 0.8, ', one of several terms beside a person');
  }
  return Array.from(found.values());
}

/** The hits of every stretch of `windowChars` characters in which distinct terms weigh `threshold` or more. */
function closeTogether(
  { threshold, windowChars }: Pick<Pack, 'threshold' | 'windowChars'>,
  hits: readonly TermHit[],
): TermHit[] {
  const close: TermHit[] = [];
  const counts = new Map<string, number>();
  let weight = 0;
  let left = 0;
  let marked = 0;
  hits.forEach((hit, right) => {
    const { words } = hit.term;
    const count = counts.get(words) ?? 0;
    counts.set(words, count + 1);
    if (count === 0) weight += hit.term.weight;
    for (
      let first = hits[left];
      first !== undefined && hit.end - first.start > windowChars;
      first = hits[++left]
    ) {
      const rest = (counts.get(first.term.words) ?? 1) - 1;
      counts.set(first.term.words, rest);
      if (rest === 0) weight -= first.term.weight;
    }
    // Weights are decimal fractions, and their sums not quite.
    if (weight < threshold - 1e-9) return;
    for (marked = Math.max(marked, left); marked <= right; marked++) {
      const one = hits[marked];
      if (one !== undefined) close.push(one);
    }
  });
  return close;
}

function anchorBeside(
  { start, end }: TermHit,
  anchors: readonly Anchor[],
  text: string,
  isPaired: boolean,
): Anchor | null {
  const first = partitionPoint(anchors.length, (i) => (anchors[i]?.end ?? 0) < start - BESIDE_CHARS);
  for (let i = first; i < anchors.length && i < first + 20; i++) {
    const anchor = anchors[i];
    if (anchor === undefined || anchor.start > end + BESIDE_CHARS) return null;
    const between = anchor.end <= start ? text.slice(anchor.end, start) : text.slice(end, anchor.start);
    if (isPaired ? isOneSentence(between) : !/\n\s*\n/.test(between)) return anchor;
  }
  return null;
}

/** Whether what stands between a fact and a person parts them less than the end of a sentence and more does. */
function isOneSentence(between: string): boolean {
  return (
    between.length <= PAIRED_CHARS &&
    !(between.length <= 25 ? /\n/ : /\n\s*\n|[.!?]["')]?\s+(?!(?:She|He|His|Her|They)\b)[A-Z]/).test(between)
  );
}
