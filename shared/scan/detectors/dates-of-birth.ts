import { isWord } from '../groups.ts';
import type { Label } from '../labels.ts';
import type { Page } from '../page.ts';
import { words } from '../support.ts';
import { windowEnd } from './announced.ts';

/** Dates as people write them, in English, Spanish and French; each is tried at the begin of a word or number only. */
const DATES: readonly RegExp[] = [
  /(?:19|20)\d{2}([-/.])\d{1,2}\1\d{1,2}(?!\d)/y,
  /\d{1,2}([-/.])\d{1,2}\1(?:(?:19|20)\d{2}|\d{2})(?!\d)/y,
  /(?:jan(?:uary|vier)?|feb(?:ruary)?|mar(?:ch|s|zo)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember|embre|iembre)?|oct(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|dec(?:ember)?|enero|febrero|abril|mayo|junio|julio|agosto|diciembre|fevrier|février|avril|mai|juin|juillet|aout|août|decembre|décembre)\.?,?[ ]{1,2}\d{1,2}(?:st|nd|rd|th)?,?[ ]{1,2}(?:(?:19|20)\d{2}|'?\d{2})(?!\d)/iy,
  /\d{1,2}(?:st|nd|rd|th|er)?[ .-](?:of |de )?(?:jan(?:uary|vier)?|feb(?:ruary)?|mar(?:ch|s|zo)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember|embre|iembre)?|oct(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|dec(?:ember)?|enero|febrero|abril|mayo|junio|julio|agosto|diciembre|fevrier|février|avril|mai|juin|juillet|aout|août|decembre|décembre)\.?,?[ -](?:de |del )?(?:(?:19|20)\d{2}|'?\d{2})(?!\d)/iy,
  /(?:19|20)\d{6}(?!\d)/y,
  /\d{4}(?:19|20)\d{2}(?!\d)/y,
];

/** Dates behind a label for birth, and under such a column. */
export function detectDatesOfBirth(page: Page): void {
  for (const { kind, header, start, end } of page.cells) {
    if (kind !== 'DOB') continue;
    const dateEnd = dateAt(page.text, start);
    if (dateEnd === null || dateEnd > end + 12) continue;
    add(page, start, dateEnd, 0.95, `a date under the column "${header}"`);
  }
  page.labels.forEach((label, index) => {
    if (label.kind === 'DOB') behind(page, label, index);
  });
}

function behind(page: Page, label: Label, index: number): void {
  const { text } = page;
  const word = text.slice(label.start, label.end).toLowerCase();
  // "born out of the 7/12 meeting": a verb wants its date at once.
  const isLoose = !/^(?:born|birth|n[eéa])/.test(word) || /date/.test(word);
  const stop = isLoose ? windowEnd(page, label, index) : Math.min(text.length, label.end + 24);
  if (/^\s?(?:\)|$|[,;\n])/.test(text.slice(label.end, label.end + 2))) inFront(page, label);
  const found = firstDate(text, label.end, stop);
  if (found === null || NOT_OF_BIRTH.test(text.slice(label.end, found.start))) return;
  if (
    !isLoose &&
    !/^[\s:,.()-]*(?:(?:on|in|the|am|el|le)\s{1,2})*$/i.test(text.slice(label.end, found.start))
  )
    return;
  const why = `a date beside "${words(text, label)}"`;
  add(page, found.start, found.end, 0.95, why);
  followList(page, found.end, why);
}

/** Between the label and a date, these speak of a form or of another day. */
const NOT_OF_BIRTH = /\b(?:by|before|until|due|field|required|form|effective|expires?|meeting|deadline)\b/i;

/** "1/2/1970 (DOB)". */
function inFront(page: Page, label: Label): void {
  const from = Math.max(0, label.start - 24);
  const found = firstDate(page.text, from, label.start);
  if (found === null || !/^\s?[(,-]?\s?$/.test(page.text.slice(found.end, label.start))) return;
  add(page, found.start, found.end, 0.9, `a date beside "${words(page.text, label)}"`);
}

/** "DOBs: 1/2/1990, 3/4/1991 and 5/6/1992": the dates that go on with the first. */
function followList(page: Page, from: number, why: string): void {
  for (let end = from; ; ) {
    const separator = /^(?:\s?[,;&]\s?(?:and )?|\s(?:and|&)\s)/.exec(page.text.slice(end, end + 8));
    if (separator === null) return;
    const start = end + separator[0].length;
    const next = dateAt(page.text, start);
    if (next === null) return;
    add(page, start, next, 0.85, why);
    end = next;
  }
}

function add(page: Page, start: number, end: number, confidence: number, why: string): void {
  page.findings.push({ type: 'DOB', start, end, confidence, why });
}

function firstDate(text: string, from: number, stop: number): { start: number; end: number } | null {
  for (let start = from; start < stop; start++) {
    if (isWord(text.charCodeAt(start - 1)) || !isWord(text.charCodeAt(start))) continue;
    const end = dateAt(text, start);
    if (end !== null) return { start, end };
  }
  return null;
}

/** Where the date that begins here ends, null where none does or it is none of the calendar. */
function dateAt(text: string, start: number): number | null {
  for (const date of DATES) {
    date.lastIndex = start;
    const match = date.exec(text);
    if (match !== null) return isPossible(match[0]) ? start + match[0].length : null;
  }
  return null;
}

function isPossible(date: string): boolean {
  const parts = date.match(/\d+/g) ?? [];
  if (parts.length === 1) return isPossibleCompact(parts[0] ?? '');
  if (parts.length === 2) return Number(parts[0]) >= 1 && Number(parts[0]) <= 31;
  const numbers = parts.map(Number);
  const [first = 0, second = 0, third = 0] = numbers;
  const [a, b, year] = first > 31 ? [second, third, first] : [first, second, third];
  const isDay = a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
  return isDay && (year < 100 || (year >= 1900 && year <= 2100));
}

function isPossibleCompact(digits: string): boolean {
  const isYearFirst = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits);
  return isYearFirst || /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d$/.test(digits);
}
