import type { Label } from '../labels.ts';
import type { Page } from '../page.ts';
import type { Hit } from '../tokenise.ts';

/** People's names: a given name that many have before another capitalised word, or what follows "patient", "Mrs." and the like. No alarm by themselves. */
export function detectNames(page: Page, givenNames: readonly Hit[]): void {
  let end = 0;
  for (const given of givenNames) {
    if (given.start < end) continue;
    const match = AFTER_GIVEN.exec(page.text.slice(given.end, given.end + 60));
    if (match === null || !isCapitalised(page.text, given.start)) continue;
    end = given.end + match[0].length;
    page.findings.push({
      type: 'NAME',
      start: given.start,
      end,
      confidence: 0.8,
      why: 'a given name and a family name',
    });
  }
  for (const label of page.labels) if (label.kind === 'NAME') behind(page, label);
}

/** Initials or a second name, then the family name, on the same line. */
const AFTER_GIVEN = /^(?: [A-Z]\.?)?(?: [A-Z][A-Za-z'-]{1,24}){1,2}/;

function behind(page: Page, label: Label): void {
  const word = page.text.slice(label.start, label.end).toLowerCase();
  const isTitle = /^(?:mr|mrs|ms|miss|dr|sr|sra|senor|senora|dear)$/.test(word);
  const match = (isTitle ? AFTER_TITLE : AFTER_LABEL).exec(page.text.slice(label.end, label.end + 80));
  if (match === null) return;
  const name = match[1] ?? '';
  const start = label.end + match[0].length - name.length;
  page.findings.push({
    type: 'NAME',
    start,
    end: start + name.length,
    confidence: 0.7,
    why: `behind "${word}"`,
  });
}

const AFTER_TITLE = /^\.? ([A-Z][A-Za-z'-]{1,24}(?: [A-Z]\.?)?(?: [A-Z][A-Za-z'-]{1,24}){0,2})/;
/** Two words at least. */
const AFTER_LABEL =
  /^(?:s|'s)?(?:\s?:\s{0,4}|\s)([A-Z][A-Za-z'-]{1,24}(?:,? [A-Z]\.?)?(?:,? [A-Z][A-Za-z'-]{1,24}){1,2})/;

function isCapitalised(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  return code >= 65 && code <= 90;
}
