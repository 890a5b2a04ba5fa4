import { type Finding, type FindingType, wordTypes } from './finding.ts';

/** Long numbers of which the last four tell their owner which one it is, and nobody else anything. */
const KEEPS_LAST_FOUR: readonly FindingType[] = [
  'SSN',
  'ITIN',
  'EIN',
  'CREDIT_CARD',
  'BANK_ACCOUNT',
  'ABA',
  'IBAN',
  'DL',
  'PASSPORT',
  'ANUM',
  'MBI',
  'MRN',
  'VIN',
  'NPI',
  'DEA',
];
/** Words that say what was found and are no secret; a combination's parts are masked as what they are. */
const SHOWN: readonly FindingType[] = wordTypes.concat(['NAME', 'EMAIL', 'PHONE', 'COMBINATION']);
const MIN_LENGTH_FOR_LAST_FOUR = 8;

/** A finding as it may be shown to people who wrote the text: its masked value, with the words around it on one line. */
export type Excerpt = { before: string; masked: string; after: string };

/** A finding with up to `contextChars` characters on both sides; every other one of `findings` that stands there is masked too. */
export function maskExcerpt(
  text: string,
  finding: Finding,
  contextChars: number,
  findings: readonly Finding[] = [],
): Excerpt {
  const start = wordStart(text, Math.max(0, finding.start - contextChars), finding.start);
  const end = wordEnd(text, Math.min(text.length, finding.end + contextChars), finding.end);
  let masked = text.slice(start, end);
  for (const other of findings.concat([finding])) {
    if (other.end <= start || other.start >= end || SHOWN.indexOf(other.type) >= 0) continue;
    const from = Math.max(0, other.start - start);
    const to = Math.min(masked.length, other.end - start);
    // Masking keeps lengths, so that places stay where they are.
    masked =
      masked.slice(0, from) + maskValue(text.slice(start + from, start + to), other.type) + masked.slice(to);
  }
  const oneLine = (from: number, to: number) => masked.slice(from - start, to - start).replace(/\s+/g, ' ');
  return {
    before: oneLine(start, finding.start),
    masked: oneLine(finding.start, finding.end),
    after: oneLine(finding.end, end),
  };
}

/** A value with dots for its letters and digits, and as long as it was. */
export function maskValue(value: string, type: FindingType): string {
  const length = value.replace(/[^A-Za-z0-9]/g, '').length;
  const kept = KEEPS_LAST_FOUR.indexOf(type) >= 0 && length >= MIN_LENGTH_FOR_LAST_FOUR ? 4 : 0;
  let seen = 0;
  let masked = '';
  for (let i = 0; i < value.length; i++) {
    const character = value.charAt(i);
    const counts = /[A-Za-z0-9]/.test(character);
    if (counts) seen++;
    const isHidden = counts ? seen <= length - kept : type === 'PASSWORD' || !/[\s./-]/.test(character);
    masked += isHidden ? '•' : character;
  }
  return masked;
}

/** The begin of a word at or behind `from`, so that no excerpt begins inside one. */
function wordStart(text: string, from: number, limit: number): number {
  if (from === 0 || /\s/.test(text.charAt(from - 1))) return from;
  const space = text.slice(from, limit).search(/\s/);
  return space < 0 ? from : from + space + 1;
}

function wordEnd(text: string, to: number, limit: number): number {
  if (to === text.length || /\s/.test(text.charAt(to))) return to;
  const tail = /\s\S*$/.exec(text.slice(limit, to));
  return tail === null ? to : limit + tail.index;
}
