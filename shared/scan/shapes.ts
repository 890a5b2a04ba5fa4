import { jointBetween } from './groups.ts';
import type { Page } from './page.ts';

/** Whether a date in digits begins here. */
export function isDateAt(text: string, start: number): boolean {
  const match =
    /^(?:(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}|(?:19|20)\d\d[-/.](\d{1,2})[-/.](\d{1,2}))(?!\d)/.exec(
      text.slice(start, start + 11),
    );
  if (match === null) return false;
  const [a, b] = [Number(match[1] ?? match[3]), Number(match[2] ?? match[4])];
  return a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
}

/** Whether these digits are of an amount, a percentage, or a time. */
export function isAmountAt(text: string, start: number, end: number): boolean {
  if (/[$€£]\s?$/.test(text.slice(Math.max(0, start - 2), start))) return true;
  const after = text.slice(end, end + 5);
  if (/^(?:%|\.\d\d?(?!\d)|:\d\d(?!\d))/.test(after)) return true;
  return end - start <= 3 && /^,\d{3}(?!\d)/.test(after);
}

/** Lengths of the runs that hyphens, dots or spaces join from `first` on, as "3-3-4"; six runs at most. */
export function formAt({ text, tokens }: Page, first: number): string {
  const { starts, ends } = tokens;
  let form = String((ends[first] ?? 0) - (starts[first] ?? 0));
  for (let to = first; to < first + 5 && to + 1 < starts.length; to++) {
    const joint = jointBetween(text, ends[to] ?? 0, starts[to + 1] ?? 0);
    if (joint === null || joint === '/') break;
    form += `-${(ends[to + 1] ?? 0) - (starts[to + 1] ?? 0)}`;
  }
  return form;
}

/** Whether a North American telephone number begins at this run: 3-3-4, or 1-3-3-4, or (3) 3-4. */
export function isPhoneAt(page: Page, first: number): boolean {
  const form = formAt(page, first);
  if (/^(?:1-)?3-3-4(?:-|$)/.test(form)) return true;
  const { starts, ends } = page.tokens;
  const inBrackets =
    page.text.charAt((starts[first] ?? 0) - 1) === '(' && page.text.charAt(ends[first] ?? 0) === ')';
  return inBrackets && /^3-4(?:-|$)/.test(formAt(page, first + 1));
}
