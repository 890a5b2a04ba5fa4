import { passesAba, passesIban } from '../checksums.ts';
import { digitGroup, jointBetween } from '../groups.ts';
import type { Label } from '../labels.ts';
import { isTaken, lastLabelBefore, type Page, report } from '../page.ts';
import { isAmountAt, isDateAt, isPhoneAt } from '../shapes.ts';
import { support, words } from '../support.ts';
import { announcedValues } from './announced.ts';

/** Length of an IBAN by country (ISO 13616 registry). */
const IBAN_LENGTHS: Readonly<Record<string, number>> = readLengths(
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 ' +
    'LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 ' +
    'RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30',
);

function readLengths(list: string): Record<string, number> {
  const lengths: Record<string, number> = {};
  for (const entry of list.split(' ')) lengths[entry.slice(0, 2)] = Number(entry.slice(2));
  return lengths;
}

/** IBANs by country, length and check digits; they need no label. */
export function detectIbans(page: Page): void {
  const { text, tokens } = page;
  const { starts, ends } = tokens;
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i] ?? 0;
    const head = text.slice(start, start + 4).toUpperCase();
    const length = /^[A-Z]{2}\d\d$/.test(head) ? IBAN_LENGTHS[head.slice(0, 2)] : undefined;
    if (length === undefined) continue;
    const end = ibanEnd(text, start, length);
    if (end === null) continue;
    let to = i;
    while ((ends[to + 1] ?? end + 1) <= end) to++;
    if (isTaken(page, i, to)) continue;
    for (let one = i; one <= to; one++) page.taken[one] = 1;
    const label = support(page, 'IBAN', start, end, 'formatted');
    const why = `country, length and check digits${label === null ? '' : `, ${label.why}`}`;
    page.findings.push({ type: 'IBAN', start, end, confidence: label === null ? 0.95 : 0.99, why });
    i = to;
  }
}

/** Where the IBAN of this many characters ends, spaces or hyphens between its groups left aside. */
function ibanEnd(text: string, start: number, length: number): number | null {
  let value = '';
  let at = start;
  const stop = Math.min(text.length, start + length * 2);
  while (at < stop && value.length < length) {
    const character = text.charAt(at).toUpperCase();
    if (/[A-Z0-9]/.test(character)) value += character;
    else if (!/[ \u002d]/.test(character) || !/[A-Za-z0-9]/.test(text.charAt(at + 1))) return null;
    at++;
  }
  if (value.length < length || /[A-Za-z0-9]/.test(text.charAt(at))) return null;
  return passesIban(value) ? at : null;
}

/** Routing numbers: nine digits with the right check, of a bank's range, and a label. */
export function detectRoutingNumbers(page: Page): void {
  const { starts, ends } = page.tokens;
  for (let i = 0; i < starts.length; i++) {
    if (page.taken[i] === 1) continue;
    const group = digitGroup(page, i);
    if (group === null || group.digits.length !== 9 || group.joint === '/' || group.joint === '.') continue;
    const prefix = Number(group.digits.slice(0, 2));
    const isBank =
      prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix === 80;
    if (!isBank || !passesAba(group.digits)) continue;
    const why = support(page, 'ABA', starts[group.from] ?? 0, ends[group.to] ?? 0, 'bare');
    if (why === null) continue;
    report(page, 'ABA', group.from, group.to, { ...why, why: `check digit, ${why.why}` });
    i = group.to;
  }
}

const CONTEXT_CHARS = 160;
const MAX_CONTEXT_LABELS = 24;

/** Account numbers behind a label for a bank account, or behind "account" where a bank is spoken of near it. */
export function detectBankAccounts(page: Page): void {
  for (const value of announcedValues(page, ['BANK_ACCOUNT', 'account'], accountEnd)) {
    const { from, to, confidence, why } = value;
    if (value.kind === 'BANK_ACCOUNT') {
      report(page, 'BANK_ACCOUNT', from, to, { confidence, why });
      continue;
    }
    const context = bankNear(page, page.tokens.starts[from] ?? 0);
    if (context === null) continue;
    const near = words(page.text, context);
    report(page, 'BANK_ACCOUNT', from, to, {
      confidence: Math.min(0.9, confidence),
      why: `${why}, with "${near}" near it`,
    });
  }
}

/** An account: 5 to 17 digits in groups or none, and neither date, amount nor telephone. */
function accountEnd(page: Page, first: number): number | null {
  const { text, tokens } = page;
  const { starts, ends, areDigits } = tokens;
  const start = starts[first] ?? 0;
  const isShort = (ends[first] ?? 0) - start <= 6;
  if (areDigits[first] !== true || isDateAt(text, start) || isPhoneAt(page, first)) return null;
  let to = first;
  let count = (ends[first] ?? 0) - start;
  while (to + 1 < starts.length && areDigits[to + 1] === true) {
    const joint = jointBetween(text, ends[to] ?? 0, starts[to + 1] ?? 0);
    const length = (ends[to + 1] ?? 0) - (starts[to + 1] ?? 0);
    // Two whole numbers beside each other are two.
    const isNext = joint === '-' || (joint === ' ' && isShort && length <= 6);
    if (!isNext || count + length > 17) break;
    to++;
    count += length;
  }
  if (count < 5 || count > 17 || isAmountAt(text, start, ends[to] ?? 0)) return null;
  return to;
}

function bankNear({ labels }: Page, start: number): Label | null {
  const last = lastLabelBefore(labels, start);
  for (let i = last; i >= 0 && i > last - MAX_CONTEXT_LABELS; i--) {
    const label = labels[i];
    if (label === undefined || start - label.end > CONTEXT_CHARS) break;
    if (isOfBanks(label)) return label;
  }
  for (let i = last + 1; i < labels.length && i <= last + MAX_CONTEXT_LABELS; i++) {
    const label = labels[i];
    if (label === undefined || label.start - start > CONTEXT_CHARS) break;
    if (isOfBanks(label)) return label;
  }
  return null;
}

function isOfBanks({ kind }: Label): boolean {
  return kind === 'bank_context' || kind === 'ABA' || kind === 'IBAN' || kind === 'BANK_ACCOUNT';
}
