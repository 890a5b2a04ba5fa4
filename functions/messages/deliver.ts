import { renderNotice } from '../../shared/mail/index.ts';
import type { Ports } from '../ports.ts';
import { markDue } from './due.ts';
import {
  type MailboxRecord,
  mailboxKey,
  mailboxRow,
  messageKey,
  outboxKey,
  type Reader,
  readerKey,
  type SentRecord,
} from './records.ts';

const MINUTE_MS = 60_000;
/** How long one instance may hold a delivery before another takes it over. */
const CLAIM_MINUTES = 5;
const AT_ONCE = 20;
/** Addressees shown in a mailbox row; the message itself names all. */
const SHOWN_ADDRESSEES = 10;

/**
 * What follows from a commit: the message stands in its author's and readers' mailboxes, and where the
 * service announces it each reader gets one notice. Safe to repeat; `mailboxes` stops before the mail.
 * Throws where something is left to do, so that the job or the sweep comes again.
 */
export async function deliver(ports: Ports, id: string, upTo: 'mailboxes' | 'notices'): Promise<void> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record?.state !== 'sent') {
    await ports.records.remove(outboxKey(id));
    return;
  }
  if (upTo === 'mailboxes') {
    await fillMailboxes(ports, id, record);
    return;
  }
  if (!(await claim(ports, id))) return;
  await fillMailboxes(ports, id, record);
  if (record.noticeBy === 'service') await sendNotices(ports, id, record);
  await ports.records.remove(outboxKey(id));
  ports.log.info('message.delivered', { messageId: id, readers: record.readers.length });
}

/** Visits one due outbox mark: delivers what is left, and stays due while something is. */
export async function retryDelivery(ports: Ports, id: string): Promise<'done' | 'later'> {
  const outbox = await ports.records.get(outboxKey(id));
  if (outbox === null) return 'done';
  await deliver(ports, id, 'notices');
  return (await ports.records.get(outboxKey(id))) === null ? 'done' : 'later';
}

/** One instance at a time delivers a message: false where another holds it or nothing is left. */
async function claim(ports: Ports, id: string): Promise<boolean> {
  const row = await ports.records.get(outboxKey(id));
  if (row === null) return false;
  const now = ports.clock.now();
  if (row.value.claimedUntil !== null && Date.parse(row.value.claimedUntil) > now.getTime()) return false;
  const claimedUntil = new Date(now.getTime() + CLAIM_MINUTES * MINUTE_MS).toISOString();
  return ports.records.replace(outboxKey(id), { claimedUntil }, row.etag);
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
  await inGroups(record.readers, async (reader) => {
    await ports.records.insert(mailboxKey(reader.accountId, mailboxRow('inbox', record.sentAt, id)), row);
  });
}

async function sendNotices(ports: Ports, id: string, record: SentRecord): Promise<void> {
  let failed = 0;
  await inGroups(record.readers, async (reader) => {
    try {
      await sendNotice(ports, id, record, reader);
    } catch (error) {
      failed++;
      ports.log.warn('notice.failed', { messageId: id, accountId: reader.accountId, error: String(error) });
    }
  });
  if (failed === 0) return;
  // Give the claim back, so that the next try need not wait for it to run out.
  await ports.records.upsert(outboxKey(id), { claimedUntil: null });
  const again = new Date(ports.clock.now().getTime() + CLAIM_MINUTES * MINUTE_MS);
  await markDue(ports, 'outbox', again, id);
  throw new Error(`${failed} notices not accepted`);
}

async function sendNotice(ports: Ports, id: string, record: SentRecord, reader: Reader): Promise<void> {
  const key = readerKey(id, reader.accountId);
  const row = await ports.records.get(key);
  if (row?.value.notifiedAt !== undefined) return;
  const mail = renderNotice({
    origin: ports.origin,
    messageId: id,
    from: { address: record.author.address, name: record.author.name },
    organisation: ports.policy.organisation,
    expiresAt: record.expiresAt,
    timeZone: ports.policy.organisation.timeZone,
    locale: 'en-US',
    authorKind: record.author.kind,
    readerAddress: reader.address,
  });
  await ports.mailer.send({
    // The same for every retry, so that a doubled mail can be told as one (RFC 5322 section 3.6.4).
    messageId: `notice.${id}.${reader.accountId}@${new URL(ports.origin).hostname}`,
    to: { address: reader.address, name: reader.name },
    ...mail,
  });
  await ports.records.upsert(key, { ...(row?.value ?? {}), notifiedAt: ports.clock.now().toISOString() });
}

async function inGroups<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) {
    await Promise.all(items.slice(at, at + AT_ONCE).map(act));
  }
}
