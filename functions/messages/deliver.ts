import { renderNotice } from '../../shared/mail/index.ts';
import type { Mail, Ports } from '../ports.ts';
import { atOnce } from './at-once.ts';
import { noteReader } from './note-reader.ts';
import {
  type MailboxRecord,
  mailboxKey,
  mailboxRow,
  messageKey,
  type OutboxRow,
  outboxKey,
  type Reader,
  readerKey,
  type SentRecord,
} from './records.ts';

const MINUTE_MS = 60_000;
/** How long one instance may hold a delivery before another takes it over. */
const CLAIM_MINUTES = 5;
/** How long of that it begins new notices; the rest waits for the next try. */
const SENDING_MINUTES = 3;
/** A notice that the mail server did not take in this time is given up. */
const GIVE_UP_HOURS = 24;
const AT_ONCE = 20;
/** Addressees shown in a mailbox row; the message itself names all. */
const SHOWN_ADDRESSEES = 10;

/**
 * What follows from a commit: the message stands in its author's and readers' mailboxes, and where the
 * service announces it each reader gets one notice. Safe to repeat; `mailboxes` stops before the mail.
 * What the mail server does not take now stays in the outbox for a later try.
 */
export async function deliver(ports: Ports, id: string, upTo: 'mailboxes' | 'notices'): Promise<void> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record?.state !== 'sent') {
    await ports.records.remove(outboxKey(id));
    return;
  }
  if (record.noticeBy === 'sender') {
    // Mailboxes are all there is to fill, and two that fill them do no harm: nobody needs to hold it.
    await fillMailboxes(ports, id, record);
    await ports.records.remove(outboxKey(id));
    return;
  }
  if (upTo === 'mailboxes') {
    await fillMailboxes(ports, id, record);
    return;
  }
  if (!(await claim(ports, id))) return;
  await fillMailboxes(ports, id, record);
  const left = await sendNotices(ports, id, record);
  if (left > 0) {
    const notBefore = new Date(ports.clock.now().getTime() + waitMs(ports, record)).toISOString();
    await ports.records.upsert(outboxKey(id), { claimedUntil: notBefore });
    ports.log.warn('notices.put_off', { messageId: id, left, notBefore });
    return;
  }
  await ports.records.remove(outboxKey(id));
  ports.log.info('message.delivered', { messageId: id, readers: record.readers.length });
}

/**
 * Visits one due outbox mark: a delivery that nobody holds becomes a job again, since a slow mail server
 * must not hold up the sweeps, which a promise of minutes hangs on. Stays due until the outbox is empty.
 */
export async function retryDelivery(ports: Ports, id: string): Promise<'done' | 'later'> {
  // The mark stands before the commit, which may still be under way; an unsent draft ends in its own sweep.
  if ((await ports.records.get(messageKey(id)))?.value.state === 'draft') return 'later';
  const outbox = await ports.records.get(outboxKey(id));
  if (outbox === null) return 'done';
  if (!isHeld(ports, outbox.value)) await ports.jobs.enqueue({ kind: 'message', messageId: id });
  return 'later';
}

/** One instance at a time delivers a message: false where another holds it or nothing is left. */
async function claim(ports: Ports, id: string): Promise<boolean> {
  const row = await ports.records.get(outboxKey(id));
  if (row === null || isHeld(ports, row.value)) return false;
  const claimedUntil = new Date(ports.clock.now().getTime() + CLAIM_MINUTES * MINUTE_MS).toISOString();
  return ports.records.replace(outboxKey(id), { claimedUntil }, row.etag);
}

function isHeld(ports: Ports, { claimedUntil }: OutboxRow): boolean {
  return claimedUntil !== null && Date.parse(claimedUntil) > ports.clock.now().getTime();
}

/** The longer a notice waits already, the longer until its next try: a minute at first, an hour at most. */
function waitMs(ports: Ports, record: SentRecord): number {
  const agoMs = ports.clock.now().getTime() - Date.parse(record.sentAt);
  return Math.min(Math.max(agoMs, MINUTE_MS), 60 * MINUTE_MS);
}

async function fillMailboxes(ports: Ports, id: string, record: SentRecord): Promise<void> {
  const shown = (readers: Reader[]) =>
    readers.slice(0, SHOWN_ADDRESSEES).map(({ address, name }) => ({ address, name }));
  const row: MailboxRecord = {
    messageId: id,
    at: record.sentAt,
    from: { address: record.author.address, name: record.author.name },
    to: shown(record.readers.filter((reader) => reader.role !== 'bcc')),
    expiresAt: record.expiresAt,
    opened: false,
  };
  // Insert, never replace: a row that stands already may hold its owner's subject.
  await ports.records.insert(mailboxKey(record.author.accountId, mailboxRow('sent', record.sentAt, id)), {
    ...row,
    to: shown(record.readers),
    opened: true,
  });
  await atOnce(AT_ONCE, record.readers, async (reader) => {
    await ports.records.insert(mailboxKey(reader.accountId, mailboxRow('inbox', record.sentAt, id)), row);
  });
}

/** Sends what notices are left; answers how many of them are to be tried again. */
async function sendNotices(ports: Ports, id: string, record: SentRecord): Promise<number> {
  const untilMs = performance.now() + SENDING_MINUTES * MINUTE_MS;
  let left = 0;
  await atOnce(AT_ONCE, record.readers, async (reader) => {
    if (performance.now() > untilMs) {
      left++;
      return;
    }
    try {
      if ((await sendNotice(ports, id, record, reader)) === 'later') left++;
    } catch (error) {
      left++;
      ports.log.warn('notice.failed', { messageId: id, accountId: reader.accountId, error: String(error) });
    }
  });
  return left;
}

async function sendNotice(
  ports: Ports,
  id: string,
  record: SentRecord,
  reader: Reader,
): Promise<'settled' | 'later'> {
  const { accountId } = reader;
  const known = (await ports.records.get(readerKey(id, accountId)))?.value;
  if (known?.notifiedAt !== undefined || known?.noticeFailedAt !== undefined) return 'settled';
  const now = ports.clock.now();
  const at = now.toISOString();
  const isOver = now.getTime() >= Date.parse(record.expiresAt);
  const isOld = now.getTime() - Date.parse(record.sentAt) > GIVE_UP_HOURS * 60 * MINUTE_MS;
  const outcome = isOver
    ? 'refused'
    : await ports.mailer.send(noticeFor(ports, id, record, reader)).catch((error: unknown) => {
        if (isOld) return 'refused' as const;
        throw error;
      });
  if (outcome === 'refused') {
    ports.log.warn('notice.given_up', { messageId: id, accountId, isOver, isOld });
    await noteReader(ports, id, accountId, (row) => ({ ...row, noticeFailedAt: at }));
    return 'settled';
  }
  // Once more where nobody knows whether it arrived; a second silence counts as arrived, or doubles pile up.
  if (outcome === 'unclear' && known?.unclearAt === undefined) {
    await noteReader(ports, id, accountId, (row) => ({ ...row, unclearAt: at }));
    return 'later';
  }
  await noteReader(ports, id, accountId, (row) => ({ ...row, notifiedAt: at }));
  return 'settled';
}

function noticeFor(ports: Ports, id: string, record: SentRecord, reader: Reader): Mail {
  return {
    // The same for every retry, so that a doubled mail can be told as one (RFC 5322 section 3.6.4).
    messageId: `notice.${id}.${reader.accountId}@${new URL(ports.origin).hostname}`,
    to: { address: reader.address, name: reader.name },
    ...renderNotice({
      origin: ports.origin,
      messageId: id,
      from: { address: record.author.address, name: record.author.name },
      organisation: ports.policy.organisation,
      expiresAt: record.expiresAt,
      timeZone: ports.policy.organisation.timeZone,
      locale: 'en-US',
      authorKind: record.author.kind,
      readerAddress: reader.address,
    }),
  };
}
