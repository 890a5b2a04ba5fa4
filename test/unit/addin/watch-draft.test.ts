import { describe, expect, it } from 'vitest';
import { pauseMs } from '../../../addin/outlook/watch-draft.ts';

const MINUTE_MS = 60_000;

describe('how often the text of a draft is looked at', () => {
  it('is every two seconds while somebody writes, and less often the longer nothing changes', () => {
    expect(pauseMs(20, 0)).toBe(2_000);
    expect(pauseMs(20, 6 * MINUTE_MS)).toBe(10_000);
    expect(pauseMs(20, 31 * MINUTE_MS)).toBe(60_000);
  });

  it('leaves Outlook nine tenths of the time, however long a look takes', () => {
    expect(pauseMs(1_500, 0)).toBe(15_000);
  });
});
