import type { MoveAnswer, MoveRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { atOnce } from '../at-once.ts';
import { markDue } from '../due.ts';
import type { Caller, Change, Ports, Row } from '../ports.ts';
import { pieces, readChosen, readRowNames } from './chosen-rows.ts';
import { countChange, type ReadFolder, type Tally, tallyOf, untilCounted } from './count-in-folder.ts';
import { filedRow, type RowName, whereKey } from './mailbox-row.ts';
import { type Folder, type MailboxRecord, mailboxKey } from './records.ts';

/** Days that a message stays in the trash. */
export const TRASH_DAYS = 30;
const DAY_MS = 86_400_000;
/** Three changes a row and one for each folder, of a hundred in a transaction. */
const ROWS_AT_ONCE = 24;
const MARKS_AT_ONCE = 8;

type Moved = MoveAnswer['moved'];

/**
 * Moves rows of the caller's mailbox into a folder, or `back` to the first folder of each. All of one transaction
 * move or none; a row that stands there already counts as moved, so that a repeat finishes what a crash cut
 * short. Throws `not_found` where the folder, or every one of the rows, is unknown.
 */
export async function moveRows(ports: Ports, caller: Caller, { rows, to }: MoveRequest): Promise<MoveAnswer> {
  const moved: Moved = [];
  for (const some of pieces(readRowNames(rows), ROWS_AT_ONCE))
    moved.push(...(await moveSome(ports, caller.accountId, some, to)));
  if (moved.length === 0)
    throw new AppError('not_found', { message: 'These messages are not there any more.' });
  return { moved };
}

/** Moves as many rows as one transaction holds; answers those that stand in the folder now. */
async function moveSome(
  ports: Ports,
  accountId: string,
  names: readonly RowName[],
  to: MoveRequest['to'],
): Promise<Moved> {
  return untilCounted(async () => {
    const { folders, rows } = await readChosen(
      ports,
      accountId,
      names,
      to === 'back' ? ['inbox', 'sent'] : [to],
    );
    requireFolder(to, folders);
    const moved: Moved = [];
    const changes: Change[] = [];
    const tallies = new Map<Folder, Tally>();
    for (const { name, found } of rows) {
      const target = to === 'back' ? name.first : to;
      const row = filedRow(target, name.first, name.sentAt, name.messageId);
      const isThere = found !== null || (await ports.records.get(mailboxKey(accountId, row))) !== null;
      if (isThere) moved.push({ from: name.row, row });
      if (found === null || row === name.row) continue;
      changes.push(...changesOf(ports, accountId, name, found, target, row));
      count(tallies, name.folder, found.value, -1);
      count(tallies, target, found.value, 1);
    }
    if (changes.length === 0) return { done: moved };
    if (to === 'trash') await markTrashed(ports, accountId, moved);
    for (const [folder, tally] of tallies)
      changes.push(countChange(folder, folders.get(folder) ?? null, tally));
    return (await ports.records.commit('mailbox', accountId, changes)) ? { done: moved } : null;
  });
}

/** Throws `not_found` for an own folder that is not there, or that is being deleted. */
function requireFolder(to: MoveRequest['to'], folders: Map<Folder, ReadFolder>): void {
  if (to === 'back' || to === 'trash') return;
  const folder = folders.get(to) ?? null;
  if (folder === null || folder.value.removing !== undefined)
    throw new AppError('not_found', { message: 'This folder is not there any more.' });
}

function changesOf(
  ports: Ports,
  accountId: string,
  { row: from, first, messageId }: RowName,
  { value }: Row<MailboxRecord>,
  target: Folder,
  row: string,
): Change[] {
  const { trashedAt: _trashedAt, ...kept } = value;
  const record = target === 'trash' ? { ...kept, trashedAt: ports.clock.now().toISOString() } : kept;
  const where = whereKey(accountId, first, messageId);
  return [
    { kind: 'insert', row, value: record },
    { kind: 'remove', row: from },
    target === first
      ? { kind: 'remove', row: where.row }
      : { kind: 'upsert', row: where.row, value: { folder: target } },
  ];
}

/** Marks what goes into the trash, before it does; see visitTrash. */
async function markTrashed(ports: Ports, accountId: string, moved: Moved): Promise<void> {
  const at = new Date(ports.clock.now().getTime() + TRASH_DAYS * DAY_MS);
  await atOnce(MARKS_AT_ONCE, moved, ({ row }) => markDue(ports, 'trash', at, `${accountId}!${row}`));
}

function count(tallies: Map<Folder, Tally>, folder: Folder, record: MailboxRecord, sign: 1 | -1): void {
  const { total, unread } = tallies.get(folder) ?? { total: 0, unread: 0 };
  const one = tallyOf(record);
  tallies.set(folder, { total: total + sign * one.total, unread: unread + sign * one.unread });
}

/** Moves rows of a folder that is being deleted, as many as one transaction holds; answers how many there were. */
export async function emptySome(
  ports: Ports,
  accountId: string,
  folder: Folder,
  to: 'back' | 'trash',
): Promise<number> {
  const { rows } = await ports.records.list('mailbox', accountId, {
    from: `${folder}!`,
    before: `${folder}"`,
    limit: ROWS_AT_ONCE,
  });
  if (rows.length > 0) await moveSome(ports, accountId, readRowNames(rows.map(({ row }) => row)), to);
  return rows.length;
}
