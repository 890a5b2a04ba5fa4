import { AppError } from '../../shared/errors.ts';
import type { Change, Origin, Ports } from '../ports.ts';
import { announce } from './announce.ts';
import { endFlows } from './begin-flow.ts';
import { changeAccount, requireRecipient } from './change-account.ts';
import { isPasswordOld, MAX_POSTPONEMENTS } from './duties.ts';
import { checkPassword, overByPassword, verifyPassword, withPassword } from './password.ts';
import { sessionKey } from './records.ts';
import type { SignedIn } from './session.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Changes the caller's password; every other session ends, and every flow. Throws `password_refused`, `forbidden`
 * for staff, whose password is the organisation's.
 */
export async function changePassword(
  ports: Ports,
  { caller, sessionId }: SignedIn,
  password: string,
  origin: Origin,
): Promise<void> {
  const { accountId } = caller;
  await changeAccount(ports, accountId, async (account) => {
    requireRecipient(account);
    const { address, firstName = '', lastName = '', passwordHash } = account;
    await checkPassword(ports.policy, password, { account, address, names: [firstName, lastName] });
    if (passwordHash !== undefined && (await verifyPassword(passwordHash, password))) {
      throw new AppError('password_refused', {
        message: 'This is your password already. Choose another one.',
        facts: { rule: 'same' },
      });
    }
    const changed = await withPassword(ports.policy, account, password, ports.clock.now());
    return { account: changed, rows: await liftSession(ports, accountId, sessionId, changed.epoch ?? 0) };
  });
  await endFlows(ports, accountId, { kinds: overByPassword });
  await announce(ports, accountId, { event: 'password_changed', mail: 'password-changed', origin });
}

/**
 * Puts the change of an old password off for a day, three times at most. Throws `conflict` where there is nothing
 * to put off, or no more putting off.
 */
export async function postponePassword(ports: Ports, accountId: string): Promise<void> {
  const now = ports.clock.now();
  await changeAccount(ports, accountId, (account) => {
    const count = account.passwordPostponed ?? 0;
    if (!isPasswordOld(ports.policy, account, now) || count >= MAX_POSTPONEMENTS) {
      throw new AppError('conflict', { message: 'Your password has to be changed now.' });
    }
    const passwordPostponedUntil = new Date(now.getTime() + DAY_MS).toISOString();
    return { account: { ...account, passwordPostponed: count + 1, passwordPostponedUntil } };
  });
  ports.log.info('account.password_postponed', { accountId });
}

/** Takes the caller's own session along into the new epoch, in the transaction that ends all others. */
async function liftSession(
  ports: Ports,
  accountId: string,
  sessionId: string | null,
  epoch: number,
): Promise<Change[]> {
  const session = sessionId === null ? null : await ports.records.get(sessionKey(accountId, sessionId));
  if (session === null) return [];
  return [{ kind: 'replace', row: session.row, value: { ...session.value, epoch }, etag: session.etag }];
}
