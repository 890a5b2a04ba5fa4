import { AppError } from '../../shared/errors.ts';
import type { Ports } from '../ports.ts';
import { accountKey } from './records.ts';

/** Unwraps an account's own key, under which its mailbox keeps subjects. Throws `unavailable` without the vault. */
export async function fetchAccountKey(ports: Ports, accountId: string): Promise<Uint8Array> {
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw new AppError('not_signed_in');
  return ports.vault.unwrap(account.value.accountKey);
}
