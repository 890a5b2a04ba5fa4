import { AppError } from '../../shared/errors.ts';
import { atOnce } from '../at-once.ts';
import type { Caller, Directory, Ports } from '../ports.ts';
import { accessOf } from './access.ts';
import { keepForDigest } from './digest.ts';
import { eventChange } from './events.ts';
import { loadOwnReadable } from './load-own.ts';
import { mailEach } from './mail-each.ts';
import { noteReader } from './note-reader.ts';
import { mailNotice, messageFiles } from './notice-mail.ts';
import { markWork, nudge, type Work, workChange } from './outbox.ts';
import {
  messageKey,
  type Reader,
  type ReaderRow,
  type Resend,
  readerKey,
  type SentRecord,
} from './records.ts';
import { readersNamed } from './revoke.ts';

const DAY_MS = 24 * 3_600_000;
/** How often a day one reader gets the notice of one message again. */
const MOST_A_DAY = 3;
const AT_ONCE = 20;

/**
 * Has the service send the notice again, to all who have not opened the message or to the named readers; who had it
 * three times in a day already is left out. `key` (a UUID) names this wish for all retries. Answers to how many it
 * goes. Throws `not_for_you`, `expired`, `bad_request`, `too_many_requests` where nobody is left.
 */
export async function resend(
  ports: Ports,
  caller: Caller,
  id: string,
  addresses: readonly string[] | undefined,
  key: string,
): Promise<{ readers: number }> {
  const { value: record } = await loadOwnReadable(ports, caller, id);
  const named = await chosen(ports, id, record, addresses);
  const now = ports.clock.now();
  const taken: { accountId: string; resend: Resend }[] = [];
  await atOnce(AT_ONCE, named, async ({ accountId }) => {
    const resend = await countResend(ports, id, accountId, key, now);
    if (resend !== null) taken.push({ accountId, resend });
  });
  const [first] = taken;
  if (first === undefined) {
    throw new AppError('too_many_requests', {
      message: 'They had the notice often enough today. Try again tomorrow, or call them.',
      retryAfterSeconds: DAY_MS / 1000,
    });
  }
  // Asked again after all of it was done, since an answer got lost: done it stays.
  if (taken.some(({ resend }) => resend.doneAt === undefined)) {
    const readers = taken.map(({ accountId }) => accountId).toSorted();
    const at = new Date(first.resend.at);
    await markWork(ports, id);
    // Inserted, never replaced: somebody may be sending for this very wish now.
    const work = workChange(`resend!${key}`, now, { kind: 'resend', resendId: key, readers });
    await ports.records.commit('messages', id, [
      { ...work, kind: 'insert' },
      eventChange(at, { kind: 'resent', accountId: caller.accountId, readers }),
    ]);
    await nudge(ports, id);
  }
  return { readers: taken.length };
}

/** Whom it is about: the named readers, or all that have not opened it. Throws `bad_request`. */
async function chosen(
  ports: Ports,
  id: string,
  record: SentRecord,
  addresses: readonly string[] | undefined,
): Promise<Reader[]> {
  const named = addresses === undefined ? record.readers : readersNamed(record, addresses);
  const open: Reader[] = [];
  await atOnce(AT_ONCE, named, async (reader) => {
    if (reader.endedAt !== undefined) return;
    const known = (await ports.records.get(readerKey(id, reader.accountId)))?.value;
    const hasIt = known?.openedAt !== undefined || known?.deliveredAt !== undefined;
    if (addresses !== undefined || !hasIt) open.push(reader);
  });
  if (open.length === 0)
    throw new AppError('bad_request', { message: 'There is nobody to send the notice to again.' });
  return open;
}

/** Counts one more for a reader, once for each key; null where it would be one too many. */
async function countResend(
  ports: Ports,
  id: string,
  accountId: string,
  key: string,
  now: Date,
): Promise<Resend | null> {
  let counted: Resend | null = null;
  await noteReader(ports, id, accountId, (known) => {
    const recent = (known.resends ?? []).filter(({ at }) => now.getTime() - Date.parse(at) < DAY_MS);
    counted = recent.find((one) => one.id === key) ?? null;
    if (counted !== null || recent.length >= MOST_A_DAY) return null;
    counted = { id: key, at: now.toISOString() };
    return { ...known, resends: [...recent, counted] };
  });
  return counted;
}

/** Sends the notice again to those who have not had this one yet. Throws `unavailable` where some are left. */
export async function sendAgain(
  ports: Ports,
  directory: Directory,
  id: string,
  { resendId, readers }: Extract<Work, { kind: 'resend' }>,
): Promise<void> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record?.state !== 'sent') return;
  const failed: string[] = [];
  const fileFor = messageFiles(ports, id, record);
  const { error } = await mailEach(readers, async (accountId) => {
    const reader = record.readers.find((one) => one.accountId === accountId);
    if (reader === undefined) return 'settled';
    if ((await sendOneAgain(ports, directory, id, record, reader, fileFor, resendId)) === 'refused')
      failed.push(accountId);
    return 'settled';
  });
  const now = ports.clock.now();
  if (failed.length > 0) {
    await ports.records.commit('messages', id, [
      workChange(`failed!${resendId}`, now, { kind: 'failed', batch: resendId, readers: failed.toSorted() }),
    ]);
    await nudge(ports, id);
  }
  if (error !== null) throw error;
}

async function sendOneAgain(
  ports: Ports,
  directory: Directory,
  id: string,
  record: SentRecord,
  reader: Reader,
  fileFor: ReturnType<typeof messageFiles>,
  resendId: string,
): Promise<'settled' | 'refused'> {
  const { accountId } = reader;
  const known = (await ports.records.get(readerKey(id, accountId)))?.value;
  const mine = known?.resends?.find((one) => one.id === resendId);
  if (mine === undefined || mine.doneAt !== undefined) return 'settled';
  const outcome = await mailAgain(ports, directory, id, record, reader, fileFor, mine);
  const now = ports.clock.now();
  const at = now.toISOString();
  await noteReader(
    ports,
    id,
    accountId,
    (row) => ({
      ...resultOf(outcome, row, at),
      resends: (row.resends ?? []).map((one) => (one.id === resendId ? { ...one, doneAt: at } : one)),
    }),
    outcome === 'accepted' ? [eventChange(now, { kind: 'notified', accountId })] : [],
  );
  return outcome === 'refused' ? 'refused' : 'settled';
}

type Outcome = 'accepted' | 'refused' | 'not wished';

/** Heeds what the reader wishes: one mail a day has it among its messages, and none is none. */
async function mailAgain(
  ports: Ports,
  directory: Directory,
  id: string,
  record: SentRecord,
  reader: Reader,
  fileFor: ReturnType<typeof messageFiles>,
  { id: resendId, at }: Resend,
): Promise<Outcome> {
  if (accessOf(record, reader.accountId, ports.clock.now()).kind !== 'granted') return 'not wished';
  const wishes = await directory.readerWishes(reader.accountId);
  if (wishes.notices === 'none') return 'not wished';
  if (wishes.notices === 'digest' && (await keepForDigest(ports, id, record, reader, wishes, 'again')))
    return 'not wished';
  const outcome = await mailNotice(ports, id, record, { reader, wishes }, fileFor, {
    since: at,
    again: resendId,
  });
  return outcome === 'refused' ? 'refused' : 'accepted';
}

function resultOf(outcome: Outcome, row: ReaderRow, at: string): ReaderRow {
  if (outcome === 'accepted') {
    const { noticeFailedAt: _earlier, ...kept } = row;
    return { ...kept, notifiedAt: at };
  }
  return outcome === 'refused' ? { ...row, noticeFailedAt: at } : row;
}
