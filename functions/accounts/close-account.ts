import { AppError } from '../../shared/errors.ts';
import type { Origin, Ports } from '../ports.ts';
import { requireRecipient } from './change-account.ts';
import { eraseAccount } from './erase-account.ts';
import { accountKey } from './records.ts';
import { tell } from './tell.ts';

/** Closes an account for good, and tells its address so. Throws `forbidden` for staff. */
export async function closeAccount(ports: Ports, accountId: string, origin: Origin): Promise<void> {
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw new AppError('not_signed_in');
  requireRecipient(account.value);
  await eraseAccount(ports, accountId);
  await tell(ports, accountId, `closed.${ports.clock.now().getTime()}`, { kind: 'account-closed', origin });
}
