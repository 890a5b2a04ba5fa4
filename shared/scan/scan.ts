import { combinations } from './combine.ts';
import { detectBankAccounts, detectIbans, detectRoutingNumbers } from './detectors/bank.ts';
import { detectCards } from './detectors/cards.ts';
import { detectContacts } from './detectors/contacts.ts';
import { detectDatesOfBirth } from './detectors/dates-of-birth.ts';
import { detectDocuments } from './detectors/documents.ts';
import { detectNames } from './detectors/names.ts';
import { detectRegisteredNumbers } from './detectors/registered-numbers.ts';
import { detectSecrets } from './detectors/secrets.ts';
import { detectTaxNumbers } from './detectors/tax-numbers.ts';
import { type Finding, type FindingType, findingTypes, type Pack, wordTypes } from './finding.ts';
import { type Label, labelRules } from './labels.ts';
import { fireLexicon, type Term, type TermHit, termsOf } from './lexicon.ts';
import { normalise } from './normalise.ts';
import { builtInPacks, givenNames } from './packs/index.ts';
import { makePage } from './page.ts';
import { type Anchor, isContact, spokenOf } from './persons.ts';
import { type Hit, tokenise } from './tokenise.ts';
import { buildVocabulary, type Phrase } from './vocabulary.ts';

/** What an organisation changes of the scanner. */
export type ScanOptions = {
  /** The lexicons to use instead of the built-in ones. */
  packs?: readonly Pack[];
  /** Findings below this confidence are left out; 0.6 where nothing is said. */
  minConfidence?: number;
};

const MIN_CONFIDENCE = 0.6;
/** Meanings of the vocabulary: labels first, then given names, then terms. */
const NAME_MEANING = labelRules.length;
const FIRST_TERM = NAME_MEANING + 1;
/** Findings that name or identify a person, so that a strong term beside them is about somebody. */
const IDENTIFIERS: readonly FindingType[] = [
  'NAME',
  'SSN',
  'ITIN',
  'DOB',
  'MRN',
  'MBI',
  'DL',
  'PASSPORT',
  'ANUM',
  'SSN_LAST4',
];
/** Findings that may lie over others: words, and what is made of others. */
const LAYERED: readonly FindingType[] = wordTypes.concat(['NAME', 'COMBINATION']);

/** Makes a scanner with lexicons of one's own; making it costs more than a scan, so keep it. */
export function createScanner(options: ScanOptions = {}): (text: string) => Finding[] {
  const packs = options.packs ?? builtInPacks;
  const minConfidence = options.minConfidence ?? MIN_CONFIDENCE;
  const { phrases, terms } = termsOf(packs, FIRST_TERM);
  const vocabulary = buildVocabulary(labelPhrases().concat(namePhrases(), phrases));
  return (given) => {
    const { text, toGiven } = normalise(given);
    const tokens = tokenise(text, vocabulary);
    const { labels, names, termHits } = sortHits(tokens.hits, terms, packs.length);
    const page = makePage(text, tokens, labels, labelRules);

    // From the most telling form to the least: what one takes the next does not see.
    detectIbans(page);
    detectCards(page);
    detectRegisteredNumbers(page);
    detectTaxNumbers(page);
    detectRoutingNumbers(page);
    detectSecrets(page);
    detectDatesOfBirth(page);
    detectDocuments(page);
    detectBankAccounts(page);
    detectContacts(page);
    detectNames(page, names);

    const findings = withoutOverlaps(page.findings.filter(({ confidence }) => confidence >= minConfidence));
    let anchors: Anchor[] | null = null;
    const people = () => (anchors ??= peopleIn(text, findings, names, page.labels));
    packs.forEach((pack, index) => {
      const fired = fireLexicon(pack, termHits[index] ?? [], people, text);
      for (const finding of fired) if (finding.confidence >= minConfidence) findings.push(finding);
    });
    for (const combination of combinations(findings.filter(isNoWord))) findings.push(combination);
    findings.sort(byPlace);
    return findings.map((finding) => ({
      ...finding,
      start: toGiven(finding.start),
      end: toGiven(finding.end),
    }));
  };
}

let builtIn: ((text: string) => Finding[]) | null = null;

/** Finds what is sensitive in a text, sorted by place; without options with the built-in lexicons. Pure; runs in an ES2016 engine without DOM. */
export function scan(text: string, options?: ScanOptions): Finding[] {
  if (options !== undefined) return createScanner(options)(text);
  builtIn ??= createScanner();
  return builtIn(text);
}

function labelPhrases(): Phrase[] {
  const phrases: Phrase[] = [];
  labelRules.forEach((rule, meaning) => {
    for (const words of rule.phrases) phrases.push({ words, meaning });
  });
  return phrases;
}

function namePhrases(): Phrase[] {
  return givenNames.map((words) => ({ words, meaning: NAME_MEANING }));
}

type Place = { start: number; end: number };
type SortedHits = { labels: Hit[]; names: Hit[]; termHits: TermHit[][] };

/** Parts the vocabulary's hits by what they mean; of terms of one pack that contain each other only the longest stays. */
function sortHits(hits: readonly Hit[], terms: readonly Term[], packCount: number): SortedHits {
  const sorted: SortedHits = { labels: [], names: [], termHits: [] };
  for (let i = 0; i < packCount; i++) sorted.termHits.push([]);
  for (const hit of hits) {
    if (hit.meaning < NAME_MEANING) sorted.labels.push(hit);
    else if (hit.meaning === NAME_MEANING) sorted.names.push(hit);
    else addTerm(sorted.termHits, terms[hit.meaning - FIRST_TERM], hit);
  }
  return sorted;
}

function addTerm(termHits: readonly TermHit[][], term: Term | undefined, { start, end }: Hit): void {
  const ofPack = term === undefined ? undefined : termHits[term.pack];
  if (term === undefined || ofPack === undefined) return;
  let last = ofPack[ofPack.length - 1];
  while (last !== undefined && last.start >= start) {
    ofPack.pop();
    last = ofPack[ofPack.length - 1];
  }
  if (last === undefined || last.end < end) ofPack.push({ term, start, end });
}

/** Whom a text names, numbers or speaks of, sorted by place. */
function peopleIn(
  text: string,
  findings: readonly Finding[],
  names: readonly Hit[],
  labels: readonly Label[],
): Anchor[] {
  return findings
    .filter((one) => IDENTIFIERS.indexOf(one.type) >= 0 && !(one.type === 'NAME' && isContact(text, one)))
    .map(toAnchor)
    .concat(spokenOf(text, names, labels))
    .sort(byPlace);
}

function toAnchor({ type, start, end }: Finding): Anchor {
  return { start, end, what: `a ${findingTypes[type].name}` };
}

function isNoWord({ type }: Finding): boolean {
  return type === 'NAME' || LAYERED.indexOf(type) < 0;
}

/** Sorted by place, and of two that overlap the surer one. */
function withoutOverlaps(findings: Finding[]): Finding[] {
  const kept: Finding[] = [];
  let last: Finding | null = null;
  for (const finding of findings.sort(byPlace)) {
    if (LAYERED.indexOf(finding.type) >= 0) {
      kept.push(finding);
    } else if (last === null || finding.start >= last.end) {
      kept.push(finding);
      last = finding;
    } else if (finding.confidence > last.confidence) {
      kept.splice(kept.lastIndexOf(last), 1, finding);
      last = finding;
    }
  }
  return kept;
}

function byPlace(a: Place, b: Place): number {
  return a.start - b.start || a.end - b.end;
}
