import type { Folder, MailboxAnswer } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Caller, Ports } from '../ports.ts';
import { changeMailboxRow } from './change-mailbox-row.ts';
import { readRowName } from './mailbox-row.ts';
import { isUnread, type MailboxRecord } from './records.ts';

/** One page of a folder, of `limit` rows at most, newest first: a range of one partition, the same cost at any size. */
export async function listMailbox(
  ports: Ports,
  caller: Caller,
  { folder, limit, after }: { folder: Folder; limit: number; after?: string | undefined },
): Promise<MailboxAnswer> {
  if (after !== undefined && !after.startsWith(`${folder}!`)) throw new AppError('bad_request');
  const page = await ports.records.list<MailboxRecord>('mailbox', caller.accountId, {
    from: `${folder}!`,
    // `"` follows `!` in ASCII: the range holds this folder and no other.
    before: `${folder}"`,
    limit,
    ...(after === undefined ? {} : { next: after }),
  });
  const nowMs = ports.clock.now().getTime();
  const rows = page.rows.map(({ row, value }) => {
    const isOver = nowMs >= Date.parse(value.expiresAt);
    const { subjectCell, trashedAt: _trashedAt, ...shown } = value;
    return {
      row,
      ...shown,
      unread: isUnread(value),
      starred: value.starred === true,
      state: isOver ? ('expired' as const) : ('readable' as const),
      ...(subjectCell === undefined || isOver ? {} : { subjectCell }),
    };
  });
  return page.next === undefined ? { rows } : { rows, next: page.next };
}

/** Keeps a subject in the caller's own row, as the caller's browser encrypted it. Throws `not_found`, `expired`. */
export async function storeSubject(
  ports: Ports,
  { accountId }: Caller,
  row: string,
  subjectCell: string,
): Promise<void> {
  const name = readRowName(row);
  // It may have been filed since its name was told.
  const isThere =
    name !== null &&
    (await changeMailboxRow(ports, { ...name, accountId }, (record) => {
      if (ports.clock.now().getTime() >= Date.parse(record.expiresAt)) throw new AppError('expired');
      return { ...record, subjectCell };
    }));
  if (!isThere) throw new AppError('not_found');
}
