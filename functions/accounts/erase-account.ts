import { AppError } from '../../shared/errors.ts';
import { pagesOf } from '../../shared/pages.ts';
import { markDue } from '../due.ts';
import type { Ports } from '../ports.ts';
import { changeAccount } from './change-account.ts';
import type { AccountRecord } from './records.ts';

const MINUTE_MS = 60_000;
/** When the sweep looks whether all of it is gone. */
const LOOK_AGAIN_MS = 5 * MINUTE_MS;
/** Steps of one transaction in Azure Tables. */
const MAX_CHANGES = 100;
/** Rows that stay with an account that nobody has registered: mails on their way, and flows that may register it anew. */
const STAYS = /^(account$|tell:|flow:)/;

/**
 * Erases what an account knows of a person: names, ways in, sessions, flows, devices, history, settings. What
 * stays is what messages need: the address, the mailbox and its key, so that whoever proves the address and
 * registers again can read what is still readable. Mails that are still to be told stay until they are sent.
 * All sessions are over at the first write; a crash after it is made good by the sweep. Safe to repeat.
 * Throws `forbidden` for staff, whose account is the organisation's.
 */
export async function eraseAccount(ports: Ports, accountId: string): Promise<void> {
  await markDue(ports, 'account', new Date(ports.clock.now().getTime() + LOOK_AGAIN_MS), accountId);
  const erased = await changeAccount(ports, accountId, (account) => {
    if (account.kind === 'staff') throw new AppError('forbidden', { detail: 'staff are never erased' });
    return { account: erasedAccount(account) };
  });
  if (erased === null) return;
  await removeRows(ports, accountId, /^(account$|tell:)/);
  ports.log.info('account.erased', { accountId });
}

/** Goes on with an erasure that a crash cut short; finds nothing to do where none was. */
export function finishErasing(ports: Ports, accountId: string): Promise<void> {
  return removeRows(ports, accountId, STAYS);
}

/** What an account still is once its person is gone from it; the epoch ends every session. */
export function erasedAccount({ address, accountKey, createdAt, epoch = 0 }: AccountRecord): AccountRecord {
  return { kind: 'unregistered', address, accountKey, createdAt, epoch: epoch + 1 };
}

async function removeRows(ports: Ports, accountId: string, stays: RegExp): Promise<void> {
  const names: string[] = [];
  for await (const { rows } of pagesOf((next) => ports.records.list('accounts', accountId, next)))
    names.push(...rows.map(({ row }) => row).filter((row) => !stays.test(row)));
  for (let at = 0; at < names.length; at += MAX_CHANGES) {
    const some = names.slice(at, at + MAX_CHANGES);
    const removed = await ports.records.commit(
      'accounts',
      accountId,
      some.map((row) => ({ kind: 'remove', row })),
    );
    // One of them was removed by somebody else meanwhile: then each by itself.
    if (!removed)
      for (const row of some) await ports.records.remove({ table: 'accounts', partition: accountId, row });
  }
}
