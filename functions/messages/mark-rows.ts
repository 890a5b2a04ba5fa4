import type { MarkRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Caller, Change, Ports } from '../ports.ts';
import { readChosen, readRowNames } from './chosen-rows.ts';
import { countChange, untilCounted } from './count-in-folder.ts';
import type { RowName } from './mailbox-row.ts';
import { type Folder, isUnread, type MailboxRecord } from './records.ts';

/**
 * Marks rows of the caller's mailbox, all in one transaction with the counts of their folders. What one sent is
 * never unread. Throws `not_found` where none of the rows is known.
 */
export function markRows(
  ports: Ports,
  { accountId }: Caller,
  { rows: chosen, as }: MarkRequest,
): Promise<void> {
  const names = readRowNames(chosen);
  return untilCounted(async () => {
    const { folders, rows } = await readChosen(ports, accountId, names);
    if (rows.every(({ found }) => found === null))
      throw new AppError('not_found', { message: 'These messages are not there any more.' });
    const changes: Change[] = [];
    const unread = new Map<Folder, number>();
    for (const { name, found } of rows) {
      const marked = found === null ? null : marks[as](found.value, name);
      if (found === null || marked === null) continue;
      changes.push({ kind: 'replace', row: name.row, value: marked, etag: found.etag });
      const more = Number(isUnread(marked)) - Number(isUnread(found.value));
      unread.set(name.folder, (unread.get(name.folder) ?? 0) + more);
    }
    if (changes.length === 0) return { done: undefined };
    for (const [folder, more] of unread)
      changes.push(countChange(folder, folders.get(folder) ?? null, { total: 0, unread: more }));
    return (await ports.records.commit('mailbox', accountId, changes)) ? { done: undefined } : null;
  });
}

/** A row as it is to stand; null: it does already. */
type Mark = (record: MailboxRecord, name: RowName) => MailboxRecord | null;

const marks: Record<MarkRequest['as'], Mark> = {
  read: (record) => (isUnread(record) ? { ...record, unread: false } : null),
  unread: (record, { first }) => (isUnread(record) || first === 'sent' ? null : { ...record, unread: true }),
  starred: (record) => (record.starred === true ? null : { ...record, starred: true }),
  plain: ({ starred, ...record }) => (starred === true ? record : null),
};
