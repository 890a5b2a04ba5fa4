import { digitGroup, firstRuns, type Group, isGlued } from '../groups.ts';
import { isTaken, type Page, report, type Why } from '../page.ts';
import { isSomethingElse, support } from '../support.ts';

/** Numbers that stand in forms, advertisements and tests, and belong to nobody. */
const SAMPLE_SSNS = [
  '078051120',
  '219099999',
  '123456789',
  '457555462',
  '111111111',
  '222222222',
  '333333333',
  '444444444',
  '555555555',
  '777777777',
  '888888888',
];

/** Social Security numbers, ITINs and EINs. Nine bare digits count only beside a label. */
export function detectTaxNumbers(page: Page): void {
  const { starts } = page.tokens;
  for (let i = 0; i < starts.length; i++) {
    if (page.taken[i] === 1) continue;
    const group = digitGroup(page, i);
    if (group === null) {
      gluedToLabel(page, i);
      continue;
    }
    const isFound = personal(page, group) || employer(page, group);
    // Runs behind a hyphen or dot were looked at as part of this group.
    if (isFound || (group.joint !== ' ' && group.joint !== '')) i = group.to;
  }
}

/** "SSN123456789". */
function gluedToLabel(page: Page, run: number): void {
  const start = page.tokens.starts[run] ?? 0;
  const match = /^(ssn?)(\d{9})$/i.exec(page.text.slice(start, page.tokens.ends[run]));
  const digits = match?.[2] ?? '';
  const kind = digits === '' ? null : kindOf(digits);
  if (kind !== null)
    report(
      page,
      kind,
      run,
      run,
      { confidence: 0.9, why: `beside "${match?.[1]}"` },
      start + (match?.[1]?.length ?? 0),
    );
}

/** Reports an SSN or ITIN that begins at the group's first run. */
function personal(page: Page, group: Group): boolean {
  const { lengths, joint } = group;
  const isOne = lengths[0] === 9;
  const isThree = lengths[0] === 3 && lengths[1] === 2 && lengths[2] === 4;
  if (!isOne && !isThree) return false;
  // More behind it with the same separator makes it a longer number, unless that separator is a space.
  if (lengths.length > (isOne ? 1 : 3) && joint !== ' ') return false;
  const number = firstRuns(group, isOne ? 1 : 3);
  if (isTaken(page, number.from, number.to)) return false;
  const { starts, ends } = page.tokens;
  const start = starts[number.from] ?? 0;
  const end = ends[number.to] ?? 0;
  const kind = kindOf(number.digits);
  if (kind === null) return false;
  const why = isOne ? bareWhy(page, kind, start, end) : formattedWhy(page, kind, number, start, end);
  if (why === null) return false;
  report(page, kind, number.from, number.to, why);
  return true;
}

/**
 * Which number nine digits can be (SSA: area not 000, 666 or 900 and more, group not 00, serial not
 * 0000; IRS: an ITIN begins with 9 and has 50 to 65, 70 to 88, 90 to 92 or 94 to 99 in the middle).
 */
function kindOf(digits: string): 'SSN' | 'ITIN' | null {
  const area = digits.slice(0, 3);
  const middle = Number(digits.slice(3, 5));
  if (digits.slice(5) === '0000' || SAMPLE_SSNS.indexOf(digits) >= 0) return null;
  if (area.charAt(0) === '9') {
    const isItin =
      (middle >= 50 && middle <= 65) || (middle >= 70 && middle <= 88) || (middle >= 90 && middle !== 93);
    return isItin ? 'ITIN' : null;
  }
  return area === '000' || area === '666' || middle === 0 ? null : 'SSN';
}

function formattedWhy(
  page: Page,
  kind: 'SSN' | 'ITIN',
  number: Group,
  start: number,
  end: number,
): Why | null {
  if (number.joint === '/') return null;
  const labelled =
    support(page, kind, start, end, 'formatted') ??
    (kind === 'ITIN' ? taxLabel(page, start, end, 'formatted') : null);
  if (isSomethingElse(page, start, 4) && (labelled === null || labelled.confidence < 0.95)) return null;
  if (labelled !== null && labelled.confidence > 0.9) return labelled;
  if (kind === 'ITIN' || isGlued(page, number.from, number.to)) return null;
  if (number.joint === '-' && !isSomethingElse(page, start, 4)) {
    return labelled ?? { confidence: 0.75, why: 'the form 000-00-0000 with a number that was given out' };
  }
  return labelled;
}

function bareWhy(page: Page, kind: 'SSN' | 'ITIN', start: number, end: number): Why | null {
  return (
    support(page, kind, start, end, 'bare') ?? (kind === 'ITIN' ? taxLabel(page, start, end, 'bare') : null)
  );
}

/** People write an ITIN where a form asks for an SSN or a tax id. */
function taxLabel(page: Page, start: number, end: number, form: 'formatted' | 'bare'): Why | null {
  return support(page, 'SSN', start, end, form) ?? support(page, 'EIN', start, end, form);
}

/** Reports an employer's number, 00-0000000 or nine digits; its label decides. */
function employer(page: Page, { from, to, lengths, joint, digits }: Group): boolean {
  const isForm = lengths.length === 2 && lengths[0] === 2 && lengths[1] === 7 && joint === '-';
  const isBare = lengths[0] === 9 && lengths.length === 1;
  if ((!isForm && !isBare) || !isEinPrefix(Number(digits.slice(0, 2)))) return false;
  const { starts, ends } = page.tokens;
  const why = support(page, 'EIN', starts[from] ?? 0, ends[to] ?? 0, isForm ? 'formatted' : 'bare');
  if (why === null) return false;
  report(page, 'EIN', from, to, why);
  return true;
}

/** Prefixes that the IRS has given to its campuses and the internet. */
function isEinPrefix(prefix: number): boolean {
  const isFree = [0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97].indexOf(prefix) >= 0;
  return !isFree;
}
