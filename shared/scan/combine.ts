import { type Finding, type FindingType, findingTypes } from './finding.ts';

/** With a name, each of these is personal information by Maine Title 10 § 1347 (6). */
const WITH_NAME: readonly FindingType[] = [
  'SSN',
  'ITIN',
  'DL',
  'BANK_ACCOUNT',
  'IBAN',
  'CREDIT_CARD',
  'PASSWORD',
  'PASSPORT',
  'ANUM',
];
/** Facts of NIST SP 800-122, 2.1 and DHS' chart that tell one person from another when there are two beside a name. */
const TWO_WITH_NAME: readonly FindingType[] = ['DOB', 'SSN_LAST4', 'MAIDEN_NAME', 'MRN', 'MBI'];
const NEAR_CHARS = 200;

/**
 * Adds what only together identifies a person: a name with an identifying number, or with two personal
 * facts, in one stretch of text. `findings` are sorted by start; so is the answer.
 */
export function combinations(findings: readonly Finding[]): Finding[] {
  const parts = findings.filter(({ type }) => type === 'NAME' || isPart(type));
  const combined: Finding[] = [];
  let i = 0;
  while (i < parts.length) {
    const first = parts[i];
    if (first === undefined) break;
    let last = i;
    for (let next = parts[last + 1]; next !== undefined; next = parts[last + 1]) {
      const isNear =
        next.start - (parts[last]?.end ?? 0) <= NEAR_CHARS && next.start - first.start <= NEAR_CHARS * 5;
      if (!isNear) break;
      last++;
    }
    const combination = combine(parts.slice(i, last + 1));
    if (combination !== null) combined.push(combination);
    i = last + 1;
  }
  return combined;
}

function isPart(type: FindingType): boolean {
  return WITH_NAME.indexOf(type) >= 0 || TWO_WITH_NAME.indexOf(type) >= 0;
}

function combine(parts: readonly Finding[]): Finding | null {
  const types = Array.from(new Set(parts.map(({ type }) => type)));
  if (types.indexOf('NAME') < 0) return null;
  const strong = types.filter((type) => WITH_NAME.indexOf(type) >= 0);
  const facts = types.filter((type) => TWO_WITH_NAME.indexOf(type) >= 0);
  if (strong.length === 0 && facts.length < 2) return null;
  const rule = strong.length > 0 ? 'Maine Title 10 § 1347' : 'NIST SP 800-122';
  const named = strong.concat(facts).map((type) => findingTypes[type].name);
  return {
    type: 'COMBINATION',
    start: parts[0]?.start ?? 0,
    end: parts.reduce((end, part) => Math.max(end, part.end), 0),
    confidence: strong.length > 0 ? 0.9 : 0.8,
    why: `a name with ${named.join(', ')} (${rule})`,
  };
}
