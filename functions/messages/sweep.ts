import { renderUnreleased } from '../../shared/mail/index.ts';
import type { Ports } from '../ports.ts';
import { retryDelivery } from './deliver.ts';
import { markDue, sweepDue } from './due.ts';
import {
  type DueKind,
  dueKinds,
  type EndedRecord,
  isUnsent,
  mailboxKey,
  mailboxRow,
  messageKey,
  partKey,
  partRange,
  type SentRecord,
} from './records.ts';

const HOUR_MS = 3_600_000;
/** How long the report of an unreleased notice is tried where the mail server does not take it. */
const REPORT_HOURS = 24;
/** Longer than an upload link lives and an upload takes. */
const LATE_UPLOAD_HOURS = 1;

type Visit = (ports: Ports, id: string, dueAt: Date) => Promise<'done' | 'later'>;

const visits: Record<DueKind, Visit> = {
  expire: expireMessage,
  outbox: retryDelivery,
  unreleased: reportUnreleased,
  abandon: sweepDraft,
};

/** Runs every sweep once: expiry first, since a promise hangs on its minute. */
export async function sweepMessages(ports: Ports): Promise<void> {
  for (const kind of dueKinds) {
    const visited = await sweepDue(ports, kind, (id, dueAt) => visits[kind](ports, id, dueAt));
    if (visited > 0) ports.log.info('sweep.done', { kind, visited });
  }
  await reportPoisoned(ports);
}

/** Keeps saying that jobs wait for an operator; nothing is lost with them, since the sweeps find what is left. */
async function reportPoisoned(ports: Ports): Promise<void> {
  const count = await ports.jobs.countPoisoned();
  if (count > 0) ports.log.error('jobs.poisoned', { count });
}

/** Ends a message whose time is over: its key goes first, then its parts and its subjects; a tombstone stays. */
async function expireMessage(ports: Ports, id: string): Promise<'done' | 'later'> {
  const row = await ports.records.get(messageKey(id));
  if (row === null) {
    // A crash between the key and the commit leaves a key without its record.
    await removeContent(ports, id);
    return 'done';
  }
  const record = row.value;
  // The mark stands before the commit, which may still be under way; an unsent draft ends in its own sweep.
  if (isUnsent(record)) return record.state === 'draft' ? 'later' : 'done';
  // A message with a later expiry has a later mark.
  if (Date.parse(record.expiresAt) > ports.clock.now().getTime()) return 'done';
  await removeContent(ports, id);
  await clearSubjects(ports, id, record);
  if (record.state === 'sent') {
    if (!(await ports.records.replace(messageKey(id), tombstone(record, ports.clock.now()), row.etag)))
      return 'later';
  }
  ports.log.info('message.expired', { messageId: id });
  return 'done';
}

function tombstone(record: SentRecord, now: Date): EndedRecord {
  const { parts: _parts, keyRow: _keyRow, seal: _seal, fingerprint: _fingerprint, ...kept } = record;
  return { ...kept, state: 'expired', endedAt: now.toISOString() };
}

async function removeContent(ports: Ports, id: string): Promise<void> {
  const { rows } = await ports.records.list('keys', id, {});
  for (const { row } of rows) await ports.records.remove({ table: 'keys', partition: id, row });
  await ports.parts.removeAll(id);
}

async function clearSubjects(ports: Ports, id: string, record: SentRecord | EndedRecord): Promise<void> {
  const owners = [
    mailboxKey(record.author.accountId, mailboxRow('sent', record.sentAt, id)),
    ...record.readers.map((reader) => mailboxKey(reader.accountId, mailboxRow('inbox', record.sentAt, id))),
  ];
  for (const key of owners) {
    for (;;) {
      const row = await ports.records.get(key);
      if (row?.value.subjectCell === undefined) break;
      const { subjectCell: _subjectCell, ...kept } = row.value;
      if (await ports.records.replace(key, kept, row.etag)) break;
    }
  }
}

/**
 * Removes a draft that was not sent in its day, with its parts. A message that was sent meanwhile stays, and
 * loses what its broken tries left.
 */
async function sweepDraft(ports: Ports, id: string): Promise<'done' | 'later'> {
  const row = await ports.records.get(messageKey(id));
  if (row?.value.state === 'sent') await removeLeftovers(ports, id, row.value);
  if (row !== null && !isUnsent(row.value)) return 'done';
  if (row !== null) {
    // A link that was given out may still be good for an upload: somebody has to look once more.
    await markDue(ports, 'abandon', new Date(ports.clock.now().getTime() + LATE_UPLOAD_HOURS * HOUR_MS), id);
  }
  if (row?.value.state === 'draft') {
    // From here on no commit can succeed.
    if (!(await ports.records.replace(messageKey(id), { ...row.value, state: 'abandoned' }, row.etag)))
      return 'later';
  }
  await removeContent(ports, id);
  const rows = await ports.records.list('messages', id, {});
  for (const { row: name } of rows.rows)
    await ports.records.remove({ table: 'messages', partition: id, row: name });
  return 'done';
}

/** Removes wrapped keys and parts that are not the message's: of uploads or commits that began again. */
async function removeLeftovers(ports: Ports, id: string, record: SentRecord): Promise<void> {
  const keys = await ports.records.list('keys', id, {});
  for (const { row } of keys.rows) {
    if (row !== record.keyRow) await ports.records.remove({ table: 'keys', partition: id, row });
  }
  const kept = new Set(record.parts.map((part) => part.id));
  await ports.parts.removeAll(id, kept);
  const parts = await ports.records.list('messages', id, partRange);
  const keptRows = new Set([...kept].map((partId) => partKey(id, partId).row));
  for (const { row } of parts.rows) {
    if (!keptRows.has(row)) await ports.records.remove({ table: 'messages', partition: id, row });
  }
}

/** Tells the author, once, that nobody has come by the notice yet: it may still lie among the drafts. */
async function reportUnreleased(ports: Ports, id: string, dueAt: Date): Promise<'done' | 'later'> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record?.state !== 'sent' || record.noticeReleasedAt !== undefined) return 'done';
  if (ports.clock.now().getTime() - dueAt.getTime() > REPORT_HOURS * HOUR_MS) {
    ports.log.warn('unreleased.given_up', { messageId: id });
    return 'done';
  }
  const { organisation } = ports.policy;
  await ports.mailer.send({
    messageId: `unreleased.${id}@${new URL(ports.origin).hostname}`,
    to: { address: record.author.address, name: record.author.name },
    ...renderUnreleased({
      organisation,
      sentAt: record.sentAt,
      expiresAt: record.expiresAt,
      timeZone: organisation.timeZone,
      locale: 'en-US',
      readers: record.readers.length,
    }),
  });
  return 'done';
}
