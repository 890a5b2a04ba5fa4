import type { Directory, Ports, Row } from '../ports.ts';
import { tellAsked } from './ask-again.ts';
import { confirmSent, tellOpened } from './confirm.ts';
import { deliver } from './deliver.ts';
import { pauseOf } from './mail-each.ts';
import { isHeld, listWork, nextTry, type Work, type WorkRow } from './outbox.ts';
import { tellStopped } from './passphrase.ts';
import { messageKey, OUTBOX_ROW, type OutboxRow } from './records.ts';
import { remindOfEnd } from './remind.ts';
import { sendAgain } from './resend.ts';
import { finishRevoked } from './revoke.ts';
import { settleMailboxes } from './settle-mailboxes.ts';
import { tellFailed } from './tell-failed.ts';

const MINUTE_MS = 60_000;
/** How long one instance may do a piece of work before another takes it over. */
const CLAIM_MINUTES = 5;

/** Does all that follows from changes of a message: its delivery, then everything else. Safe to repeat. */
export async function followUp(ports: Ports, directory: Directory, id: string): Promise<void> {
  await deliver(ports, directory, id, 'notices');
  for (const row of await listWork(ports, id)) {
    if (isWork(row)) await doWork(ports, directory, id, row);
  }
}

/**
 * Visits one due outbox mark. What a promise of minutes hangs on is done here; mails become a job again, since a
 * slow mail server must not hold up the sweeps. Stays due until nothing is left.
 */
export async function visitOutbox(
  ports: Ports,
  id: string,
  _dueAt: Date,
  directory: Directory,
): Promise<'done' | 'later'> {
  // The mark stands before the commit, which may still be under way; an unsent draft ends in its own sweep.
  if ((await ports.records.get(messageKey(id)))?.value.state === 'draft') return 'later';
  const rows = await listWork(ports, id);
  if (rows.length === 0) return 'done';
  const mails: Row<OutboxRow | WorkRow>[] = [];
  for (const row of rows) {
    if (isWork(row) && isUrgent(row.value.work)) await doWork(ports, directory, id, row);
    else mails.push(row);
  }
  if (mails.some((row) => !isHeld(ports, row.value)))
    await ports.jobs.enqueue({ kind: 'message', messageId: id });
  return 'later';
}

/** What sends no mail: two that do it at once do no harm, so nobody has to hold it. */
const isUrgent = ({ kind }: Work): boolean => kind === 'revoked' || kind === 'settle';

function isWork(row: Row<OutboxRow | WorkRow>): row is Row<WorkRow> {
  return row.row !== OUTBOX_ROW;
}

async function doWork(
  ports: Ports,
  directory: Directory,
  id: string,
  { row, value, etag }: Row<WorkRow>,
): Promise<void> {
  const key = { table: 'messages', partition: id, row } as const;
  if (!isUrgent(value.work)) {
    const claimedUntil = new Date(ports.clock.now().getTime() + CLAIM_MINUTES * MINUTE_MS).toISOString();
    if (isHeld(ports, value)) return;
    if (!(await ports.records.replace<WorkRow>(key, { ...value, claimedUntil }, etag))) return;
  }
  try {
    await run(ports, directory, id, value);
    await ports.records.remove(key);
  } catch (error) {
    const claimedUntil = nextTry(ports, value.at, pauseOf(error));
    await ports.records.upsert<WorkRow>(key, { ...value, claimedUntil });
    ports.log.warn('work.put_off', { messageId: id, kind: value.work.kind, error: String(error) });
  }
}

/** Throws `unavailable` where it has to be tried again. */
function run(ports: Ports, directory: Directory, id: string, { work, at }: WorkRow): Promise<void> {
  switch (work.kind) {
    case 'revoked':
      return finishRevoked(ports, id);
    case 'settle':
      return settleMailboxes(ports, id);
    case 'resend':
      return sendAgain(ports, directory, id, work);
    case 'asked':
      return tellAsked(ports, directory, id, work.accountId, at);
    case 'stopped':
      return tellStopped(ports, directory, id, work.accountId, at);
    case 'opened':
      return tellOpened(ports, directory, id, work);
    case 'confirm':
      return confirmSent(ports, directory, id, work);
    case 'failed':
      return tellFailed(ports, directory, id, work, at);
    case 'remind':
      return remindOfEnd(ports, directory, id, work);
  }
}
