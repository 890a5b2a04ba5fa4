import { describe, expect, it } from 'vitest';
import { findingTypes, wordTypes } from '../../../shared/scan/finding.ts';
import { builtInPacks, scan } from '../../../shared/scan/index.ts';
import { givenNames } from '../../../shared/scan/packs/index.ts';
import corpus from '../../corpus/packs.json' with { type: 'json' };

describe.each(builtInPacks.map((pack) => [pack.id, pack] as const))('the pack %s', (_id, pack) => {
  it('says what it is, where it comes from and when', () => {
    expect(Object.keys(findingTypes)).toContain(pack.type);
    expect(pack.title.length).toBeGreaterThan(3);
    expect(pack.source.length).toBeGreaterThan(20);
    expect(pack.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(pack.threshold).toBeGreaterThan(0);
    expect(pack.windowChars).toBeGreaterThan(0);
  });
  it('has terms of whole small words, sorted, each once, with a weight', () => {
    const terms = pack.terms.map(({ term }) => term);
    expect(terms).toEqual([...new Set(terms)].sort());
    for (const { term, weight } of pack.terms) {
      expect(term).toMatch(/^[a-z0-9]+(?: [a-z0-9]+)*$/);
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(3);
    }
  });
});

describe('given names', () => {
  it('are small words, sorted, each once, and none of the everyday', () => {
    expect(givenNames).toEqual([...new Set(givenNames)].sort());
    for (const name of givenNames) expect(name).toMatch(/^[a-z]{2,}$/);
    for (const word of ['will', 'mark', 'may', 'april', 'grace', 'christian'])
      expect(givenNames).not.toContain(word);
  });
});

const packsIn = (text: string) =>
  [...new Set(scan(text).map(({ type }) => type))].filter((type) => wordTypes.includes(type));

describe('the packs', () => {
  it.each(corpus.filter(({ expected }) => expected.length > 0))(
    'find what $text is about',
    ({ text, expected }) => {
      expect(packsIn(text)).toEqual(expect.arrayContaining(expected));
    },
  );
  it.each(corpus.filter(({ expected }) => expected.length === 0))('say nothing of: $text', ({ text }) => {
    expect(packsIn(text)).toEqual([]);
  });
});
