import { describe, expect, it } from 'vitest';
import { findingTypes, scan } from '../../../shared/scan/index.ts';
import { readMarks, withoutValues, withValues } from '../../corpus/messages.ts';

/** Words, names and combinations have tests of their own. */
const LAYERS = ['NAME', 'EMAIL', 'PHONE', 'COMBINATION', 'HEALTH', 'FINANCIAL', 'PROFANITY'];
const numbersIn = (text: string) => scan(text).filter(({ type }) => !LAYERS.includes(type));

describe('the scanner finds', () => {
  it.each(withValues.map((message) => [message]))('%s', (message) => {
    const { text, values } = readMarks(message);
    const found = numbersIn(text).map(({ type, start, end }) => ({ type, value: text.slice(start, end) }));
    expect(found).toEqual(values.map(({ type, start, end }) => ({ type, value: text.slice(start, end) })));
  });
});

describe('the scanner finds nothing in', () => {
  it.each(withoutValues.map((message) => [message]))('%s', (message) => {
    expect(numbersIn(message)).toEqual([]);
  });
});

describe('every finding', () => {
  const all = withValues.map((message) => readMarks(message).text);
  it('lies in its text, has a confidence between 0.6 and 1, says why, and comes in order', () => {
    for (const text of all) {
      let last = 0;
      for (const { start, end, confidence, why } of scan(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(confidence).toBeGreaterThanOrEqual(0.6);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(why.length).toBeGreaterThan(3);
        last = start;
      }
    }
  });
  it('never repeats the value in its reason', () => {
    for (const text of all) {
      for (const { type, start, end, why } of scan(text)) {
        if (!['HEALTH', 'FINANCIAL', 'PROFANITY'].includes(type))
          expect(why).not.toContain(text.slice(start, end));
      }
    }
  });
  it('is of a known type', () => {
    for (const text of all)
      for (const { type } of scan(text)) expect(Object.keys(findingTypes)).toContain(type);
  });
});
