import { describe, expect, it } from 'vitest';
import { createScanner, maskExcerpt, type Pack, scan } from '../../../shared/scan/index.ts';

const pack: Pack = {
  id: 'test',
  type: 'HEALTH',
  title: 'Test',
  source: 'For this test.',
  date: '2026-11-25',
  threshold: 3,
  windowChars: 100,
  terms: [
    { term: 'alpha', weight: 1 },
    { term: 'beta', weight: 1 },
    { term: 'gamma ray', weight: 1 },
    { term: 'omega', weight: 2, strong: true },
    { term: 'zeta', weight: 3, alone: true },
  ],
};
const find = createScanner({ packs: [pack] });
const terms = (text: string) =>
  find(text)
    .filter(({ type }) => type === 'HEALTH')
    .map(({ start, end }) => text.slice(start, end));

describe('a lexicon', () => {
  it('fires at three distinct terms, not at one that is repeated', () => {
    expect(terms('alpha beta gamma-ray')).toEqual(['alpha', 'beta', 'gamma-ray']);
    expect(terms('alpha beta alpha beta alpha beta')).toEqual([]);
    expect(terms('Alphas, BETA & Gamma\u00a0Ray')).toEqual(['Alphas', 'BETA', 'Gamma\u00a0Ray']);
  });
  it('wants them close together', () => {
    expect(terms(`alpha beta ${'x '.repeat(60)} gamma ray`)).toEqual([]);
  });
  it('takes one strong term beside a person or an identifier, in one paragraph', () => {
    expect(terms('John Smith has omega.')).toEqual(['omega']);
    expect(terms('SSN 521-44-8806: omega')).toEqual(['omega']);
    expect(terms('omega was in the news')).toEqual([]);
    expect(terms('omega was in the news.\n\nJohn Smith\nOffice')).toEqual([]);
  });
  it('takes one term that is enough anywhere', () => {
    expect(terms('zeta')).toEqual(['zeta']);
  });
});

describe('combinations', () => {
  const combined = (text: string) =>
    scan(text)
      .filter(({ type }) => type === 'COMBINATION')
      .map(({ why }) => why);
  it('are a name with an identifying number', () => {
    expect(combined('John Smith, SSN 521-44-8806')[0]).toContain('Maine Title 10 § 1347');
  });
  it('are a name with two personal facts, and not with one', () => {
    expect(combined('Linda Park, DOB 1/2/1970, SSN ending in 4821')[0]).toContain('NIST SP 800-122');
    expect(combined('Linda Park, DOB 1/2/1970')).toEqual([]);
    expect(combined(`Linda Park. ${'x '.repeat(300)} SSN 521-44-8806`)).toEqual([]);
  });
});

describe('offsets', () => {
  it('lead into the text as it was given, whatever nobody sees in it', () => {
    const text = 'A\u200b\u00adB SSN 521\u200b-44\u2011-8806'.replace('\u2011-', '\u2011');
    const [finding] = scan(text);
    expect(finding?.type).toBe('SSN');
    expect(text.slice(finding?.start, finding?.end)).toBe('521\u200b-44\u20118806');
  });
});

describe('maskExcerpt', () => {
  it('shows the words around and the last four, and nothing else of any value near', () => {
    const text = 'Patient John Smith, SSN 521-44-8806, DOB 01/02/1970, asks.';
    const findings = scan(text);
    const ssn = findings.find(({ type }) => type === 'SSN');
    if (ssn === undefined) throw new Error('no SSN found');
    expect(maskExcerpt(text, ssn, 20, findings)).toEqual({
      before: 'John Smith, SSN ',
      masked: '•••-••-8806',
      after: ', DOB ••/••/••••,',
    });
  });
  it('hides passwords whole', () => {
    const text = 'password: Summer-24!';
    const [finding] = scan(text);
    if (finding === undefined) throw new Error('no password found');
    expect(maskExcerpt(text, finding, 0).masked).toBe('••••••••••');
  });
});
