import { AppError } from '../../shared/errors.ts';
import type { Caller, People, Ports } from '../ports.ts';
import { spend } from './budgets.ts';
import { counterKey } from './counters.ts';

/** As many as fit under a field. */
const MAX_FOUND = 8;
/** Somebody who types fast asks some times a minute; nobody reads a directory out this way. */
const SEARCHES = { size: 60, perHour: 600 };

/**
 * People of the organisation whose name or address begins with these words. Throws `forbidden` for whoever is not
 * staff, `too_many_requests`, and `unavailable` where the directory does not answer.
 */
export async function findPeople(
  ports: Ports,
  people: People,
  caller: Caller,
  words: string,
): Promise<{ address: string; name: string }[]> {
  if (caller.kind !== 'staff') {
    throw new AppError('forbidden', { message: 'Only people who work here can look others up.' });
  }
  const waitUntil = await spend(ports, counterKey(`people:${caller.accountId}`, 'search'), SEARCHES);
  if (waitUntil !== null) {
    const leftMs = Date.parse(waitUntil) - ports.clock.now().getTime();
    throw new AppError('too_many_requests', { retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)) });
  }
  return people.search(words, MAX_FOUND);
}
