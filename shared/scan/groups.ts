import type { Page } from './page.ts';

/**
 * Runs of the text that belong together, such as the three of "123-45-6789". `joint` is the separator:
 * one of "-", ".", "/", a space, or "" for one run alone; a hyphen may have spaces around it.
 */
export type Group = { from: number; to: number; joint: string; lengths: number[]; digits: string };

const MAX_RUNS = 8;

/** The runs of digits from `first` on that the same separator joins, each of them at least one; null where the first is not of digits. */
export function digitGroup(page: Page, first: number): Group | null {
  const { text, tokens } = page;
  const { starts, ends, areDigits } = tokens;
  if (areDigits[first] !== true) return null;
  let joint = '';
  let to = first;
  let digits = text.slice(starts[first], ends[first]);
  const lengths = [digits.length];
  while (to + 1 < starts.length && to - first < MAX_RUNS && areDigits[to + 1] === true) {
    const separator = jointBetween(text, ends[to] ?? 0, starts[to + 1] ?? 0);
    if (separator === null || (joint !== '' && separator !== joint)) break;
    joint = separator;
    to++;
    const run = text.slice(starts[to], ends[to]);
    digits += run;
    lengths.push(run.length);
  }
  return { from: first, to, joint, lengths, digits };
}

/** The first `count` runs of a group as a group of its own. */
export function firstRuns(group: Group, count: number): Group {
  const lengths = group.lengths.slice(0, count);
  const length = lengths.reduce((sum, one) => sum + one, 0);
  return { ...group, to: group.from + count - 1, lengths, digits: group.digits.slice(0, length) };
}

/** The separator that stands between two runs, null where they do not belong together. */
export function jointBetween(text: string, end: number, start: number): string | null {
  const length = start - end;
  if (length === 1) {
    const character = text.charAt(end);
    return character === '-' || character === '.' || character === '/' || character === ' '
      ? character
      : null;
  }
  if (length > 3) return null;
  const between = text.slice(end, start);
  return between === ' - ' || between === '- ' || between === ' -' ? '-' : null;
}

/**
 * Whether runs `from`..`to` are a piece of something longer: a letter, digit, sign or separator with
 * more behind it is glued to them, as in a URL, a decimal or a serial number.
 */
export function isGlued({ text, tokens }: Page, from: number, to: number): boolean {
  const start = tokens.starts[from] ?? 0;
  const end = tokens.ends[to] ?? 0;
  return gluesBefore(text, start) || gluesAfter(text, end);
}

function gluesBefore(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  if (before === '') return false;
  if ('/=&%_@\\+$'.indexOf(before) >= 0) return true;
  if ('-.'.indexOf(before) < 0) return false;
  return isWord(text.charCodeAt(start - 2));
}

function gluesAfter(text: string, end: number): boolean {
  const after = text.charAt(end);
  if (after === '') return false;
  if ('=&%_@\\'.indexOf(after) >= 0) return true;
  if ('-./'.indexOf(after) < 0) return false;
  return isWord(text.charCodeAt(end + 1));
}

/** Whether this is an ASCII letter or digit. */
export function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
