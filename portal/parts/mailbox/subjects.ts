import type { MailboxRow } from '../../../shared/api/index.ts';
import { openSubject } from '../../../shared/envelope/index.ts';
import { accountKeyOf } from '../account-key.ts';
import type { ReaderMemory } from '../session.ts';
import { searchOf } from './search.ts';

/** A row of a folder with its subject, null where it has none yet or it does not verify. */
export type Item = { row: MailboxRow; subject: string | null };

/** Decrypts the subjects of rows, and lets the search take them in. Without the key the rows still have senders and dates. */
export async function readSubjects(memory: ReaderMemory, rows: readonly MailboxRow[]): Promise<Item[]> {
  const named = rows.filter((row) => row.subjectCell !== undefined);
  for (const { messageId } of named) memory.keptSubjects.add(messageId);
  const accountKey = rows.length === 0 ? null : await accountKeyOf(memory).catch(() => null);
  const items = await Promise.all(
    rows.map(async (row) => ({
      row,
      subject:
        row.subjectCell === undefined || accountKey === null
          ? null
          : await openSubject(accountKey, row.messageId, row.subjectCell).catch(() => null),
    })),
  );
  // A search that cannot be kept never stands between readers and their messages; drafts it leaves alone.
  const findable = items.filter(({ row }) => !row.row.startsWith('drafts!'));
  if (accountKey !== null)
    searchOf(memory)
      .then((search) => search.see(findable))
      .catch(() => undefined);
  return items;
}
