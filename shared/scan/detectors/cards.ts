import { passesLuhn } from '../checksums.ts';
import { digitGroup, firstRuns, type Group, isGlued } from '../groups.ts';
import { isTaken, type Page, report, type Why } from '../page.ts';
import { isSomethingElse, support } from '../support.ts';

/** Numbers that card networks and payment services publish for tests. */
const SAMPLE_CARDS = [
  '4111111111111111',
  '4242424242424242',
  '4012888888881881',
  '4222222222222',
  '4000056655665556',
  '4007000000027',
  '4012000033330026',
  '4000000000000002',
  '4917610000000000',
  '5555555555554444',
  '5105105105105100',
  '5200828282828210',
  '2223003122003222',
  '2223000048400011',
  '5424000000000015',
  '5500000000000004',
  '378282246310005',
  '371449635398431',
  '378734493671000',
  '370000000000002',
  '340000000000009',
  '6011111111111117',
  '6011000990139424',
  '6011000000000012',
  '6011000000000004',
  '30569309025904',
  '38520000023237',
  '36227206271667',
  '30000000000004',
  '38000000000006',
  '3530111333300000',
  '3566002020360505',
  '3088000000000017',
  '6200000000000005',
  '6304000000000000',
];

type Issuer = { name: string; lengths: readonly number[]; needsLabel?: true };

/** Payment cards: issuer prefix, issuer length and Luhn together; without a label only in forms that nothing else has. */
export function detectCards(page: Page): void {
  const { starts } = page.tokens;
  for (let i = 0; i < starts.length; i++) {
    const group = digitGroup(page, i);
    if (group === null || group.joint === '/') continue;
    const found = longestCard(group);
    if (found === null) {
      if (group.joint === '-' || group.joint === '.') i = group.to;
      continue;
    }
    const why = whyOf(page, found.group, found.issuer);
    if (why === null || isTaken(page, found.group.from, found.group.to)) continue;
    report(page, 'CREDIT_CARD', found.group.from, found.group.to, why);
    i = found.group.to;
  }
}

/** The longest run of groups from the first on that is a card's number. */
function longestCard(group: Group): { group: Group; issuer: Issuer } | null {
  for (let count = group.lengths.length; count >= 1; count--) {
    const isWhole = count === group.lengths.length;
    // Part of a number joined by hyphens or dots is no number; spaces also part one number from the next.
    if (!isWhole && group.joint !== ' ') return null;
    const card = firstRuns(group, count);
    const { digits } = card;
    if (digits.length > 19) continue;
    if (digits.length < 12) return null;
    const issuer = issuerOf(digits);
    if (issuer === null || issuer.lengths.indexOf(digits.length) < 0 || !hasCardForm(card)) continue;
    if (passesLuhn(digits) && SAMPLE_CARDS.indexOf(digits) < 0) return { group: card, issuer };
  }
  return null;
}

/** Fours, Amex' 4-6-5, Diners' 4-6-4, or no separator at all. */
function hasCardForm({ lengths, digits }: Group): boolean {
  if (lengths.length === 1) return true;
  const form = lengths.join('-');
  if (form === '4-6-5' || form === '4-6-4') return true;
  const last = lengths[lengths.length - 1] ?? 0;
  for (let i = 0; i < lengths.length - 1; i++) if (lengths[i] !== 4) return false;
  return last <= 4 && digits.length >= 13;
}

function whyOf(page: Page, { from, to, lengths }: Group, issuer: Issuer): Why | null {
  const start = page.tokens.starts[from] ?? 0;
  const end = page.tokens.ends[to] ?? 0;
  const checks = `${issuer.name} prefix, length and check digit`;
  const isElse = isSomethingElse(page, start, 4);
  const labelled = support(page, 'CREDIT_CARD', start, end, lengths.length === 1 ? 'bare' : 'formatted');
  if (labelled !== null && !isElse) {
    return { confidence: labelled.confidence > 0.9 ? 0.98 : 0.85, why: `${checks}, ${labelled.why}` };
  }
  if (issuer.needsLabel === true || isElse || isSomethingElse(page, start, 40)) return null;
  if (isGlued(page, from, to)) return null;
  // In a line of its own digits, sixteen digits pass by chance once in a hundred; groups of a card's form do not.
  if (lengths.length === 1) return { confidence: 0.75, why: checks };
  return { confidence: 0.9, why: `${checks}, written as cards are` };
}

const SIXTEEN = [16];
const FIFTEEN = [15];
const FOURTEEN = [14];
const LONG = [16, 17, 18, 19];
const MAESTRO = [12, 13, 14, 15, 16, 17, 18, 19];

/** The issuer by prefix (ISO/IEC 7812 ranges as the networks publish them). */
function issuerOf(digits: string): Issuer | null {
  const two = Number(digits.slice(0, 2));
  const three = Number(digits.slice(0, 3));
  const four = Number(digits.slice(0, 4));
  if (digits.charAt(0) === '4')
    return digits.length === 16
      ? { name: 'Visa', lengths: SIXTEEN }
      : { name: 'Visa', lengths: [13, 19], needsLabel: true };
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720))
    return { name: 'Mastercard', lengths: SIXTEEN };
  if (two === 34 || two === 37) return { name: 'American Express', lengths: FIFTEEN };
  if (four === 6011 || two === 65 || (three >= 644 && three <= 649))
    return { name: 'Discover', lengths: LONG };
  if (four >= 3528 && four <= 3589) return { name: 'JCB', lengths: LONG };
  if ((three >= 300 && three <= 305) || four === 3095 || two === 36 || two === 38 || two === 39) {
    return { name: 'Diners Club', lengths: FOURTEEN.concat(SIXTEEN), needsLabel: true };
  }
  if (two === 62) return { name: 'UnionPay', lengths: LONG, needsLabel: true };
  if (two === 50 || (two >= 56 && two <= 58) || two === 63 || two === 67 || two === 60 || two === 69) {
    return { name: 'Maestro', lengths: MAESTRO, needsLabel: true };
  }
  if (digits.slice(0, 5) === '18000' || digits.slice(0, 4) === '2131' || digits.slice(0, 4) === '1800') {
    return { name: 'JCB', lengths: FIFTEEN, needsLabel: true };
  }
  return null;
}
