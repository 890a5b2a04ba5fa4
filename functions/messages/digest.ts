import { displayName, mailId, renderDigest } from '../../shared/mail/index.ts';
import { pagesOf } from '../../shared/pages.ts';
import { markDue } from '../due.ts';
import type { Directory, Mail, Ports, ReaderWishes, Row } from '../ports.ts';
import { accessOf } from './access.ts';
import { eightOClock } from './eight-o-clock.ts';
import { eventChange } from './events.ts';
import { findMailboxRow } from './mailbox-row.ts';
import { noteReader } from './note-reader.ts';
import { sendForADay } from './notice-mail.ts';
import { markWork, nudge, workChange } from './outbox.ts';
import {
  type DigestRow,
  digestClaimKey,
  digestKey,
  digestRange,
  isUnread,
  messageKey,
  type Reader,
  readerKey,
  type SentRecord,
} from './records.ts';
import { fromOf } from './written-by.ts';

/*
 * Who wishes one mail a day: a notice waits as a row beside the mailbox, and a mark falls due at eight o'clock
 * in the reader's zone.
 *
 *   (none) --delivery--> row and mark --sweep at eight--> job --mail taken--> row gone, reader notified
 *                                                             refused, or none taken in a day--> row gone, failed
 *   opened, ended or no longer wished before eight --> row gone, no mail
 */

const MINUTE_MS = 60_000;
/** While one job may be mailing, another leaves it alone: as long as a mail server may take, and more. */
const CLAIM_MS = MINUTE_MS;

/**
 * Puts a notice by for its reader's next daily mail; false where the message ends before that, so that its
 * notice has to leave by itself. Safe to repeat. `again`: the reader has been told before and may be once more.
 */
export async function keepForDigest(
  ports: Ports,
  id: string,
  record: SentRecord,
  reader: Reader,
  wishes: ReaderWishes,
  why: 'first' | 'again' = 'first',
): Promise<boolean> {
  const { timeZone: zone } = wishes;
  if (eightOClock(ports.clock.now(), zone).getTime() >= Date.parse(record.expiresAt)) return false;
  await ports.records.insert(digestKey(reader.accountId, record.sentAt, id), {
    messageId: id,
    sentAt: record.sentAt,
    expiresAt: record.expiresAt,
    from: fromOf(record),
    to: { address: reader.address, name: reader.name },
    ...(why === 'again' ? { isAgain: true as const } : {}),
  });
  // After the row: a sweep at this very moment would find nothing and drop the mark. A crash between the two
  // leaves the delivery undone, which repeats both.
  await markDue(ports, 'digest', eightOClock(ports.clock.now(), zone), reader.accountId);
  return true;
}

/** Visits one due mark: what waits becomes a job, since a slow mail server must not hold up the sweeps. */
export async function visitDigest(ports: Ports, accountId: string, dueAt: Date): Promise<'done' | 'later'> {
  const { rows } = await ports.records.list('mailbox', accountId, { ...digestRange, limit: 1 });
  if (rows.length === 0) return 'done';
  await ports.jobs.enqueue({ kind: 'digest', accountId, dueAt: dueAt.toISOString() });
  return 'later';
}

/**
 * Sends somebody's daily mail. A job that runs twice finds nothing left; where a crash makes it twice, both
 * mails have one Message-ID. Throws `unavailable` where the mail was not taken.
 */
export async function sendDigest(
  ports: Ports,
  directory: Directory,
  accountId: string,
  dueAt: Date,
): Promise<void> {
  if (!(await claim(ports, accountId))) return;
  const wishes = await directory.readerWishes(accountId);
  const waiting: Row<DigestRow>[] = [];
  for (const row of await listWaiting(ports, accountId)) {
    const expiresAt = wishes.notices === 'none' ? null : await stillNews(ports, accountId, row.value);
    if (expiresAt === null) await removeRow(ports, accountId, row);
    else waiting.push({ ...row, value: { ...row.value, expiresAt } });
  }
  const newest = waiting.at(-1);
  if (newest !== undefined) {
    const mail = mailOf(ports, accountId, dueAt, waiting, newest.value, wishes);
    const outcome = await sendForADay(ports, mail, dueAt.toISOString());
    for (const row of waiting) await settle(ports, accountId, row, outcome);
    if (outcome !== 'accepted') ports.log.warn('digest.not_accepted', { accountId, outcome });
  }
  await ports.records.remove(digestClaimKey(accountId));
}

/** One job at a time: false where another has it in hand. */
async function claim(ports: Ports, accountId: string): Promise<boolean> {
  const key = digestClaimKey(accountId);
  const now = ports.clock.now();
  const claimed = { claimedUntil: new Date(now.getTime() + CLAIM_MS).toISOString() };
  const row = await ports.records.get(key);
  if (row === null) return ports.records.insert(key, claimed);
  if (Date.parse(row.value.claimedUntil) > now.getTime()) return false;
  return ports.records.replace(key, claimed, row.etag);
}

async function listWaiting(ports: Ports, accountId: string): Promise<Row<DigestRow>[]> {
  const all: Row<DigestRow>[] = [];
  const pages = pagesOf((next) =>
    ports.records.list<DigestRow>('mailbox', accountId, { ...digestRange, ...next }),
  );
  for await (const { rows } of pages) all.push(...rows);
  return all;
}

/** Until when a message can be read that its reader has neither opened nor been told of; null for any other. */
async function stillNews(ports: Ports, accountId: string, waiting: DigestRow): Promise<string | null> {
  const { messageId, sentAt, isAgain } = waiting;
  const [message, reader, mailbox] = await Promise.all([
    ports.records.get(messageKey(messageId)),
    ports.records.get(readerKey(messageId, accountId)),
    findMailboxRow(ports, accountId, 'inbox', sentAt, messageId),
  ]);
  const access = accessOf(message?.value ?? null, accountId, ports.clock.now());
  const isTold = isAgain === undefined && reader?.value.notifiedAt !== undefined;
  const isPutAway = mailbox !== null && (!isUnread(mailbox.value) || mailbox.folder === 'trash');
  const isOpened = reader?.value.openedAt !== undefined || isPutAway;
  return access.kind !== 'granted' || isTold || isOpened ? null : access.record.expiresAt;
}

function mailOf(
  ports: Ports,
  accountId: string,
  dueAt: Date,
  waiting: readonly Row<DigestRow>[],
  { to }: DigestRow,
  wishes: ReaderWishes,
): Mail {
  const { organisation, branding } = ports.policy;
  return {
    // The same for every try of this day.
    messageId: mailId(ports.origin, `digest.${accountId}.${dueAt.getTime()}`),
    // The address as the newest message has it: it may have changed since the others.
    to: { address: to.address, name: displayName(to) },
    about: 'notices',
    ...renderDigest({
      origin: ports.origin,
      items: waiting.map(({ value }) => value),
      organisation,
      branding,
      timeZone: wishes.timeZone,
      language: wishes.language,
    }),
  };
}

async function settle(
  ports: Ports,
  accountId: string,
  row: Row<DigestRow>,
  outcome: 'accepted' | 'refused' | 'unclear',
): Promise<void> {
  const now = ports.clock.now();
  const at = now.toISOString();
  const key = { table: 'mailbox', partition: accountId, row: row.row } as const;
  // Once more where nobody knows whether it arrived; a second silence counts as arrived, or doubles pile up.
  if (outcome === 'unclear' && row.value.unclearAt === undefined) {
    await ports.records.replace<DigestRow>(key, { ...row.value, unclearAt: at }, row.etag);
    return;
  }
  const { messageId } = row.value;
  if (outcome === 'refused') {
    await markWork(ports, messageId);
    await noteReader(ports, messageId, accountId, (known) => ({ ...known, noticeFailedAt: at }), [
      eventChange(now, { kind: 'notice_failed', accountId }),
      workChange(`failed!${accountId}`, now, { kind: 'failed', batch: accountId, readers: [accountId] }),
    ]);
    await nudge(ports, messageId);
  } else {
    await noteReader(ports, messageId, accountId, (known) => ({ ...known, notifiedAt: at }), [
      eventChange(now, { kind: 'notified', accountId }),
    ]);
  }
  await ports.records.remove(key);
}

async function removeRow(ports: Ports, accountId: string, { row }: Row<DigestRow>): Promise<void> {
  await ports.records.remove({ table: 'mailbox', partition: accountId, row });
}
