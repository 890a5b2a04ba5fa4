import type { Ports } from '../ports.ts';
import { countChange, readFolder, tallyOf, untilCounted } from './count-in-folder.ts';
import { findMailboxRow, whereKey } from './mailbox-row.ts';
import { type FirstFolder, isUnread, type MailboxRecord, mailboxKey, mailboxRow } from './records.ts';

/** Which message of whose mailbox. */
export type MailboxPlace = { accountId: string; first: FirstFolder; sentAt: string; messageId: string };

/**
 * Puts a message into its first folder and counts it there. A row that stands already stays, since it may hold
 * its owner's subject, and what its owner has filed or deleted does not come back.
 */
export function insertMailboxRow(ports: Ports, place: MailboxPlace, record: MailboxRecord): Promise<void> {
  const { accountId, first, sentAt, messageId } = place;
  const key = mailboxKey(accountId, mailboxRow(first, sentAt, messageId));
  return untilCounted(async () => {
    // The folder first: where it has not changed at the commit, nobody has filed the message since.
    const folder = await readFolder(ports, accountId, first);
    if ((await ports.records.get(whereKey(accountId, first, messageId))) !== null) return { done: undefined };
    const isIn = await ports.records.commit('mailbox', accountId, [
      { kind: 'insert', row: key.row, value: record },
      countChange(first, folder, tallyOf(record)),
    ]);
    return isIn || (await ports.records.get(key)) !== null ? { done: undefined } : null;
  });
}

/**
 * Changes a message's row wherever it stands, with the counts of its folder; `change` answers null where all is
 * well already. Answers whether there is such a row.
 */
export function changeMailboxRow(
  ports: Ports,
  { accountId, first, sentAt, messageId }: MailboxPlace,
  change: (record: MailboxRecord) => MailboxRecord | null,
): Promise<boolean> {
  return untilCounted(async () => {
    const found = await findMailboxRow(ports, accountId, first, sentAt, messageId);
    const changed = found === null ? null : change(found.value);
    if (found === null || changed === null) return { done: found !== null };
    const unread = Number(isUnread(changed)) - Number(isUnread(found.value));
    const isChanged = await ports.records.commit('mailbox', accountId, [
      { kind: 'replace', row: found.key.row, value: changed, etag: found.etag },
      countChange(found.folder, await readFolder(ports, accountId, found.folder), { total: 0, unread }),
    ]);
    return isChanged ? { done: true } : null;
  });
}
