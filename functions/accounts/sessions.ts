import type { SessionsAnswer } from '../../shared/api/index.ts';
import type { Origin, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { endFlows } from './begin-flow.ts';
import { changeAccount } from './change-account.ts';
import { forgetOtherDevices } from './known-devices.ts';
import { accountKey, type SessionRecord, sessionIdOf, sessionKey, sessionRange } from './records.ts';
import { isAlive, isRemembered } from './session.ts';

/** Where somebody is signed in, last used first; `current`: the session that asks, or null for a bearer token. */
export async function listSessions(
  ports: Ports,
  accountId: string,
  current: string | null,
): Promise<SessionsAnswer> {
  const account = await ports.records.get(accountKey(accountId));
  const { rows } = await ports.records.list<SessionRecord>('accounts', accountId, sessionRange);
  const now = ports.clock.now();
  const sessions = rows
    .filter(({ value }) => account !== null && isAlive(ports.policy, value, account.value, now))
    .map(({ row, value }) => ({
      id: sessionIdOf(row),
      device: value.device,
      network: value.network,
      createdAt: value.createdAt,
      lastSeenAt: value.lastSeenAt,
      remembered: isRemembered(ports.policy, value),
      current: sessionIdOf(row) === current,
    }));
  return { sessions: sessions.toSorted((a, b) => Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt)) };
}

/** Ends one of an account's own sessions; one that is over or another's is nothing to it. */
export function endSession(ports: Ports, accountId: string, sessionId: string): Promise<void> {
  return ports.records.remove(sessionKey(accountId, sessionId));
}

/**
 * Signs out everywhere at once, here as well: sign-ins that wait for a proof end, and no other device is known
 * any more.
 */
export async function signOutEverywhere(ports: Ports, accountId: string, origin: Origin): Promise<void> {
  const raised = await changeAccount(ports, accountId, (account) => ({
    account: { ...account, epoch: (account.epoch ?? 0) + 1 },
  }));
  if (raised === null) return;
  await endFlows(ports, accountId, {
    kinds: ['sign-in-code', 'enable', 'second-factor', 'reauthenticate', 'old-address', 'new-address'],
  });
  await forgetOtherDevices(ports, accountId, origin);
  await noteAccountEvent(ports, accountId, { kind: 'signed_out_everywhere', origin });
}

/** Removes sessions of an account that are over. */
export async function removeDeadSessions(ports: Ports, accountId: string): Promise<void> {
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) return;
  const { rows } = await ports.records.list<SessionRecord>('accounts', accountId, sessionRange);
  const now = ports.clock.now();
  for (const { row, value } of rows) {
    if (!isAlive(ports.policy, value, account.value, now))
      await ports.records.remove(sessionKey(accountId, sessionIdOf(row)));
  }
}
