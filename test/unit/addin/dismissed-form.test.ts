import { describe, expect, it } from 'vitest';
import {
  dismissedKey,
  formatDismissed,
  MAX_DISMISSED,
  parseDismissed,
} from '../../../addin/outlook/dismissed-form.ts';
import { withoutFallenCombinations } from '../../../addin/outlook/fallen-combinations.ts';
import type { FindingType } from '../../../shared/scan/index.ts';

describe('what the author called not sensitive', () => {
  const key = dismissedKey('SSN', '123-45-6789', { part: 'body' });

  it('is known again however Outlook writes spaces, dashes and case', () => {
    for (const value of ['123 45 6789', '123\u201345\u201367\u00ad89', ' 123\u00a045-6789\u200b']) {
      expect(dismissedKey('SSN', value, { part: 'body' })).toBe(key);
    }
    const word = dismissedKey('HEALTH', 'Crohn disease', { part: 'body' });
    expect(dismissedKey('HEALTH', 'CROHN  DISEASE', { part: 'body' })).toBe(word);
  });

  it('is not another value, type or place', () => {
    const others = [
      dismissedKey('SSN', '123-45-6780', { part: 'body' }),
      dismissedKey('ITIN', '123-45-6789', { part: 'body' }),
      dismissedKey('SSN', '123-45-6789', { part: 'subject' }),
      dismissedKey('SSN', '123-45-6789', { part: 'attachment', name: 'body' }),
      dismissedKey('SSN', '123-45-6789', { part: 'attachment', name: 'list.csv' }),
    ];
    expect(new Set([key, ...others]).size).toBe(6);
  });

  it('fits one header, with nothing of the values in it', () => {
    const keys = Array.from({ length: MAX_DISMISSED + 50 }, (_, index) =>
      dismissedKey('SSN', `heron ${index}`, { part: 'body' }),
    );
    const header = formatDismissed([...keys, ...keys]);
    expect('x-sealpost-dismissed: '.length + header.length).toBeLessThanOrEqual(998);
    expect(header).not.toContain('heron');
    expect(parseDismissed(` ${header}\t`)).toEqual(keys.slice(0, MAX_DISMISSED));
  });

  it('is nothing in a header that is empty, of another version or damaged', () => {
    expect(parseDismissed('')).toEqual([]);
    expect(parseDismissed(`2 ${key}`)).toEqual([]);
    expect(parseDismissed(`1 ${key} zzzzzzzz 123`)).toEqual([key]);
    expect(parseDismissed(formatDismissed([]))).toEqual([]);
  });

  it('takes a combination with it once nothing in it identifies anybody', () => {
    const finding = (type: FindingType, start: number, end: number) => ({
      type,
      start,
      end,
      confidence: 0.9,
      why: '',
      key: `${type} ${start}`,
    });
    const found = [
      finding('COMBINATION', 0, 43),
      finding('NAME', 0, 10),
      finding('SSN', 16, 27),
      finding('MRN', 35, 43),
      finding('SSN', 60, 71),
    ];
    const keysOf = (...types: string[]) =>
      new Set(found.filter(({ type }) => types.includes(type)).map(({ key: one }) => one));
    const has = (dismissed: Set<string>) =>
      withoutFallenCombinations(found, dismissed).some(({ type }) => type === 'COMBINATION');
    expect(has(new Set())).toBe(true);
    expect(has(keysOf('MRN'))).toBe(true);
    expect(has(keysOf('MRN', 'SSN'))).toBe(false);
    expect(withoutFallenCombinations(found, keysOf('MRN', 'SSN'))).toHaveLength(found.length - 1);
  });
});
