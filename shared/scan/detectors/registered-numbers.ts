import { passesDea, passesLuhn, passesVin } from '../checksums.ts';
import { digitGroup, isGlued, jointBetween } from '../groups.ts';
import { isTaken, type Page, report } from '../page.ts';
import { support } from '../support.ts';

/** Numbers with a form of their own: Medicare, A-numbers, national provider, DEA and vehicle identification numbers. */
export function detectRegisteredNumbers(page: Page): void {
  const { starts, ends, areDigits } = page.tokens;
  for (let i = 0; i < starts.length; i++) {
    if (page.taken[i] === 1) continue;
    const length = (ends[i] ?? 0) - (starts[i] ?? 0);
    if (medicare(page, i, length) || alien(page, i)) continue;
    if (areDigits[i] === true) {
      if (length === 10) provider(page, i);
    } else if (length === 9) dea(page, i);
    else if (length === 17) vehicle(page, i);
  }
}

/** Medicare beneficiary identifiers (CMS): eleven characters, letters without S, L, O, I, B and Z. */
const MBI =
  /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/;

function medicare(page: Page, first: number, length: number): boolean {
  if (length !== 11 && length !== 4) return false;
  const { text, tokens } = page;
  const { starts, ends } = tokens;
  const to = length === 11 ? first : first + 2;
  let value = text.slice(starts[first], ends[first]);
  for (let i = first + 1; i <= to; i++) {
    const joint = jointBetween(text, ends[i - 1] ?? 0, starts[i] ?? -1);
    if (joint !== '-' && joint !== ' ') return false;
    value += text.slice(starts[i], ends[i]);
  }
  if (!MBI.test(value.toUpperCase()) || isTaken(page, first, to)) return false;
  const label = support(page, 'MBI', starts[first] ?? 0, ends[to] ?? 0, 'formatted');
  // Without a label only in capitals: eleven random characters seldom have this form, a key in small letters may.
  if (label === null && (value !== value.toUpperCase() || isGlued(page, first, to))) return false;
  report(page, 'MBI', first, to, {
    confidence: label?.confidence ?? 0.75,
    why: `the form of Medicare numbers${label === null ? '' : `, ${label.why}`}`,
  });
  return true;
}

/** A-numbers of USCIS: eight or nine digits, mostly behind an "A". */
function alien(page: Page, first: number): boolean {
  const { text, tokens } = page;
  const { starts, ends } = tokens;
  const start = starts[first] ?? 0;
  const glued = /^[Aa]\d{8,9}$/.test(text.slice(start, ends[first]));
  const group = glued ? null : digitGroup(page, first);
  if (!glued && (group === null || (group.digits.length !== 9 && group.digits.length !== 8))) return false;
  const isSplit = group !== null && group.lengths.length > 1;
  if (isSplit && (group.lengths.join('-') !== '3-3-3' || group.joint === '/' || group.joint === '.'))
    return false;
  const hasLetter = glued || /(?:^|[^A-Za-z0-9])A[ #-]{1,2}$/.test(text.slice(Math.max(0, start - 4), start));
  const to = group?.to ?? first;
  const label = support(page, 'ANUM', start, ends[to] ?? 0, hasLetter ? 'formatted' : 'bare');
  if (label === null || (!hasLetter && label.confidence < 0.9) || isTaken(page, first, to)) return false;
  const from = glued || !hasLetter ? start : text.lastIndexOf('A', start);
  report(page, 'ANUM', first, to, label, from);
  return true;
}

/** National provider identifiers (45 CFR 162): ten digits, 1 or 2 first, Luhn with 80840 before them. */
function provider(page: Page, run: number): void {
  const { text, tokens } = page;
  const start = tokens.starts[run] ?? 0;
  const end = tokens.ends[run] ?? 0;
  const digits = text.slice(start, end);
  if (!/^[12]/.test(digits) || !passesLuhn(`80840${digits}`)) return;
  const label = support(page, 'NPI', start, end, 'bare');
  if (label !== null) report(page, 'NPI', run, run, { ...label, why: `check digit, ${label.why}` });
}

function dea(page: Page, run: number): void {
  const { text, tokens } = page;
  const start = tokens.starts[run] ?? 0;
  const end = tokens.ends[run] ?? 0;
  const value = text.slice(start, end).toUpperCase();
  if (!/^[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}$/.test(value) || !passesDea(value)) return;
  const label = support(page, 'DEA', start, end, 'formatted');
  if (label !== null) report(page, 'DEA', run, run, { ...label, why: `check digit, ${label.why}` });
}

function vehicle(page: Page, run: number): void {
  const { text, tokens } = page;
  const start = tokens.starts[run] ?? 0;
  const end = tokens.ends[run] ?? 0;
  const value = text.slice(start, end).toUpperCase();
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(value)) return;
  const label = support(page, 'VIN', start, end, 'formatted');
  if (label === null) return;
  // Europe's have no check digit.
  const why = passesVin(value) ? `check digit, ${label.why}` : label.why;
  report(page, 'VIN', run, run, {
    confidence: passesVin(value) ? label.confidence : Math.min(0.8, label.confidence),
    why,
  });
}
