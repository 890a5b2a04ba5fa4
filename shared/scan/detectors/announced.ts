import type { Label, LabelKind } from '../labels.ts';
import { lineEnd, type Page } from '../page.ts';
import { words } from '../support.ts';
import { firstFrom } from '../tokenise.ts';

/** A value that a label or a column's header announces, as runs `from`..`to`; `label`: its place among the page's labels, -1 for a column. */
export type Announced = {
  kind: LabelKind;
  label: number;
  from: number;
  to: number;
  confidence: number;
  why: string;
};

/** Answers the last run of a value that begins at this run, or null where none does. */
export type Accept = (page: Page, first: number) => number | null;

/** A value stands at most so far behind its label. */
const REACH_CHARS = 60;
/** So many runs are looked at behind a label. */
const MAX_TRIES = 4;

/**
 * For values whose form says little: takes the first run behind each label of these kinds, and at the
 * head of each cell under such a header, that `accept` takes, with the list that may follow it
 * ("accounts 1234567, 2345678 and …"). The runs are marked as taken.
 */
export function announcedValues(page: Page, kinds: readonly LabelKind[], accept: Accept): Announced[] {
  const found: Announced[] = [];
  for (const { kind, header, start, end } of page.cells) {
    if (kinds.indexOf(kind) < 0) continue;
    const from = firstFrom(page.tokens.starts, start);
    // A letter or two may stand before the digits: "N 317 481 784 813".
    if ((page.tokens.starts[from] ?? end) - start > 3 || page.taken[from] === 1) continue;
    const to = accept(page, from);
    if (to === null || (page.tokens.ends[to] ?? 0) > end) continue;
    found.push({ kind, label: -1, from, to, confidence: 0.95, why: `under the column "${header}"` });
    take(page, from, to);
  }
  page.labels.forEach((label, index) => {
    if (kinds.indexOf(label.kind) >= 0) behind(page, label, index, accept, found);
  });
  return found;
}

function behind(page: Page, label: Label, index: number, accept: Accept, found: Announced[]): void {
  const { starts, ends } = page.tokens;
  const stop = windowEnd(page, label, index);
  const why = `beside "${words(page.text, label)}"`;
  let at = firstFrom(starts, label.end);
  for (let tries = 0; tries < MAX_TRIES; tries++, at++) {
    const start = starts[at];
    if (start === undefined || start >= stop) return;
    if (page.taken[at] === 1) continue;
    let to = accept(page, at);
    if (to === null) continue;
    const confidence = start - label.end <= 20 ? 0.95 : 0.85;
    for (
      let from = at;
      to !== null;
      from = to + 1, to = nextOfList(page, from, ends[from - 1] ?? 0, accept)
    ) {
      found.push({ kind: label.kind, label: index, from, to, confidence, why });
      take(page, from, to);
    }
    return;
  }
}

/** The end of a value that goes on with a list behind `end`, or null. */
function nextOfList(page: Page, from: number, end: number, accept: Accept): number | null {
  const start = page.tokens.starts[from];
  if (start === undefined || start - end > 12 || page.taken[from] === 1) return null;
  const isList = /^[ \t\r]{0,6}(?:[,;&\n]|and|or|, and)\s{0,6}$/.test(page.text.slice(end, start));
  return isList ? accept(page, from) : null;
}

function take(page: Page, from: number, to: number): void {
  for (let i = from; i <= to; i++) page.taken[i] = 1;
}

/** Up to where a label speaks: 60 characters, the end of its sentence, an empty line, or the next label. */
export function windowEnd({ text, labels }: Page, label: Label, index: number): number {
  let stop = Math.min(text.length, label.end + REACH_CHARS);
  // The full stop of "no." ends no sentence.
  const from = text.charAt(label.end) === '.' ? label.end + 1 : label.end;
  const sentence = /[.!?]\s{1,9}[A-Z]|\n[ \t]{0,9}\n/.exec(text.slice(from, stop));
  if (sentence !== null) stop = from + sentence.index;
  const line = lineEnd(text, label.end, REACH_CHARS);
  // A label at the end of its line speaks of the next line; any other of its own.
  if (/[^\s:#=.-]/.test(text.slice(label.end, line))) stop = Math.min(stop, line);
  let end = label.end;
  for (let i = index + 1; i < labels.length; i++) {
    const next = labels[i];
    if (next === undefined || next.start >= stop) break;
    if (next.start < end || next.kind === 'NAME' || next.kind === 'bank_context') continue;
    // Labels of one list, as in "account and routing number:", end nothing.
    if (!/^[\s:/,&]{0,6}(?:and|or)?[\s:/,&]{0,6}$/.test(text.slice(end, next.start))) return next.start;
    end = next.end;
  }
  return stop;
}
