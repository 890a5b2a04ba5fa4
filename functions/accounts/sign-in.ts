import type { SignInRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { isInside } from '../../shared/policy/index.ts';
import type { Ports } from '../ports.ts';
import { addressMac, findAccount } from './directory.ts';
import { verifyPassword } from './password.ts';
import { accountKey, failuresKey } from './records.ts';
import { openSession, type SignedIn } from './session.ts';

const MINUTE_MS = 60_000;
/** Attempts without a right password before the first wait; each further one doubles it up to the longest. */
const FREE_FAILURES = 5;
const LONGEST_WAIT_MINUTES = 15;

/**
 * Signs a recipient in with a password. Throws `sign_in_failed` alike for an unknown address, one that
 * never registered and a wrong password, and `too_many_requests` after several, for each address alike.
 */
export async function signIn(ports: Ports, request: SignInRequest): Promise<{ token: string } & SignedIn> {
  const mac = await addressMac(ports, request.address);
  await reserveAttempt(ports, mac);
  const accountId = await findAccount(ports, request.address);
  const account = accountId === null ? null : await ports.records.get(accountKey(accountId));
  const isStaff = isInside(ports.policy.organisation.domains, request.address);
  const passwordHash =
    account?.value.kind === 'recipient' && !isStaff ? account.value.passwordHash : undefined;
  const isRight = await verifyPassword(passwordHash, request.password);
  if (!isRight || accountId === null) {
    throw new AppError('sign_in_failed', { message: 'The address or the password is not right.' });
  }
  await ports.records.remove(failuresKey(mac));
  return openSession(ports, accountId, []);
}

/**
 * Counts an attempt before it is judged, under the ETag, so that many guesses at once cannot all find the
 * count low. Throws `too_many_requests` while the address has to wait.
 */
async function reserveAttempt(ports: Ports, mac: string): Promise<void> {
  for (;;) {
    const row = await ports.records.get(failuresKey(mac));
    const nowMs = ports.clock.now().getTime();
    const leftMs = Date.parse(row?.value.lockedUntil ?? '') - nowMs;
    if (leftMs > 0) {
      throw new AppError('too_many_requests', {
        message: 'Too many wrong passwords. Please wait a little and try again.',
        retryAfterSeconds: Math.ceil(leftMs / 1000),
      });
    }
    const count = (row?.value.count ?? 0) + 1;
    const waitMinutes = Math.min(2 ** Math.max(0, count - FREE_FAILURES), LONGEST_WAIT_MINUTES);
    const lockedUntil =
      count < FREE_FAILURES ? null : new Date(nowMs + waitMinutes * MINUTE_MS).toISOString();
    const counted =
      row === null
        ? await ports.records.insert(failuresKey(mac), { count, lockedUntil })
        : await ports.records.replace(failuresKey(mac), { count, lockedUntil }, row.etag);
    if (counted) return;
  }
}
