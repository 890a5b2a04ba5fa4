import { expiryFor, type Policy } from '../../shared/policy/index.ts';
import type { Caller } from '../ports.ts';

const DAY_MS = 24 * 3_600_000;
/** Browsers' clocks differ; a date picker also means whole days. */
const SLACK_MS = DAY_MS;

/**
 * From and until when (ISO UTC) an author may let a message end that was sent at a moment (ISO UTC), and the days
 * that the policy says.
 */
export function expiryRange(
  policy: Policy,
  author: Pick<Caller, 'address' | 'roles'>,
  readers: readonly { address: string }[],
  sentAt: string,
): { from: string; until: string; minDays: number; maxDays: number } {
  const { minDays, maxDays } = expiryFor(
    policy.expiry,
    author,
    readers.map(({ address }) => address),
  );
  const sentMs = Date.parse(sentAt);
  return {
    from: new Date(sentMs + minDays * DAY_MS - SLACK_MS).toISOString(),
    until: new Date(sentMs + maxDays * DAY_MS + SLACK_MS).toISOString(),
    minDays,
    maxDays,
  };
}
