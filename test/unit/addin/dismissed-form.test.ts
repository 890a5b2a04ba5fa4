import { describe, expect, it } from 'vitest';
import {
  dismissedKey,
  formatDismissed,
  MAX_DISMISSED,
  parseDismissed,
} from '../../../addin/outlook/dismissed-form.ts';

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
});
