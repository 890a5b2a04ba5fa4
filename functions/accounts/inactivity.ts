import type { Policy } from '../../shared/policy/index.ts';
import { markDue } from '../due.ts';
import type { Ports, Row } from '../ports.ts';
import { newAccountEvent } from './account-events.ts';
import { changeAccount } from './change-account.ts';
import { eraseAccount } from './erase-account.ts';
import { type AccountRecord, accountKey } from './records.ts';
import { changeAndTell } from './tell.ts';

/*
 * Accounts that nobody uses, where policy says so (recipients only; staff come and go with the organisation):
 *
 *   used --days without use, less the warning's--> warned --its day--> disabled
 *   disabled --days, less the warning's--> warned --its day--> erased: an address without a person, its mailbox kept
 *   warned   --a use--> used
 *   disabled --a sign-in, and a code to the address--> used
 *
 * No step comes without its warning, however long the service was away or the policy off.
 */

const DAY_MS = 86_400_000;
/** Every account is looked at so often, to remove what is old. */
const PERIOD_MS = 30 * DAY_MS;
/** Time takes these steps, and nobody's device. */
const BY_TIME = { device: 'unknown', network: 'unknown' };

export type InactivityStep =
  | { do: 'nothing' }
  | { do: 'wait'; until: Date }
  | { do: 'warn'; before: 'disable' | 'delete'; on: Date }
  | { do: 'disable' | 'delete' };

/** What want of use asks for at an account now. */
export function inactivityStep(policy: Policy, account: AccountRecord, now: Date): InactivityStep {
  const next = stepAhead(policy, account);
  if (next === null) return { do: 'nothing' };
  const { before, atMs } = next;
  const { warned } = account;
  if (warned?.before === before) {
    // A rule that has become milder since the warning counts.
    const on = new Date(Math.max(Date.parse(warned.on), atMs));
    return now.getTime() < on.getTime() ? { do: 'wait', until: on } : { do: before };
  }
  const warningMs = policy.inactivity.warnDays * DAY_MS;
  const warnAt = new Date(atMs - warningMs);
  if (now.getTime() < warnAt.getTime()) return { do: 'wait', until: warnAt };
  return { do: 'warn', before, on: new Date(Math.max(atMs, now.getTime() + warningMs)) };
}

function stepAhead(
  { inactivity }: Policy,
  account: AccountRecord,
): { before: 'disable' | 'delete'; atMs: number } | null {
  const { disableAfterDays, deleteAfterDays } = inactivity;
  if (account.kind !== 'recipient') return null;
  if (account.disabledAt !== undefined) {
    if (deleteAfterDays === null) return null;
    return { before: 'delete', atMs: Date.parse(account.disabledAt) + deleteAfterDays * DAY_MS };
  }
  if (disableAfterDays === null) return null;
  const usedAt = account.lastUsedAt ?? account.registeredAt ?? account.createdAt;
  return { before: 'disable', atMs: Date.parse(usedAt) + disableAfterDays * DAY_MS };
}

/**
 * Takes the steps that an account's want of use asks for, and marks when to look again, `afterMs` at the earliest.
 * Answers when to look whether the mail about them has left; null where there is none.
 */
export async function visitInactivity(
  ports: Ports,
  accountId: string,
  afterMs: number,
): Promise<Date | null> {
  let told: Date | null = null;
  for (;;) {
    const account = await ports.records.get(accountKey(accountId));
    if (account === null || account.value.kind === 'unregistered') return told;
    const now = ports.clock.now();
    const step = inactivityStep(ports.policy, account.value, now);
    if (step.do === 'nothing' || step.do === 'wait') {
      if (step.do === 'nothing' && !(await withoutWarning(ports, accountId, account))) continue;
      const untilMs = step.do === 'wait' ? step.until.getTime() : Number.POSITIVE_INFINITY;
      const nextMs = Math.min(untilMs, periodicMs(accountId, now));
      await markDue(ports, 'account', new Date(Math.max(nextMs, afterMs)), accountId);
      return told;
    }
    if (step.do === 'warn') told = (await warn(ports, accountId, account, step)) ?? told;
    else if (step.do === 'disable') told = (await disable(ports, accountId, account)) ?? told;
    else await eraseAccount(ports, accountId);
  }
}

/** Marks the first look at an account; before the write that registers it. */
export async function markFirstVisit(ports: Ports, accountId: string, account: AccountRecord): Promise<void> {
  const now = ports.clock.now();
  const step = inactivityStep(ports.policy, account, now);
  const untilMs = step.do === 'wait' ? step.until.getTime() : Number.POSITIVE_INFINITY;
  const nextMs = Math.max(now.getTime(), Math.min(untilMs, periodicMs(accountId, now)));
  await markDue(ports, 'account', new Date(nextMs), accountId);
}

/**
 * Notes that an account is in use, once a day, and marks its next periodic look. Answers nothing: a write that
 * met another is made with the next use.
 */
export async function noteUse(ports: Ports, accountId: string, account: Row<AccountRecord>): Promise<void> {
  const now = ports.clock.now();
  const { warned, ...kept } = account.value;
  if (warned === undefined && kept.lastUsedAt?.slice(0, 10) === now.toISOString().slice(0, 10)) return;
  await markDue(ports, 'account', new Date(periodicMs(accountId, now)), accountId);
  await ports.records.replace(
    accountKey(accountId),
    { ...kept, lastUsedAt: now.toISOString() },
    account.etag,
  );
}

/** Opens a disabled account again after a proof of its address; one that is not disabled stays as it is. */
export async function enableAccount(
  ports: Ports,
  accountId: string,
  origin: { device: string; network: string },
): Promise<void> {
  const enabled = await changeAccount(ports, accountId, async (account) => {
    if (account.disabledAt === undefined) return null;
    const now = ports.clock.now();
    const opened = enabledAccount(account, now);
    await markFirstVisit(ports, accountId, opened);
    return { account: opened, rows: [newAccountEvent(now, { kind: 'enabled', origin })] };
  });
  if (enabled !== null) ports.log.info('account.enabled', { accountId });
}

/** An account that was disabled for want of use, once somebody has proved its address; another stays, in use today. */
export function enabledAccount(account: AccountRecord, now: Date): AccountRecord {
  const { disabledAt: _disabledAt, warned: _warned, ...kept } = account;
  return { ...kept, lastUsedAt: now.toISOString() };
}

async function warn(
  ports: Ports,
  accountId: string,
  { value, etag }: Row<AccountRecord>,
  { before, on }: Extract<InactivityStep, { do: 'warn' }>,
): Promise<Date | null> {
  const warned = { before, on: on.toISOString() };
  const kind = before === 'disable' ? 'disable-soon' : 'delete-soon';
  return changeAndTell(
    ports,
    accountId,
    [{ kind: 'replace', row: 'account', value: { ...value, warned }, etag }],
    { id: `${kind}.${on.getTime()}`, kind, origin: BY_TIME, facts: { on: warned.on } },
  );
}

async function disable(
  ports: Ports,
  accountId: string,
  { value, etag }: Row<AccountRecord>,
): Promise<Date | null> {
  const now = ports.clock.now();
  const { warned: _warned, ...kept } = value;
  // Every session is over: an epoch that is raised never comes back, whatever happens to the account later.
  const disabled = { ...kept, disabledAt: now.toISOString(), epoch: (value.epoch ?? 0) + 1 };
  const told = await changeAndTell(
    ports,
    accountId,
    [
      { kind: 'replace', row: 'account', value: disabled, etag },
      newAccountEvent(now, { kind: 'disabled', origin: BY_TIME }),
    ],
    { id: `disabled.${now.getTime()}`, kind: 'disabled', origin: BY_TIME },
  );
  if (told !== null) ports.log.info('account.disabled', { accountId });
  return told;
}

/** A warning of a rule that is gone is forgotten: should the rule come back, it warns anew. */
async function withoutWarning(
  ports: Ports,
  accountId: string,
  { value, etag }: Row<AccountRecord>,
): Promise<boolean> {
  const { warned, ...kept } = value;
  return warned === undefined || ports.records.replace(accountKey(accountId), kept, etag);
}

/** The next of an account's own moments, one in each period: so that any number of marks are one. */
function periodicMs(accountId: string, now: Date): number {
  const offsetMs = Buffer.from(accountId, 'base64url').readUInt32BE(0) % PERIOD_MS;
  return (Math.floor((now.getTime() - offsetMs) / PERIOD_MS) + 1) * PERIOD_MS + offsetMs;
}
