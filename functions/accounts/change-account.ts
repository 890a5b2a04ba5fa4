import { AppError } from '../../shared/errors.ts';
import type { Change, Ports } from '../ports.ts';
import { type AccountRecord, accountKey } from './records.ts';

/** An account as it is to stand, and further rows of it that change with it or not at all. */
export type AccountChange = { account: AccountRecord; rows?: readonly Change[] };

/**
 * Changes an account under its ETag, from the start again where somebody else changed it meanwhile. Answers the
 * account as it then stands; null where `change` answered null or the account is gone.
 */
export async function changeAccount(
  ports: Ports,
  accountId: string,
  change: (account: AccountRecord) => AccountChange | null | Promise<AccountChange | null>,
): Promise<AccountRecord | null> {
  const key = accountKey(accountId);
  for (;;) {
    const found = await ports.records.get(key);
    const changed = found === null ? null : await change(found.value);
    if (found === null || changed === null) return null;
    const { account, rows = [] } = changed;
    const replaced: Change = { kind: 'replace', row: key.row, value: account, etag: found.etag };
    if (await ports.records.commit(key.table, key.partition, [replaced, ...rows])) return account;
  }
}

/** Throws `forbidden` for staff: their factors are those of the organisation's own sign-in. */
export function requireRecipient(account: AccountRecord): void {
  if (account.kind === 'recipient') return;
  throw new AppError('forbidden', { message: 'Your work account has its own settings for this.' });
}
