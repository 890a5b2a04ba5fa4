import type { Folder, MailboxAnswer } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Caller, Ports } from '../ports.ts';
import { type MailboxRecord, mailboxKey } from './records.ts';

const PAGE_ROWS = 50;

/** One page of a folder, newest first: a range of one partition, the same cost at any size. */
export async function listMailbox(
  ports: Ports,
  caller: Caller,
  folder: Folder,
  after: string | undefined,
): Promise<MailboxAnswer> {
  if (after !== undefined && !after.startsWith(`${folder}!`)) throw new AppError('bad_request');
  const page = await ports.records.list<MailboxRecord>('mailbox', caller.accountId, {
    from: `${folder}!`,
    // `"` follows `!` in ASCII: the range holds this folder and no other.
    before: `${folder}"`,
    limit: PAGE_ROWS,
    ...(after === undefined ? {} : { next: after }),
  });
  const nowMs = ports.clock.now().getTime();
  const rows = page.rows.map(({ row, value }) => {
    const isOver = nowMs >= Date.parse(value.expiresAt);
    const { subjectCell, ...shown } = value;
    return {
      row,
      ...shown,
      state: isOver ? ('expired' as const) : ('readable' as const),
      ...(subjectCell === undefined || isOver ? {} : { subjectCell }),
    };
  });
  return page.next === undefined ? { rows } : { rows, next: page.next };
}

/** Keeps a subject in the caller's own row, as the caller's browser encrypted it. Throws `not_found`, `expired`. */
export async function storeSubject(
  ports: Ports,
  caller: Caller,
  row: string,
  subjectCell: string,
): Promise<void> {
  if (!/^(inbox|sent)!\d{13}![A-Za-z0-9_-]{22}$/.test(row)) throw new AppError('not_found');
  const key = mailboxKey(caller.accountId, row);
  for (;;) {
    const found = await ports.records.get(key);
    if (found === null) throw new AppError('not_found');
    if (ports.clock.now().getTime() >= Date.parse(found.value.expiresAt)) throw new AppError('expired');
    // Opening marks the same row as read at this very moment.
    if (await ports.records.replace(key, { ...found.value, subjectCell }, found.etag)) return;
  }
}
