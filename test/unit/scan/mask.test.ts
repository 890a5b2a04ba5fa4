import { describe, expect, it } from 'vitest';
import { type FindingType, maskExcerpt, scan } from '../../../shared/scan/index.ts';
import { maskValue } from '../../../shared/scan/mask.ts';

const finding = (text: string, value: string, type: FindingType) => {
  const start = text.indexOf(value);
  return { type, start, end: start + value.length, confidence: 0.9, why: 'test' };
};

describe('a masked value', () => {
  it.each<[FindingType, string, string]>([
    ['SSN', '219-09-9421', '•••-••-9421'],
    ['SSN', '219099421', '•••••9421'],
    ['CREDIT_CARD', '4111 1111 1111 1111', '•••• •••• •••• 1111'],
    ['BANK_ACCOUNT', '12345678', '••••5678'],
    ['BANK_ACCOUNT', '1234567', '•••••••'],
    ['DOB', '03/14/1982', '••/••/••••'],
    ['DOB', 'March 14, 1982', '••••• ••• ••••'],
    ['PASSWORD', 'Tr0ub4dor&3 x', '•••••••••••••'],
    ['SSN_LAST4', '9421', '••••'],
  ])('%s %s: %s', (type, value, masked) => {
    expect(maskValue(value, type)).toBe(masked);
  });
});

describe('an excerpt', () => {
  it('stands on one line, between whole words', () => {
    const text = 'Here is the number\n of Dana: SSN 219-09-9421 as she told us yesterday';
    expect(maskExcerpt(text, finding(text, '219-09-9421', 'SSN'), 13)).toEqual({
      before: 'of Dana: SSN ',
      masked: '•••-••-9421',
      after: ' as she told',
    });
  });
  it('shows the words of a lexicon', () => {
    const text = 'She has diabetes now';
    expect(maskExcerpt(text, finding(text, 'diabetes', 'HEALTH'), 50).masked).toBe('diabetes');
  });
  it('masks other findings in it, also where they are cut', () => {
    const text = 'SSN 219-09-9421, born 03/14/1982, password: hunter2horse';
    const findings = scan(text);
    const ssn = findings.find(({ type }) => type === 'SSN');
    if (ssn === undefined) throw new Error('no SSN');
    for (let context = 0; context < 60; context++) {
      const { before, masked, after } = maskExcerpt(text, ssn, context, findings);
      expect(before + masked + after).not.toMatch(/219|1982|hunter|03\/14/);
    }
  });
});
