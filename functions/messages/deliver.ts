import { atOnce } from '../at-once.ts';
import type { Directory, Ports } from '../ports.ts';
import { accessOf } from './access.ts';
import { insertMailboxRow } from './change-mailbox-row.ts';
import { keepForDigest } from './digest.ts';
import { eventChange } from './events.ts';
import type { PlainRoad } from './letter-mail.ts';
import { type Left, mailEach } from './mail-each.ts';
import { noteReader } from './note-reader.ts';
import { noteReply } from './note-reply.ts';
import { mailNotice, messageFiles } from './notice-mail.ts';
import { isHeld, markWork, nextTry, nudge, workChange } from './outbox.ts';
import { mailPlain, plainRoad } from './plain-mail.ts';
import {
  isUnsent,
  type MailboxRecord,
  messageKey,
  OUTBOX_ROW,
  outboxKey,
  type Reader,
  type ReaderRow,
  readerKey,
  readerRange,
  type SentRecord,
} from './records.ts';
import { forgetSavedDraft } from './saved-draft.ts';
import { ownersOf, settleMailboxes } from './settle-mailboxes.ts';
import { fromOf, writersOf } from './written-by.ts';

const MINUTE_MS = 60_000;
/** How long one instance may hold a delivery before another takes it over. */
const CLAIM_MINUTES = 5;
/** How long of that it begins new notices; the rest waits for the next try. */
const SENDING_MINUTES = 3;
const AT_ONCE = 20;
/** Addressees shown in a mailbox row; the message itself names all. */
const SHOWN_ADDRESSEES = 10;

/**
 * What follows from a commit: the message stands in its author's and readers' mailboxes, and where the
 * service announces it each reader gets one notice. Safe to repeat; `mailboxes` stops before the mail.
 * What the mail server does not take now stays in the outbox for a later try.
 */
export async function deliver(
  ports: Ports,
  directory: Directory,
  id: string,
  upTo: 'mailboxes' | 'notices',
): Promise<void> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record?.state !== 'sent') {
    await ports.records.remove(outboxKey(id));
    return;
  }
  if (record.noticeBy === 'sender') {
    // Mailboxes are all there is to fill, and two that fill them do no harm: nobody needs to hold it.
    await fillMailboxes(ports, id, record);
    await noteReply(ports, id, record);
    await ports.records.remove(outboxKey(id));
    return;
  }
  if (upTo === 'mailboxes') {
    await fillMailboxes(ports, id, record);
    return;
  }
  if (!(await claim(ports, id))) return;
  await fillMailboxes(ports, id, record);
  await noteReply(ports, id, record);
  const { count: left, pauseMs } = await sendNotices(ports, directory, id, record);
  if (left > 0) {
    const notBefore = nextTry(ports, record.sentAt, pauseMs);
    await ports.records.upsert(outboxKey(id), { claimedUntil: notBefore });
    ports.log.warn('notices.put_off', { messageId: id, left, notBefore });
    return;
  }
  await endDelivery(ports, id, record);
  ports.log.info('message.delivered', { messageId: id, readers: record.readers.length });
}

/** Nothing is left to deliver; where notices were refused their author hears of it, in one mail. */
async function endDelivery(ports: Ports, id: string, record: SentRecord): Promise<void> {
  const { rows } = await ports.records.list<ReaderRow>('messages', id, readerRange);
  const failed = rows
    .filter(({ value }) => value.noticeFailedAt !== undefined)
    .map(({ row }) => row.slice(readerRange.from.length));
  // A message that was over before its notice left is no fault of an address.
  if (failed.length === 0 || isOver(ports, record)) {
    await ports.records.remove(outboxKey(id));
    return;
  }
  await markWork(ports, id);
  await ports.records.commit('messages', id, [
    { kind: 'remove', row: OUTBOX_ROW },
    workChange('failed!notices', ports.clock.now(), { kind: 'failed', batch: 'notices', readers: failed }),
  ]);
  await nudge(ports, id);
}

/** One instance at a time delivers a message: false where another holds it or nothing is left. */
async function claim(ports: Ports, id: string): Promise<boolean> {
  const row = await ports.records.get(outboxKey(id));
  if (row === null || isHeld(ports, row.value)) return false;
  const claimedUntil = new Date(ports.clock.now().getTime() + CLAIM_MINUTES * MINUTE_MS).toISOString();
  return ports.records.replace(outboxKey(id), { claimedUntil }, row.etag);
}

function isOver(ports: Ports, { expiresAt }: SentRecord): boolean {
  return ports.clock.now().getTime() >= Date.parse(expiresAt);
}

async function fillMailboxes(ports: Ports, id: string, record: SentRecord): Promise<void> {
  const shown = (readers: Reader[]) =>
    readers.slice(0, SHOWN_ADDRESSEES).map(({ address, name }) => ({ address, name }));
  const row: MailboxRecord = {
    messageId: id,
    at: record.sentAt,
    from: fromOf(record),
    to: shown(record.readers.filter((reader) => reader.role !== 'bcc')),
    expiresAt: record.expiresAt,
    opened: false,
    // The letter is a part too.
    files: record.parts.length - 1,
    ...(record.passphrase === undefined ? {} : { passphrase: true as const }),
  };
  const place = { sentAt: record.sentAt, messageId: id };
  for (const { accountId } of writersOf(record)) {
    await insertMailboxRow(
      ports,
      { ...place, accountId, first: 'sent' },
      { ...row, to: shown(record.readers), opened: true },
    );
  }
  // Only the portal saves drafts, and it leaves the notices to the service.
  if (record.noticeBy === 'service')
    await forgetSavedDraft(ports, record.author.accountId, id, record.createdAt);
  await atOnce(AT_ONCE, record.readers, async ({ accountId, endedAt }) => {
    if (endedAt === undefined) await insertMailboxRow(ports, { ...place, accountId, first: 'inbox' }, row);
  });
  // An end or another date that came meanwhile found only the rows that stood then.
  const now = (await ports.records.get(messageKey(id)))?.value;
  if (now === undefined || isUnsent(now)) return;
  if (JSON.stringify(ownersOf(now)) !== JSON.stringify(ownersOf(record))) await settleMailboxes(ports, id);
}

/** Sends what notices are left. */
function sendNotices(ports: Ports, directory: Directory, id: string, record: SentRecord): Promise<Left> {
  const untilMs = performance.now() + SENDING_MINUTES * MINUTE_MS;
  const fileFor = messageFiles(ports, id, record);
  return mailEach(record.readers, async (reader) => {
    if (performance.now() > untilMs) return 'later';
    return sendNotice(ports, directory, id, record, reader, fileFor, untilMs).catch((error: unknown) => {
      ports.log.warn('notice.failed', { messageId: id, accountId: reader.accountId, error: String(error) });
      throw error;
    });
  });
}

async function sendNotice(
  ports: Ports,
  directory: Directory,
  id: string,
  record: SentRecord,
  reader: Reader,
  fileFor: ReturnType<typeof messageFiles>,
  untilMs: number,
): Promise<'settled' | 'later'> {
  const { accountId } = reader;
  const known = (await ports.records.get(readerKey(id, accountId)))?.value;
  if (isSettled(known)) return 'settled';
  if (reader.endedAt !== undefined) return 'settled';
  const road = plainRoad(ports, record, reader);
  if (road !== null) {
    const outcome = await sendPlain(ports, road, id, record, reader, known, untilMs);
    if (outcome !== 'notice') return outcome;
  }
  const wishes = await directory.readerWishes(accountId);
  // The mailbox is filled already, and who wishes no mail looks there.
  if (wishes.notices === 'none') return 'settled';
  if (wishes.notices === 'digest' && (await keepForDigest(ports, id, record, reader, wishes)))
    return 'settled';
  const now = ports.clock.now();
  const at = now.toISOString();
  const isLate = accessOf(record, accountId, now).kind === 'ended';
  const outcome = isLate
    ? 'refused'
    : await mailNotice(ports, id, record, { reader, wishes }, fileFor, { since: record.sentAt });
  if (outcome === 'refused') {
    ports.log.warn('notice.given_up', { messageId: id, accountId, isLate });
    await noteReader(ports, id, accountId, (row) => ({ ...row, noticeFailedAt: at }), [
      eventChange(now, { kind: 'notice_failed', accountId }),
    ]);
    return 'settled';
  }
  return noteLeft(ports, id, accountId, known, outcome, 'notified');
}

function isSettled(row: ReaderRow | undefined): boolean {
  return [row?.notifiedAt, row?.noticeFailedAt, row?.deliveredAt].some((at) => at !== undefined);
}

/** The message itself in place of its notice; `notice` where it has to be the notice after all. */
async function sendPlain(
  ports: Ports,
  road: PlainRoad,
  id: string,
  record: SentRecord,
  reader: Reader,
  known: ReaderRow | undefined,
  untilMs: number,
): Promise<'settled' | 'later' | 'notice'> {
  const { accountId } = reader;
  if (accessOf(record, accountId, ports.clock.now()).kind === 'ended') return 'notice';
  const outcome = await mailPlain(ports, road, id, record, reader, untilMs);
  if (outcome === 'notice' || outcome === 'later') return outcome;
  return noteLeft(ports, id, accountId, known, outcome, 'delivered');
}

/** Notes that a mail has left; once more where nobody knows whether it arrived. A second silence counts as arrived, or doubles pile up. */
async function noteLeft(
  ports: Ports,
  id: string,
  accountId: string,
  known: ReaderRow | undefined,
  outcome: 'accepted' | 'unclear',
  kind: 'notified' | 'delivered',
): Promise<'settled' | 'later'> {
  const now = ports.clock.now();
  const at = now.toISOString();
  if (outcome === 'unclear' && known?.unclearAt === undefined) {
    await noteReader(ports, id, accountId, (row) => ({ ...row, unclearAt: at }));
    return 'later';
  }
  await noteReader(ports, id, accountId, (row) => ({ ...row, [`${kind}At`]: at }), [
    eventChange(now, { kind, accountId }),
  ]);
  return 'settled';
}
