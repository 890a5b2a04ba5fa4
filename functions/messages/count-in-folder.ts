import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import type { Change, Ports, Row } from '../ports.ts';
import {
  type Folder,
  type FolderRecord,
  folderKey,
  isUnread,
  type MailboxRecord,
  writeCount,
} from './records.ts';

/** How a change of rows changes a folder's counts. */
export type Tally = { total: number; unread: number };
/** A folder as it was read; null: nobody has counted in it yet. */
export type ReadFolder = Row<FolderRecord> | null;

export function readFolder(ports: Ports, accountId: string, folder: Folder): Promise<ReadFolder> {
  return ports.records.get(folderKey(accountId, folder));
}

/**
 * The change that counts in a folder, good only while nobody else has changed it since it was read: it goes into
 * the transaction of the rows that it counts.
 */
export function countChange(folder: Folder, read: ReadFolder, tally: Tally): Change {
  const { row } = folderKey('', folder);
  if (read === null) return { kind: 'insert', row, value: counted(emptyFolder, tally) };
  return { kind: 'replace', row, value: counted(read.value, tally), etag: read.etag };
}

/** A folder in which nothing has ever been. */
export const emptyFolder: FolderRecord = {
  total: writeCount(0),
  unread: writeCount(0),
  version: writeCount(0),
};

/** A folder after one more change, which counts as the tally says. */
export function counted(folder: FolderRecord, { total, unread }: Tally): FolderRecord {
  return {
    ...folder,
    total: writeCount(Number(folder.total) + total),
    unread: writeCount(Number(folder.unread) + unread),
    version: writeCount(Number(folder.version) + 1),
  };
}

/** What one row counts for. */
export function tallyOf(record: MailboxRecord): Tally {
  return { total: 1, unread: isUnread(record) ? 1 : 0 };
}

const MAX_TRIES = 60;
const PAUSE_MS = 15;

/**
 * Tries a transaction of rows with their counts until it meets no other change: `attempt` reads all anew and
 * answers null where it was too late. Throws `unavailable` in a crowd that does not end.
 */
export async function untilCounted<T>(attempt: () => Promise<{ done: T } | null>): Promise<T> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const outcome = await attempt();
    if (outcome !== null) return outcome.done;
    await sleep(Math.random() * PAUSE_MS * Math.min(tries + 1, 10));
  }
  throw new AppError('unavailable', { retryAfterSeconds: 1, detail: 'a crowd at one folder' });
}
