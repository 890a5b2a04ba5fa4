import type { Ports } from '../ports.ts';
import { type Counter, type CounterKey, type CounterStep, stepCounter } from './counters.ts';

/** A bucket that leaks: so many at once, and so many an hour after that. */
export type Budget = { size: number; perHour: number };

const HOUR_MS = 3_600_000;

/** One more of a budget; its counter ends when all of it has leaked away. */
export const afterSpending =
  ({ size, perHour }: Budget): CounterStep =>
  (counter, now) => {
    const level = levelOf(counter, perHour, now);
    if (level + 1 > size) {
      const waitMs = ((level + 1 - size) / perHour) * HOUR_MS;
      return { waitUntil: new Date(now.getTime() + waitMs).toISOString() };
    }
    const count = level + 1;
    const endsAt = new Date(now.getTime() + (count / perHour) * HOUR_MS).toISOString();
    return { count, at: now.toISOString(), endsAt };
  };

function levelOf(counter: Counter | null, perHour: number, now: Date): number {
  if (counter === null) return 0;
  // A clock that was put back must not fill anything.
  const elapsedMs = Math.max(0, now.getTime() - Date.parse(counter.at));
  return Math.max(0, counter.count - (elapsedMs / HOUR_MS) * perHour);
}

/** Spends one of a budget; null where that was possible, else the moment (ISO UTC) when there is one again. */
export async function spend(ports: Ports, key: CounterKey, budget: Budget): Promise<string | null> {
  const spent = await stepCounter(ports, key, afterSpending(budget));
  return spent.count === undefined ? spent.waitUntil : null;
}
