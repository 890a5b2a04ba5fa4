import type { FoldersAnswer, OwnFolder } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { markDue } from '../due.ts';
import type { Caller, Ports, Row } from '../ports.ts';
import { counted, emptyFolder } from './count-in-folder.ts';
import { emptySome } from './move-rows.ts';
import { type Folder, type FolderRecord, folderKey, folderRange } from './records.ts';

/*
 * Own folders: their ids are made, and their names encrypted, by their owner's browser.
 *
 *   (none) --make--> there --rename--> there
 *                    there --delete--> being deleted: hidden, takes nothing in --emptied--> (none)
 */

/** Own folders of one account. */
const MAX_FOLDERS = 100;
const EVERYBODYS = ['inbox', 'sent', 'drafts', 'trash'] as const;
const MINUTE_MS = 60_000;
/** When the sweep looks whether a folder that was to be deleted is gone. */
const LOOK_AGAIN_MS = 5 * MINUTE_MS;
/** Transactions that one request, or one visit of the sweep, spends on emptying a folder. */
const STEPS_A_REQUEST = 8;
const STEPS_A_VISIT = 100;

/** All folders with their counts, which were counted as things changed: one small range, whatever stands in them. */
export async function listFolders(ports: Ports, { accountId }: Caller): Promise<FoldersAnswer> {
  const rows = await readFolders(ports, accountId);
  const everybodys = EVERYBODYS.map((folder) => {
    const known = rows.find(({ row }) => row === folderKey(accountId, folder).row);
    return viewOf(folder, known?.value ?? emptyFolder);
  });
  const own = rows
    .filter(({ value }) => value.nameCell !== undefined && value.removing === undefined)
    .map(({ row, value }) => viewOf(row.slice(folderRange.from.length) as Folder, value));
  return { folders: [...everybodys, ...own] };
}

function viewOf(
  folder: Folder,
  { total, unread, version, nameCell }: FolderRecord,
): FoldersAnswer['folders'][number] {
  const counts = { total: Number(total), unread: Number(unread), version: Number(version) };
  return { folder, ...counts, ...(nameCell === undefined ? {} : { nameCell }) };
}

async function readFolders(ports: Ports, accountId: string): Promise<Row<FolderRecord>[]> {
  return (await ports.records.list<FolderRecord>('mailbox', accountId, folderRange)).rows;
}

/** Makes a folder; once more with the same words is the same folder. Throws `conflict` for an id that is taken, `bad_request` for one too many. */
export async function makeFolder(
  ports: Ports,
  { accountId }: Caller,
  folder: OwnFolder,
  nameCell: string,
): Promise<void> {
  const rows = await readFolders(ports, accountId);
  const key = folderKey(accountId, folder);
  const isThere = rows.some(({ row, value }) => row === key.row && value.nameCell === nameCell);
  if (isThere) return;
  if (rows.filter(({ value }) => value.nameCell !== undefined).length >= MAX_FOLDERS) {
    throw new AppError('bad_request', {
      message: `You can have ${MAX_FOLDERS} folders at most.`,
      facts: { maxFolders: MAX_FOLDERS },
    });
  }
  if (!(await ports.records.insert(key, { ...emptyFolder, nameCell })))
    throw new AppError('conflict', { message: 'There is such a folder already.' });
}

/** Gives an own folder another name. Throws `not_found`. */
export async function renameFolder(
  ports: Ports,
  { accountId }: Caller,
  folder: OwnFolder,
  nameCell: string,
): Promise<void> {
  const key = folderKey(accountId, folder);
  for (;;) {
    const found = await ports.records.get(key);
    if (found === null || found.value.removing !== undefined)
      throw new AppError('not_found', { message: 'This folder is not there any more.' });
    const renamed = { ...counted(found.value, { total: 0, unread: 0 }), nameCell };
    if (await ports.records.replace(key, renamed, found.etag)) return;
  }
}

/**
 * Deletes an own folder: from the first step on it is hidden and takes nothing in, its messages go back to the
 * first folder of each or into the trash, and what one request does not move the sweep does. A folder that is not
 * there is deleted already.
 */
export async function removeFolder(
  ports: Ports,
  { accountId }: Caller,
  folder: OwnFolder,
  messages: 'back' | 'trash',
): Promise<void> {
  const key = folderKey(accountId, folder);
  await markDue(
    ports,
    'folder',
    new Date(ports.clock.now().getTime() + LOOK_AGAIN_MS),
    `${accountId}!${folder}`,
  );
  for (;;) {
    const found = await ports.records.get(key);
    if (found === null) return;
    if (found.value.removing !== undefined) break;
    if (await ports.records.replace(key, { ...found.value, removing: messages }, found.etag)) break;
  }
  await emptyOut(ports, accountId, folder, STEPS_A_REQUEST);
}

/** Goes on with deleting a folder where its request did not come to the end. */
export async function visitFolder(ports: Ports, id: string): Promise<'done' | 'later'> {
  const [accountId = '', folder = ''] = id.split('!');
  return (await emptyOut(ports, accountId, folder as Folder, STEPS_A_VISIT)) ? 'done' : 'later';
}

/** Empties a folder that is being deleted and then removes it; false where there is more than that many steps move. */
async function emptyOut(ports: Ports, accountId: string, folder: Folder, steps: number): Promise<boolean> {
  const key = folderKey(accountId, folder);
  const removing = (await ports.records.get(key))?.value.removing;
  if (removing === undefined) return true;
  for (let step = 0; step < steps; step++) {
    if ((await emptySome(ports, accountId, folder, removing)) > 0) continue;
    await ports.records.remove(key);
    return true;
  }
  return false;
}
