import { AppError } from '../../shared/errors.ts';
import type { Ports, Row } from '../ports.ts';
import { type ReadFolder, readFolder } from './count-in-folder.ts';
import { type RowName, readRowName } from './mailbox-row.ts';
import { type Folder, type MailboxRecord, mailboxKey } from './records.ts';

/** Reads the names of the rows that somebody chose, each once. Throws `bad_request` for one that cannot be filed. */
export function readRowNames(rows: readonly string[]): RowName[] {
  return [...new Set(rows)].map((row) => {
    const name = readRowName(row);
    if (name === null) throw new AppError('bad_request', { message: 'A draft cannot be moved or marked.' });
    return name;
  });
}

export type ChosenRow = { name: RowName; found: Row<MailboxRecord> | null };

/**
 * Reads folders and then rows: where no folder has changed at the commit, no row of them has either, although a
 * removal knows no ETag.
 */
export async function readChosen(
  ports: Ports,
  accountId: string,
  names: readonly RowName[],
  others: readonly Folder[] = [],
): Promise<{ folders: Map<Folder, ReadFolder>; rows: ChosenRow[] }> {
  const needed = new Set([...names.map(({ folder }) => folder), ...others]);
  const folders = new Map(
    await Promise.all(
      [...needed].map(async (folder) => [folder, await readFolder(ports, accountId, folder)] as const),
    ),
  );
  const rows = await Promise.all(
    names.map(async (name) => ({ name, found: await ports.records.get(mailboxKey(accountId, name.row)) })),
  );
  return { folders, rows };
}

/** Cuts a list into pieces of so many at most. */
export function* pieces<T>(items: readonly T[], atMost: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += atMost) yield items.slice(at, at + atMost);
}
