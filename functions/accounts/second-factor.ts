import { AppError } from '../../shared/errors.ts';
import type { Origin, Ports } from '../ports.ts';
import { type Admission, admit } from './admit.ts';
import { type FoundFlow, MAX_ATTEMPTS } from './flow.ts';
import { failTry, passTry, reserveTry, triedAccount } from './locks.ts';
import { endFlow, findFlow } from './prove-flow.ts';
import { spendRecoveryCode } from './recovery-codes.ts';
import { verifyTotp } from './totp.ts';

/*
 * The second half of a sign-in (a flow `second-factor`, see flow.ts and admit.ts):
 *
 *   pending --right code--> row gone, admitted
 *   pending --five wrong codes, or ten minutes over--> dead: begin again with the first proof
 *
 * A passkey instead is a sign-in of its own and leaves the row to the sweep.
 */

const PENDING_MS = 10 * 60_000;

/**
 * Goes on with a sign-in that waits for a second factor; `pending` is what the browser kept, `{account id}.{token}`.
 * Throws `sign_in_failed` where nothing waits any more, `code_wrong` for a wrong or used code, and
 * `too_many_requests` where the account has seen too many of them.
 */
export async function signInSecondFactor(
  ports: Ports,
  pending: string | null,
  { kind, code }: { kind: 'totp' | 'recovery_code'; code: string },
  origin: Origin,
): Promise<Admission> {
  const found = await countTry(ports, pending);
  const { accountId } = found;
  // Failures of the first proof still count: a right password buys no further guesses.
  const reserved = await reserveTry(ports, await triedAccount(ports, accountId), origin);
  const isRight =
    kind === 'totp'
      ? await verifyTotp(ports, accountId, code)
      : await spendRecoveryCode(ports, accountId, code, origin);
  if (!isRight) {
    // Whoever got this far knows the first proof: its owner sees it in the history.
    await failTry(ports, reserved, { how: kind, origin });
    throw new AppError('code_wrong', {
      message: 'This code is wrong or was used before.',
      facts: { triesLeft: MAX_ATTEMPTS - found.value.attempts },
    });
  }
  await passTry(ports, reserved);
  await endPending(ports, found);
  const { method, remember } = found.value.data;
  return admit(ports, accountId, { method, secondFactor: kind, remember }, origin);
}

/** Counts a try before it is judged, under the ETag. Throws `sign_in_failed` where none is left. */
async function countTry(ports: Ports, pending: string | null): Promise<FoundFlow<'second-factor'>> {
  const [, accountId, token] = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/.exec(pending ?? '') ?? [];
  if (accountId === undefined || token === undefined) throw over();
  for (;;) {
    const found = await findFlow(ports, 'second-factor', accountId, token);
    if (found === null) throw over();
    const { value, key } = found;
    const ageMs = ports.clock.now().getTime() - Date.parse(value.requestedAt);
    if (ageMs >= PENDING_MS || value.attempts >= MAX_ATTEMPTS) throw over();
    const counted = { ...value, attempts: value.attempts + 1 };
    if (!(await ports.records.replace(key, counted, found.etag))) continue;
    const latest = await ports.records.get(key);
    if (latest === null) throw over();
    return { ...found, value: latest.value, etag: latest.etag };
  }
}

/** Ends what waited; another try may be counted at this very moment, but only one finds the code unused. */
async function endPending(ports: Ports, found: FoundFlow<'second-factor'>): Promise<void> {
  let latest: Pick<FoundFlow<'second-factor'>, 'value' | 'etag'> | null = found;
  while (latest !== null) {
    if (await endFlow(ports, { ...found, ...latest })) return;
    latest = await ports.records.get(found.key);
  }
  throw over();
}

function over(): AppError {
  return new AppError('sign_in_failed', { message: 'This sign-in has ended. Please begin again.' });
}
