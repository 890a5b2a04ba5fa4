import { displayName, mailId, renderLifeMail } from '../../shared/mail/index.ts';
import { isOneMark } from '../due.ts';
import type { Directory, Ports } from '../ports.ts';
import { accessOf } from './access.ts';
import { mailAuthor, WISHES_ANY_MAIL } from './author-mail.ts';
import { keepForDigest } from './digest.ts';
import { eventChange } from './events.ts';
import { mailEach } from './mail-each.ts';
import { noteReader } from './note-reader.ts';
import { readerFacts, sendForADay } from './notice-mail.ts';
import { markWork, nudge, type Work, workChange } from './outbox.ts';
import { messageKey, type Reader, readerKey, type SentRecord } from './records.ts';
import { isWrittenBy } from './written-by.ts';

/*
 * Two days before the end whoever has not opened a message is told so, and its author how many they are:
 *
 *   mark `remind` --sweep--> work `remind!{expiry}` beside the message --job--> mails, work gone
 *   ended, opened, or another expiry by then --> no mail
 */

const DAY_MS = 24 * 3_600_000;
const BEFORE_END_MS = 2 * DAY_MS;
/** A message younger than this is news enough. */
const YOUNG_MS = 2 * DAY_MS;
/** A mark stands so long before it is due, so that the change that it is for is made by then. */
const AHEAD_MS = 2 * 60_000;

/** When to remind of a message's end, well after `now`; null for one that ends too soon after its sending. */
export function remindAt(
  { sentAt, expiresAt }: { sentAt: string; expiresAt: string },
  now: Date,
): Date | null {
  const atMs = Math.max(Date.parse(expiresAt) - BEFORE_END_MS, now.getTime() + AHEAD_MS);
  return atMs - Date.parse(sentAt) < YOUNG_MS || atMs >= Date.parse(expiresAt) ? null : new Date(atMs);
}

/** Visits one due mark: the mails become work of the message. */
export async function visitReminder(ports: Ports, id: string, dueAt: Date): Promise<'done' | 'later'> {
  const row = await ports.records.get(messageKey(id));
  const record = row?.value;
  // The mark stands before the commit, which may still be under way.
  if (record?.state === 'draft') return 'later';
  const now = ports.clock.now();
  if (record?.state !== 'sent' || now.getTime() >= Date.parse(record.expiresAt)) return 'done';
  const { expiresAt } = record;
  const atMs = Date.parse(expiresAt) - BEFORE_END_MS;
  // A later expiry has a later mark, but for one in the same hour.
  if (atMs > now.getTime()) return isOneMark(new Date(atMs), dueAt) ? 'later' : 'done';
  if (record.remindedOf === expiresAt) return 'done';
  await markWork(ports, id);
  const isLeft = await ports.records.commit('messages', id, [
    {
      kind: 'replace',
      row: messageKey(id).row,
      value: { ...record, remindedOf: expiresAt },
      etag: row?.etag ?? '',
    },
    workChange(`remind!${Date.parse(expiresAt)}`, now, { kind: 'remind', expiresAt }),
  ]);
  if (!isLeft) return 'later';
  await nudge(ports, id);
  return 'done';
}

/** Reminds whoever has not opened a message, then tells its author how many. Throws `unavailable`. */
export async function remindOfEnd(
  ports: Ports,
  directory: Directory,
  id: string,
  { expiresAt }: Extract<Work, { kind: 'remind' }>,
): Promise<void> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record?.state !== 'sent' || record.expiresAt !== expiresAt) return;
  const now = ports.clock.now();
  let unopened = 0;
  const { error } = await mailEach(record.readers, async (reader) => {
    if (isWrittenBy(record, reader.accountId)) return 'settled';
    if (accessOf(record, reader.accountId, now).kind !== 'granted') return 'settled';
    const known = (await ports.records.get(readerKey(id, reader.accountId)))?.value;
    if (known?.openedAt !== undefined || known?.deliveredAt !== undefined) return 'settled';
    unopened++;
    if (known?.remindedOf !== expiresAt) await remindReader(ports, directory, id, record, reader);
    return 'settled';
  });
  if (error !== null) throw error;
  if (unopened === 0) return;
  const told = {
    name: `unopened.${id}.${Date.parse(expiresAt)}`,
    about: 'notices' as const,
    wishes: WISHES_ANY_MAIL,
    mail: { kind: 'unopened' as const, count: unopened },
  };
  await mailAuthor(ports, directory, id, record, told, dueSince(expiresAt));
}

/** Since when a reminder is due, ISO UTC. */
function dueSince(expiresAt: string): string {
  return new Date(Date.parse(expiresAt) - BEFORE_END_MS).toISOString();
}

async function remindReader(
  ports: Ports,
  directory: Directory,
  id: string,
  record: SentRecord,
  reader: Reader,
): Promise<void> {
  const { accountId } = reader;
  const { expiresAt } = record;
  const wishes = await directory.readerWishes(accountId);
  const mailed =
    wishes.notices === 'none' ||
    (wishes.notices === 'digest' && (await keepForDigest(ports, id, record, reader, wishes, 'again')))
      ? null
      : await sendForADay(
          ports,
          {
            messageId: mailId(ports.origin, `ending.${id}.${accountId}.${Date.parse(expiresAt)}`),
            to: { address: reader.address, name: displayName(reader) },
            about: 'notices',
            ...renderLifeMail(
              { kind: 'ending', readerAddress: reader.address },
              { ...lifeFactsOf(readerFacts(ports, id, record, reader, wishes)), sentAt: record.sentAt },
            ),
          },
          dueSince(expiresAt),
        );
  const now = ports.clock.now();
  await noteReader(
    ports,
    id,
    accountId,
    (row) => ({ ...row, remindedOf: expiresAt }),
    mailed === null || mailed === 'refused' ? [] : [eventChange(now, { kind: 'reminded', accountId })],
  );
}

function lifeFactsOf({ locale, ...facts }: ReturnType<typeof readerFacts>) {
  const { origin, messageId, from, organisation, expiresAt, timeZone, branding } = facts;
  return { origin, messageId, from, organisation, expiresAt, timeZone, language: locale, branding };
}
