import { atOnce } from '../at-once.ts';
import type { Ports } from '../ports.ts';
import { changeMailboxRow } from './change-mailbox-row.ts';
import { whereKey } from './mailbox-row.ts';
import {
  type EndedRecord,
  type FirstFolder,
  isUnread,
  isUnsent,
  messageKey,
  type SentRecord,
} from './records.ts';
import { writersOf } from './written-by.ts';

const AT_ONCE = 20;

/** Somebody in whose mailbox a message stands, and until when they may read it (ISO UTC). */
type Owner = { accountId: string; first: FirstFolder; until: string };

/** Who may read a message until when: its author and the mailbox it was written for under Sent, each reader under Inbox. */
export function ownersOf(record: SentRecord | EndedRecord): Owner[] {
  const { readers, expiresAt } = record;
  const until = record.state === 'revoked' ? record.endedAt : expiresAt;
  return [
    ...writersOf(record).map(({ accountId }): Owner => ({ accountId, first: 'sent', until })),
    ...readers.map(
      ({ accountId, endedAt = until }): Owner => ({
        accountId,
        first: 'inbox',
        until: Date.parse(endedAt) < Date.parse(until) ? endedAt : until,
      }),
    ),
  ];
}

/**
 * Makes the rows of a message in all mailboxes say until when it can be read; one whose time is over loses its
 * subject. Adds no row. Safe to repeat, and whatever changes meanwhile: it ends on what the record says then.
 */
export async function settleMailboxes(ports: Ports, id: string): Promise<void> {
  for (let settled = ''; ; ) {
    const record = (await ports.records.get(messageKey(id)))?.value;
    if (record === undefined || isUnsent(record)) return;
    const owners = ownersOf(record);
    const now = JSON.stringify(owners);
    if (now === settled) return;
    await atOnce(AT_ONCE, owners, (owner) => settleRow(ports, id, record.sentAt, owner));
    settled = now;
  }
}

async function settleRow(
  ports: Ports,
  id: string,
  sentAt: string,
  { accountId, first, until }: Owner,
): Promise<void> {
  const isOver = ports.clock.now().getTime() >= Date.parse(until);
  const isThere = await changeMailboxRow(ports, { accountId, first, sentAt, messageId: id }, (row) => {
    const losesSubject = isOver && row.subjectCell !== undefined;
    const losesUnread = isOver && isUnread(row);
    if (row.expiresAt === until && !losesSubject && !losesUnread) return null;
    const { subjectCell, ...kept } = row;
    return {
      ...kept,
      ...(isOver || subjectCell === undefined ? {} : { subjectCell }),
      // What nobody can read any more counts as unread no longer.
      ...(losesUnread ? { unread: false } : {}),
      expiresAt: until,
    };
  });
  // What was deleted for good can no longer come back, so nothing has to say so.
  if (isOver && !isThere) await ports.records.remove(whereKey(accountId, first, id));
}
