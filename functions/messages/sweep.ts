import { displayName, mailId, renderUnreleased } from '../../shared/mail/index.ts';
import { isOneMark, type MessageDueKind, markDue, messageDueKinds, sweepDue } from '../due.ts';
import type { Directory, Ports } from '../ports.ts';
import { visitDigest } from './digest.ts';
import { visitFolder } from './folders.ts';
import { visitOutbox } from './follow-up.ts';
import { isUnsent, messageKey, partKey, partRange, type SentRecord, savedDraftKey } from './records.ts';
import { visitReminder } from './remind.ts';
import { removeContent } from './remove-content.ts';
import { visitTrash } from './remove-rows.ts';
import { tombstone } from './revoke.ts';
import { sweepSavedDraft } from './saved-draft.ts';
import { settleMailboxes } from './settle-mailboxes.ts';

const HOUR_MS = 3_600_000;
/** How long the report of an unreleased notice is tried where the mail server does not take it. */
const REPORT_HOURS = 24;
/** Longer than an upload link lives and an upload takes. */
const LATE_UPLOAD_HOURS = 1;

type Visit = (ports: Ports, id: string, dueAt: Date, directory: Directory) => Promise<'done' | 'later'>;

const visits: Record<MessageDueKind, Visit> = {
  expire: expireMessage,
  outbox: visitOutbox,
  unreleased: reportUnreleased,
  draft: sweepSavedDraft,
  abandon: sweepDraft,
  digest: visitDigest,
  remind: visitReminder,
  folder: visitFolder,
  trash: visitTrash,
};

/** Runs every sweep once: expiry first, since a promise hangs on its minute. */
export async function sweepMessages(ports: Ports, directory: Directory): Promise<void> {
  for (const kind of messageDueKinds) {
    const visited = await sweepDue(ports, kind, (id, dueAt) => visits[kind](ports, id, dueAt, directory));
    if (visited > 0) ports.log.info('sweep.done', { kind, visited });
  }
  await reportPoisoned(ports);
}

/** Keeps saying that jobs wait for an operator; nothing is lost with them, since the sweeps find what is left. */
async function reportPoisoned(ports: Ports): Promise<void> {
  const count = await ports.jobs.countPoisoned();
  if (count > 0) ports.log.error('jobs.poisoned', { count });
}

/** Ends a message whose time is over: a tombstone stays; its key goes first, then its parts and its subjects. */
async function expireMessage(ports: Ports, id: string, dueAt: Date): Promise<'done' | 'later'> {
  const row = await ports.records.get(messageKey(id));
  if (row === null) {
    // A crash between the key and the commit leaves a key without its record.
    await removeContent(ports, id);
    return 'done';
  }
  const record = row.value;
  // The mark stands before the commit, which may still be under way; an unsent draft ends in its own sweep.
  if (isUnsent(record)) return record.state === 'draft' ? 'later' : 'done';
  // A message with a later expiry has a later mark, but for one in the same hour.
  const expiresAt = new Date(record.expiresAt);
  if (record.state === 'sent' && expiresAt > ports.clock.now())
    return isOneMark(expiresAt, dueAt) ? 'later' : 'done';
  // The tombstone first: a later expiry that is being written at this moment must not find its key gone.
  if (record.state === 'sent') {
    const ended = tombstone(record, 'expired', ports.clock.now());
    if (!(await ports.records.replace(messageKey(id), ended, row.etag))) return 'later';
  }
  await removeContent(ports, id);
  await settleMailboxes(ports, id);
  ports.log.info('message.expired', { messageId: id });
  return 'done';
}

/**
 * Removes a draft that was neither sent nor saved in its day, with its parts; a saved one has a mark of its own. A message that was sent meanwhile stays, and
 * loses what its broken tries left.
 */
async function sweepDraft(ports: Ports, id: string): Promise<'done' | 'later'> {
  const row = await ports.records.get(messageKey(id));
  if (row?.value.state === 'sent') await removeLeftovers(ports, id, row.value);
  if (row !== null && !isUnsent(row.value)) {
    // What was still on its way when the message ended.
    if (row.value.state !== 'sent') await removeContent(ports, id);
    return 'done';
  }
  if (row?.value.state === 'draft') {
    const saved = await ports.records.get(savedDraftKey(row.value.author.accountId, id));
    if (saved !== null) return 'done';
  }
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
async function reportUnreleased(
  ports: Ports,
  id: string,
  dueAt: Date,
  directory: Directory,
): Promise<'done' | 'later'> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record?.state !== 'sent' || record.noticeReleasedAt !== undefined) return 'done';
  if (ports.clock.now().getTime() - dueAt.getTime() > REPORT_HOURS * HOUR_MS) {
    ports.log.warn('unreleased.given_up', { messageId: id });
    return 'done';
  }
  const { organisation, branding } = ports.policy;
  const wishes = await directory.readerWishes(record.author.accountId);
  await ports.mailer.send({
    messageId: mailId(ports.origin, `unreleased.${id}`),
    to: { address: record.author.address, name: displayName(record.author) },
    about: 'account',
    ...renderUnreleased({
      organisation,
      branding,
      sentAt: record.sentAt,
      expiresAt: record.expiresAt,
      timeZone: wishes.timeZone,
      language: wishes.language,
      readers: record.readers.length,
    }),
  });
  return 'done';
}
