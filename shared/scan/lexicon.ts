import type { Finding, FindingType, Pack } from './finding.ts';
import type { Phrase } from './vocabulary.ts';

/** What a term of a pack stands for, by the number that the vocabulary gives it. */
export type Term = { pack: number; words: string; weight: number; isStrong: boolean; isAlone: boolean };

/** A term where it stands in the text. */
export type TermHit = { term: Term; start: number; end: number };

/** Where a person is named or identified. */
export type Anchor = { start: number; end: number; what: string };

/** Types of the DHS chart that are sensitive only together with a person. */
const PAIRED: readonly FindingType[] = [
  'CITIZENSHIP',
  'ETHNICITY_RELIGION',
  'SEXUAL_ORIENTATION',
  'CRIMINAL_HISTORY',
  'MAIDEN_NAME',
];
/** A strong term and a person stand in one paragraph, so far apart at most. */
const BESIDE_CHARS = 150;

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
 * with others close by. `hits` and `anchors` are sorted by start.
 */
export function fireLexicon(
  pack: Pack,
  hits: readonly TermHit[],
  anchors: readonly Anchor[],
  text: string,
): Finding[] {
  const found = new Map<string, Finding>();
  const add = ({ term, start, end }: TermHit, confidence: number, why: string) => {
    const known = found.get(term.words);
    if (known === undefined)
      found.set(term.words, { type: pack.type, start, end, confidence, why: `"${term.words}"${why}` });
  };
  for (const hit of hits) {
    if (hit.term.isAlone) add(hit, 0.9, '');
    if (!hit.term.isStrong) continue;
    const anchor = anchorBeside(hit, anchors, text);
    if (anchor !== null) add(hit, 0.9, ` beside ${anchor.what}`);
  }
  if (PAIRED.indexOf(pack.type) < 0) {
    for (const hit of closeTogether(pack, hits)) add(hit, 0.8, ', one of several terms close together');
  }
  return Array.from(found.values());
}

/** The hits of every stretch of `windowChars` characters in which distinct terms weigh `threshold` or more. */
function closeTogether({ threshold, windowChars }: Pack, hits: readonly TermHit[]): TermHit[] {
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

function anchorBeside({ start, end }: TermHit, anchors: readonly Anchor[], text: string): Anchor | null {
  let low = 0;
  let high = anchors.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((anchors[middle]?.end ?? 0) < start - BESIDE_CHARS) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < anchors.length && i < low + 20; i++) {
    const anchor = anchors[i];
    if (anchor === undefined || anchor.start > end + BESIDE_CHARS) return null;
    const between = anchor.end <= start ? text.slice(anchor.end, start) : text.slice(end, anchor.start);
    if (!/\n\s*\n/.test(between)) return anchor;
  }
  return null;
}
