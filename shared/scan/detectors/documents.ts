import { isGlued, jointBetween } from '../groups.ts';
import { type Page, report } from '../page.ts';
import { isAmountAt, isDateAt, isPhoneAt } from '../shapes.ts';
import { announcedValues } from './announced.ts';

/**
 * Driver's licenses and state identity cards, by the forms of the fifty states, the District and the
 * larger Canadian provinces, without separators; only behind a label.
 */
const LICENSE_FORMS: readonly RegExp[] = [
  /^\d{7,10}$/,
  /^\d{12}$/,
  /^[A-Z]\d{4,14}$/,
  /^[A-Z]{2}\d{5,7}[A-Z]?$/,
  /^[A-Z]{3}\d{6}$/,
  /^\d{2}[A-Z]{3}\d{5}$/,
  /^\d{3}[A-Z]{2}\d{4}$/,
  /^\d{7}[A-Z]$/,
  /^\d{8}[A-Z]{1,2}$/,
  /^\d{9}[A-Z]$/,
  /^[A-Z]\d{6}R$/,
  /^[A-Z]\d{3}[A-Z]\d[A-Z]\d$/,
  /^[A-Z]\d[A-Z]\d[A-Z]$/,
  /^[A-Z]{1,7}[A-Z0-9*]{5}[A-Z0-9]{3}[A-Z0-9]{2}$/,
  /^WDL[A-Z0-9]{9}$/,
  /^\d{2}[A-Z]\d{6}$/,
];

/** Licenses, passports and medical record numbers: values that only their label tells from any other number. */
export function detectDocuments(page: Page): void {
  for (const { from, to, confidence, why } of announcedValues(page, ['DL'], licenseEnd)) {
    report(page, 'DL', from, to, { confidence, why }, letterBefore(page, from) ?? undefined);
  }
  for (const { from, to, confidence, why } of announcedValues(page, ['PASSPORT'], passportEnd)) {
    report(page, 'PASSPORT', from, to, { confidence, why });
  }
  for (const { from, to, confidence, why } of announcedValues(page, ['MRN'], recordEnd)) {
    report(page, 'MRN', from, to, { confidence, why });
  }
}

/** One value with the groups that hyphens or spaces join to it, and its characters without them. */
type Value = { to: number; characters: string };

function licenseEnd(page: Page, first: number): number | null {
  if (!isOrdinary(page, first)) return null;
  const letter = letterBefore(page, first);
  const head = letter === null ? '' : page.text.charAt(letter);
  let end: number | null = null;
  for (const { to, characters } of joined(page, first)) {
    if (isLicense(head + characters)) end = to;
  }
  return end;
}

function isLicense(characters: string): boolean {
  // In small letters people write one letter and digits, and everything else is a word.
  if (characters !== characters.toUpperCase() && !/^[a-z]{1,2}\d{5,}$/.test(characters)) return false;
  const value = characters.toUpperCase();
  const digits = value.replace(/\D/g, '').length;
  return (digits >= 4 || /^WDL/.test(value)) && LICENSE_FORMS.some((form) => form.test(value));
}

/** A capital that stands alone before the run, as in "N 317 481 784 813"; its offset, or null. */
function letterBefore({ text, tokens }: Page, first: number): number | null {
  const start = tokens.starts[first] ?? 0;
  const isLetter = /^[\s#:(][A-Z][ -]$/.test(text.slice(start - 3, start));
  return isLetter ? start - 2 : null;
}

const PASSPORT_FORMS: readonly RegExp[] = [
  /^\d{8,9}$/,
  /^[A-Z]\d{6,8}$/,
  /^[A-Z]{2}\d{6,7}$/,
  /^\d{2}[A-Z]{2}\d{5}$/,
  /^[A-Z]\d{7}[A-Z]$/,
  /^[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}$/,
];

function passportEnd(page: Page, first: number): number | null {
  if (!isOrdinary(page, first)) return null;
  const value = page.text.slice(page.tokens.starts[first], page.tokens.ends[first]);
  if (value !== value.toUpperCase() && !/^[a-z]{1,2}\d+$/.test(value)) return null;
  const isPassport = PASSPORT_FORMS.some((form) => form.test(value.toUpperCase()));
  return isPassport && (value.match(/\d/g) ?? []).length >= 5 ? first : null;
}

function recordEnd(page: Page, first: number): number | null {
  if (!isOrdinary(page, first)) return null;
  let end: number | null = null;
  for (const { to, characters } of joined(page, first)) {
    if (/^[A-Z]{0,3}\d{5,12}$/i.test(characters)) end = to;
  }
  return end;
}

/** Neither date, telephone, amount, nor a piece of a longer thing. */
function isOrdinary(page: Page, first: number): boolean {
  const { starts, ends } = page.tokens;
  const start = starts[first] ?? 0;
  if (isDateAt(page.text, start) || isPhoneAt(page, first)) return false;
  if (/^(?:19|20)\d\d\s?[-/]\s?(?:19|20)?\d\d(?!\d)/.test(page.text.slice(start, start + 12))) return false;
  return (
    !isAmountAt(page.text, start, ends[first] ?? 0) && !isGlued(page, first, first + gluedRuns(page, first))
  );
}

function gluedRuns({ text, tokens }: Page, first: number): number {
  let count = 0;
  while (
    count < 5 &&
    jointBetween(text, tokens.ends[first + count] ?? 0, tokens.starts[first + count + 1] ?? -1) === '-'
  ) {
    count++;
  }
  return count;
}

/** The value that begins at a run, longest last: with each further group that a hyphen or a space joins. */
function joined({ text, tokens }: Page, first: number): Value[] {
  const { starts, ends } = tokens;
  const values: Value[] = [];
  let characters = text.slice(starts[first], ends[first]);
  let joint: string | null = null;
  for (let to = first; ; ) {
    const next = to + 1 < starts.length ? jointBetween(text, ends[to] ?? 0, starts[to + 1] ?? 0) : null;
    const goesOn = next !== null && next !== '/' && next !== '.' && (joint === null || joint === next);
    // What a hyphen goes on with is no whole value yet.
    if (!goesOn || next === ' ') values.push({ to, characters });
    if (!goesOn || to - first >= 4) return values;
    joint = next;
    to++;
    characters += text.slice(starts[to], ends[to]);
  }
}
