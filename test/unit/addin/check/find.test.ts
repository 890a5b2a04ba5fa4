import { describe, expect, it } from 'vitest';
import { findIn } from '../../../../addin/pane/check/find.ts';
import {
  builtInSendPolicy,
  decide,
  type PlacedFinding,
  type SendFacts,
} from '../../../../shared/policy/decide.ts';
import { createScanner } from '../../../../shared/scan/index.ts';

const scan = createScanner();
const body = { part: 'body' } as const;

describe('what is found in a part of a draft', () => {
  it('shows a value masked among its words, and the others around it masked too', () => {
    const [first] = findIn(scan, 'SSN 524-71-2033, MRN: 00839127.', body);
    expect(first?.excerpt).toEqual({ before: 'SSN ', masked: '•••-••-2033', after: ', MRN: ••••9127.' });
  });

  it('says where an excerpt is cut', () => {
    const words = 'Many words stand here before it and after it. ';
    const [first] = findIn(scan, `${words}SSN 524-71-2033. ${words}`, body);
    expect(first?.excerpt.before).toMatch(/^… .*SSN $/);
    expect(first?.excerpt.after).toMatch(/ …$/);
  });

  it('loses nothing at the end of a text full of what cannot alarm, or of one type', () => {
    const phones = 'Call 207-555-0100 or write to pat@example.net. '.repeat(2_000);
    const numbers = Array.from({ length: 600 }, (_, index) => `SSN 524-71-${1000 + index}.`).join('\n');
    const found = findIn(scan, `${phones}${numbers}\nMRN: 00839127.`, body);
    const types = found.map(({ type }) => type);
    expect(types.filter((type) => type === 'SSN')).toHaveLength(500);
    expect(types).toContain('MRN');
    expect(types).not.toContain('PHONE');
  });

  it.each([
    'Linda Park, DOB 1/2/1970.',
    'DOB 1/2/1970.',
    'Linda Park called 207-555-0100.',
    'SSN 524-71-2033 of Linda Park',
    'SSN ending in 4821, for Linda Park',
  ])('leads to the decision that the alert comes to: %s', (text) => {
    const facts = (findings: PlacedFinding[]): SendFacts => ({
      recipients: [{ address: 'pat@example.net', kind: 'outside', looksLike: null, isFirstTime: false }],
      subject: '',
      isConfidential: false,
      findings,
      unreadable: [],
      isComplete: true,
      canSendAnyway: true,
    });
    const policy = builtInSendPolicy('example.gov');
    const asAlert = facts(scan(text).map((finding) => ({ ...finding, place: body })));
    expect(decide(policy, facts(findIn(scan, text, body)))).toEqual(decide(policy, asAlert));
  });
});
