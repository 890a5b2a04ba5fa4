import type { RemoveRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Caller, Change, Ports } from '../ports.ts';
import { pieces, readChosen, readRowNames } from './chosen-rows.ts';
import { countChange, untilCounted } from './count-in-folder.ts';
import { type RowName, readRowName, whereKey } from './mailbox-row.ts';
import { TRASH_DAYS } from './move-rows.ts';
import { isUnread, type MailboxRecord } from './records.ts';

const DAY_MS = 86_400_000;
/** Two changes a row and one for the folder, of a hundred in a transaction. */
const ROWS_AT_ONCE = 48;

/**
 * Deletes rows in the caller's trash for good: only the caller's own sight of a message, which itself stays as it
 * is. Throws `bad_request` for a row elsewhere, `not_found` where none of them is known.
 */
export async function removeRows(
  ports: Ports,
  { accountId }: Caller,
  { rows }: RemoveRequest,
): Promise<void> {
  const names = readRowNames(rows);
  if (names.some(({ folder }) => folder !== 'trash'))
    throw new AppError('bad_request', { message: 'Only what is in the trash can be deleted for good.' });
  let removed = 0;
  for (const some of pieces(names, ROWS_AT_ONCE))
    removed += await removeSome(ports, accountId, some, () => true);
  if (removed === 0) throw new AppError('not_found', { message: 'These messages are not there any more.' });
}

/** Removes those of the rows that are to go; answers how many of all are gone, by this call or an earlier one. */
function removeSome(
  ports: Ports,
  accountId: string,
  names: readonly RowName[],
  isToGo: (record: MailboxRecord) => boolean,
): Promise<number> {
  return untilCounted(async () => {
    const { folders, rows } = await readChosen(ports, accountId, names);
    let gone = 0;
    let unread = 0;
    const changes: Change[] = [];
    for (const { name, found } of rows) {
      const where = whereKey(accountId, name.first, name.messageId);
      if (found === null) {
        if ((await ports.records.get(where))?.value.folder === 'gone') gone++;
        continue;
      }
      if (!isToGo(found.value)) continue;
      gone++;
      unread += Number(isUnread(found.value));
      // The pointer stays until the message ends: a delivery that is repeated must not bring the row back.
      changes.push(
        { kind: 'remove', row: name.row },
        { kind: 'upsert', row: where.row, value: { folder: 'gone' } },
      );
    }
    if (changes.length === 0) return { done: gone };
    const tally = { total: -changes.length / 2, unread: -unread };
    changes.push(countChange('trash', folders.get('trash') ?? null, tally));
    return (await ports.records.commit('mailbox', accountId, changes)) ? { done: gone } : null;
  });
}

/** Visits one due mark: what has been in the trash for its time goes, what was taken out since or anew stays. */
export async function visitTrash(ports: Ports, id: string): Promise<'done'> {
  const at = id.indexOf('!');
  const name = readRowName(id.slice(at + 1));
  if (name === null) return 'done';
  const lastMs = ports.clock.now().getTime() - TRASH_DAYS * DAY_MS;
  await removeSome(
    ports,
    id.slice(0, at),
    [name],
    ({ trashedAt }) => trashedAt !== undefined && Date.parse(trashedAt) <= lastMs,
  );
  return 'done';
}
