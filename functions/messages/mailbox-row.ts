import type { Key, Ports } from '../ports.ts';
import {
  type FirstFolder,
  type Folder,
  LAST_MS,
  type MailboxRecord,
  mailboxKey,
  mailboxRow,
} from './records.ts';

/*
 * Where a message stands in somebody's mailbox. Delivery puts it into its first folder; moving it writes a
 * pointer beside it, and moving it back takes the pointer away. So whoever looks for a row asks for one row where
 * nothing was moved, and for three where something was.
 */

/** Says where a message stands that is not in its first folder; `gone`: its owner deleted it for good. */
export type WhereRow = { folder: Folder | 'gone' };

/** The pointer of a message that is not in its first folder. */
export const whereKey = (accountId: string, first: FirstFolder, messageId: string): Key<WhereRow> => ({
  table: 'mailbox',
  partition: accountId,
  row: `where!${first}!${messageId}`,
});

export type FoundMailboxRow = { folder: Folder; key: Key<MailboxRecord>; value: MailboxRecord; etag: string };

/** A row that is moved while it is looked for is looked for again, so often. */
const LOOKS = 5;

/**
 * Finds the row of a message wherever its owner has filed it; null where it never stood or was deleted for good.
 * `first` is the folder that delivery put it into.
 */
export async function findMailboxRow(
  ports: Ports,
  accountId: string,
  first: FirstFolder,
  sentAt: string,
  messageId: string,
): Promise<FoundMailboxRow | null> {
  for (let looks = 0; looks < LOOKS; looks++) {
    const home = mailboxKey(accountId, mailboxRow(first, sentAt, messageId));
    const atHome = await ports.records.get(home);
    if (atHome !== null) return { folder: first, key: home, value: atHome.value, etag: atHome.etag };
    const where = await ports.records.get(whereKey(accountId, first, messageId));
    if (where === null) {
      // It may have been moved back between the two.
      const again = await ports.records.get(home);
      return again === null ? null : { folder: first, key: home, value: again.value, etag: again.etag };
    }
    const { folder } = where.value;
    if (folder === 'gone') return null;
    const key = mailboxKey(accountId, filedRow(folder, first, sentAt, messageId));
    const filed = await ports.records.get(key);
    if (filed !== null) return { folder, key, value: filed.value, etag: filed.etag };
  }
  return null;
}

/** The row of a message in any folder: what somebody sent to themselves stands there twice, so the copy is named. */
export function filedRow(folder: Folder, first: FirstFolder, sentAt: string, messageId: string): string {
  const row = mailboxRow(folder, sentAt, messageId);
  return first === 'sent' && folder !== 'sent' ? `${row}${COPY}` : row;
}

const COPY = '!sent';
const ROW = /^(inbox|sent|trash|f-[A-Za-z0-9_-]{16})!(\d{13})!([A-Za-z0-9_-]{22})(!sent)?$/;

/** What the name of a row says. */
export type RowName = {
  row: string;
  folder: Folder;
  first: FirstFolder;
  sentAt: string;
  messageId: string;
};

/** Reads the name of a row; null for one of a draft, which is filed nowhere, and for what is no row. */
export function readRowName(row: string): RowName | null {
  const [, folder, inverted, messageId, copy] = ROW.exec(row) ?? [];
  if (folder === undefined || messageId === undefined) return null;
  const first = folder === 'sent' || copy !== undefined ? 'sent' : 'inbox';
  const sentMs = LAST_MS - Number(inverted);
  // Dates end before these thirteen digits do.
  if (sentMs > 8.64e15) return null;
  return { row, folder: folder as Folder, first, sentAt: new Date(sentMs).toISOString(), messageId };
}
