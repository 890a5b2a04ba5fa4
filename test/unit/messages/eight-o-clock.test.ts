import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eightOClock } from '../../../functions/messages/eight-o-clock.ts';

const next = (now: string, zone: string) => eightOClock(new Date(now), zone).toISOString();

describe("the next eight o'clock", () => {
  it.each([
    ['2026-11-26T12:00:00Z', 'America/New_York', '2026-11-26T13:00:00.000Z'],
    ['2026-11-26T13:00:00Z', 'America/New_York', '2026-11-27T13:00:00.000Z'],
    ['2026-11-26T12:59:59.999Z', 'America/New_York', '2026-11-26T13:00:00.000Z'],
    ['2026-11-26T00:00:00Z', 'Asia/Kathmandu', '2026-11-26T02:15:00.000Z'],
    ['2026-11-26T00:00:00Z', 'Pacific/Kiritimati', '2026-11-26T18:00:00.000Z'],
    // The night in which clocks go forward, and the one in which they go back.
    ['2027-03-13T20:00:00Z', 'America/New_York', '2027-03-14T12:00:00.000Z'],
    ['2026-10-31T20:00:00Z', 'America/New_York', '2026-11-01T13:00:00.000Z'],
    ['2026-11-26T09:00:00Z', 'Mars/Olympus', '2026-11-27T08:00:00.000Z'],
  ])('after %s in %s is %s', (now, zone, expected) => {
    expect(next(now, zone)).toBe(expected);
  });

  it('comes within 25 hours and shows eight, in every zone and at every moment', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
        (timeZone, now) => {
          const at = eightOClock(now, timeZone);
          const waitMs = at.getTime() - now.getTime();
          expect(waitMs).toBeGreaterThan(0);
          expect(waitMs).toBeLessThanOrEqual(25 * 3_600_000);
          const shown = new Intl.DateTimeFormat('en', {
            timeZone,
            timeStyle: 'short',
            hourCycle: 'h23',
          }).format(at);
          expect(shown).toBe('08:00');
        },
      ),
    );
  });
});
