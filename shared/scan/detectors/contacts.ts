import { type Page, report } from '../page.ts';
import { isPhoneAt } from '../shapes.ts';

const MAX_LOCAL = 64;

/** E-mail addresses and North American telephone numbers: no alarm by themselves, but part of who somebody is. */
export function detectContacts(page: Page): void {
  addresses(page);
  const { starts, ends } = page.tokens;
  for (let i = 0; i < starts.length; i++) {
    if (page.taken[i] === 1 || !isPhoneAt(page, i)) continue;
    const length = (ends[i] ?? 0) - (starts[i] ?? 0);
    const to = i + (length === 1 ? 3 : 2);
    report(page, 'PHONE', i, to, { confidence: 0.8, why: 'the form of a telephone number' });
    i = to;
  }
}

function addresses({ text, findings }: Page): void {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < MAX_LOCAL && isLocal(text.charCodeAt(start - 1))) start--;
    const domain = /^(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9])/.exec(
      text.slice(at + 1, at + 255),
    );
    if (start === at || domain === null) continue;
    findings.push({
      type: 'EMAIL',
      start,
      end: at + 1 + domain[0].length,
      confidence: 0.9,
      why: 'the form of an address',
    });
  }
}

function isLocal(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    '.+_-%'.indexOf(String.fromCharCode(code)) >= 0
  );
}
