import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterSpending } from '../../../functions/accounts/budgets.ts';
import type { Counter } from '../../../functions/accounts/counters.ts';
import { afterTry } from '../../../functions/accounts/locks.ts';

/* What any sequence of tries may come to, whatever the time between them. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const pauses = fc.array(fc.integer({ min: 0, max: 40 * MINUTE_MS }), { minLength: 1, maxLength: 400 });
const begin = Date.parse('2026-11-26T00:00:00Z');
const stands = (counter: Counter | null, now: Date) =>
  counter !== null && now.getTime() < Date.parse(counter.endsAt) ? counter : null;

it('no sequence of tries gets more guesses than policy says before the lock, nor any during it', async () => {
  await fc.assert(
    fc.property(
      pauses,
      fc.integer({ min: 3, max: 20 }),
      fc.integer({ min: 1, max: 48 }),
      (gaps, attempts, lockHours) => {
        const step = afterTry({ attempts, lockHours }, attempts);
        let nowMs = begin;
        let counter: Counter | null = null;
        let taken: number[] = [];
        for (const gap of gaps) {
          nowMs += gap;
          const now = new Date(nowMs);
          const next = step(stands(counter, now), now);
          if (next.count === undefined) {
            expect(Date.parse(next.waitUntil)).toBeGreaterThan(nowMs);
            continue;
          }
          counter = next;
          taken = [...taken.filter((at) => at > nowMs - lockHours * HOUR_MS), nowMs];
          // In the hours of a lock at most as many guesses as policy says, however they are spread.
          expect(taken.length).toBeLessThanOrEqual(attempts);
        }
      },
    ),
  );
});

it('a wait ends by itself, and a lock with it', async () => {
  await fc.assert(
    fc.property(pauses, fc.integer({ min: 3, max: 20 }), (gaps, attempts) => {
      const step = afterTry({ attempts, lockHours: 24 }, attempts);
      let nowMs = begin;
      let counter: Counter | null = null;
      for (const gap of gaps) {
        nowMs += gap;
        const next = step(stands(counter, new Date(nowMs)), new Date(nowMs));
        if (next.count !== undefined) {
          counter = next;
          continue;
        }
        const after = new Date(Date.parse(next.waitUntil));
        expect(after.getTime() - nowMs).toBeLessThanOrEqual(24 * HOUR_MS);
        expect(step(stands(counter, after), after).count).toBeGreaterThan(0);
      }
    }),
  );
});

it('a budget gives its size at once and its rate after that, and never more', async () => {
  await fc.assert(
    fc.property(
      pauses,
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 60 }),
      (gaps, size, perHour) => {
        const step = afterSpending({ size, perHour });
        let nowMs = begin;
        let counter: Counter | null = null;
        let spent = 0;
        for (const gap of gaps) {
          nowMs += gap;
          const now = new Date(nowMs);
          const next = step(stands(counter, now), now);
          if (next.count === undefined) {
            const after = new Date(Date.parse(next.waitUntil) + 1);
            expect(step(stands(counter, after), after).count).toBeGreaterThan(0);
            continue;
          }
          counter = next;
          spent++;
          expect(spent).toBeLessThanOrEqual(size + ((nowMs - begin) / HOUR_MS) * perHour + 1e-6);
        }
      },
    ),
  );
});
