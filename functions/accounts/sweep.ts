import { accountDueKinds, isOneMark, sweepDue } from '../due.ts';
import type { Ports } from '../ports.ts';
import { removeOldEvents } from './account-events.ts';
import { leaveAddress } from './change-address.ts';
import { sweepCounter } from './counters.ts';
import { finishErasing } from './erase-account.ts';
import { flowKey, isOver } from './flow.ts';
import { visitInactivity } from './inactivity.ts';
import { removeOldDevices } from './known-devices.ts';
import { accountKey } from './records.ts';
import { removeDeadSessions } from './sessions.ts';
import { tellAgain } from './tell.ts';

const HOUR_MS = 3_600_000;

const visits = { flow: sweepFlow, account: visitAccount, counter: sweepCounter };

/** Runs the sweeps of accounts: flows and counters whose time is over, and accounts that something is due for. */
export async function sweepAccounts(ports: Ports): Promise<void> {
  for (const kind of accountDueKinds) {
    const visited = await sweepDue(ports, kind, (id, dueAt) => visits[kind](ports, id, dueAt));
    if (visited > 0) ports.log.info('sweep.done', { kind, visited });
  }
}

/** Removes a flow that had its time; `id` is `{account id}!{flow}`. */
async function sweepFlow(ports: Ports, id: string): Promise<'done'> {
  const [accountId = '', hash = ''] = id.split('!');
  const row = await ports.records.get(flowKey(accountId, hash));
  if (row !== null && isOver(row.value, ports.clock.now()))
    await ports.records.remove(flowKey(accountId, hash));
  return 'done';
}

/**
 * Looks at an account again: takes the steps for want of use, removes what is old, goes on with an erasure that was
 * cut short, and makes a mail to its owner whose nudge was lost a job again.
 */
async function visitAccount(ports: Ports, accountId: string, dueAt: Date): Promise<'done' | 'later'> {
  // A mark in the partition that is being swept would go with the one that led here.
  const told = await visitInactivity(ports, accountId, dueAt.getTime() + HOUR_MS);
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) return 'done';
  if (account.value.kind === 'unregistered') await finishErasing(ports, accountId);
  else {
    await removeOldEvents(ports, accountId);
    await removeDeadSessions(ports, accountId);
    await removeOldDevices(ports, accountId);
  }
  // A change of address that was cut short is ended.
  await leaveAddress(ports, accountId);
  const lookAt = told ?? (await tellAgain(ports, accountId));
  return lookAt !== null && isOneMark(lookAt, dueAt) ? 'later' : 'done';
}
