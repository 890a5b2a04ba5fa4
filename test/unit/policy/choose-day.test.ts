import { describe, expect, it } from 'vitest';
import { endOfDay, expiryChoice } from '../../../shared/policy/choose-day.ts';

const choice = expiryChoice({ minDays: 1, defaultDays: 20, maxDays: 90 }, new Date(2026, 10, 22, 15, 0));

describe('the days a message can be readable', () => {
  it('are those of the policy, counted from today', () => {
    expect(choice).toEqual({ from: '2026-11-23', to: '2027-02-20', preset: '2026-12-12' });
  });

  it('end with the day, in the sender’s own zone', () => {
    expect(endOfDay('2026-12-12', choice)).toBe(new Date(2026, 11, 12, 23, 59).toISOString());
    expect(endOfDay(choice.from, choice)).not.toBeNull();
    expect(endOfDay(choice.to, choice)).not.toBeNull();
  });

  it.each(['', '2026-11-22', '2027-02-21', '12/12/2026', '2026-12-1x'])('are no others: %j', (day) => {
    expect(endOfDay(day, choice)).toBeNull();
  });
});
