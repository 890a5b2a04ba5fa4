import type { HistoryAnswer } from '../../shared/api/index.ts';
import type { Change, Ports } from '../ports.ts';
import {
  type AccountEventRow,
  accountEventKey,
  accountEventRange,
  accountEventTime,
  type OriginWords,
} from './records.ts';
import { newToken } from './tokens.ts';

const DAY_MS = 24 * 3_600_000;
/** How long the history goes back. */
export const HISTORY_DAYS = 90;
const MAX_SHOWN = 500;

type AccountEvent = Pick<AccountEventRow, 'kind' | 'how'> & { origin: OriginWords };

/** Notes that something happened to an account, for its owner's history. */
export async function noteAccountEvent(ports: Ports, accountId: string, event: AccountEvent): Promise<void> {
  const { kind, how } = event;
  await ports.records.insert(newEventKey(accountId, ports.clock.now()), eventRow(event));
  ports.log.info(`account.${kind}`, { accountId, how });
}

/** The same as a step of a transaction on the account's rows. */
export function newAccountEvent(now: Date, event: AccountEvent): Change {
  return { kind: 'insert', row: newEventKey('', now).row, value: eventRow(event) };
}

const newEventKey = (accountId: string, now: Date) => accountEventKey(accountId, now, newToken().slice(0, 8));

function eventRow({ kind, how, origin: { device, network } }: AccountEvent): AccountEventRow {
  return { kind, device, network, ...(how === undefined ? {} : { how }) };
}

/** What happened to an account in the last 90 days, newest first, 500 events at most. */
export async function listAccountEvents(ports: Ports, accountId: string): Promise<HistoryAnswer> {
  const { rows } = await ports.records.list<AccountEventRow>('accounts', accountId, {
    ...accountEventRange(oldestShown(ports)),
    limit: MAX_SHOWN,
  });
  return { events: rows.map(({ row, value }) => ({ at: accountEventTime(row), ...value })) };
}

/** Removes events that no history shows any more. */
export async function removeOldEvents(ports: Ports, accountId: string): Promise<void> {
  const { before: from } = accountEventRange(oldestShown(ports));
  const { before } = accountEventRange();
  const { rows } = await ports.records.list<AccountEventRow>('accounts', accountId, { from, before });
  for (const { row } of rows) await ports.records.remove({ table: 'accounts', partition: accountId, row });
}

function oldestShown(ports: Ports): Date {
  return new Date(ports.clock.now().getTime() - HISTORY_DAYS * DAY_MS);
}
