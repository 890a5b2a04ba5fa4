import { useState } from 'react';
import type { MailboxRow, MarkRequest, MoveRequest } from '../../../shared/api/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { drafts } from '../compose/drafts.ts';
import { explain, toAppError } from '../errors.ts';
import { useSession } from '../session.ts';
import { mailboxClient } from './client.ts';
import { searchOf } from './search.ts';
import { folderOfRow, isOwn } from './use-folders.ts';

/** Rows that one request takes. */
const ROWS_AT_ONCE = 50;

/** What was done, in words, and how to take it back. */
export type Notice = { text: string; undo: (() => Promise<void>) | null };
type Moved = { from: string; row: string };

export type Actions = {
  busy: 'no' | 'yes';
  notice: Notice | null;
  failure: string;
  say: (text: string) => void;
  /** `folder`: the name of the target, for the words that say what was done. */
  move: (rows: readonly MailboxRow[], to: MoveRequest['to'], folder: string) => Promise<boolean>;
  mark: (rows: readonly MailboxRow[], as: MarkRequest['as']) => Promise<boolean>;
  /** Deletes for good: rows of the trash, or drafts. */
  remove: (rows: readonly MailboxRow[]) => Promise<boolean>;
  /** Deletes for good all that is in the trash, shown or not. */
  emptyTrash: () => Promise<boolean>;
};

/**
 * What can be done with messages. `show` shows rows as they then stand, `done` is called once the service has
 * them so.
 */
export function useActions(
  show: (change: (row: MailboxRow) => MailboxRow | null) => void,
  done: () => Promise<void>,
): Actions {
  const { t } = useTranslation();
  const w = useMailboxWords();
  const { memory, refused } = useSession();
  const [busy, setBusy] = useState<Actions['busy']>('no');
  const [notice, setNotice] = useState<Notice | null>(null);
  const [failure, setFailure] = useState('');

  const run = async (act: () => Promise<Notice | null>): Promise<boolean> => {
    setBusy('yes');
    setFailure('');
    setNotice(null);
    try {
      setNotice(await act());
      return true;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!refused(error))
        setFailure(error.code === 'not_found' ? w('notThere') : `${w('actionFailed')} ${explain(t, error)}`);
      return false;
    } finally {
      setBusy('no');
      await done();
    }
  };
  const moveRows = async (rows: readonly string[], to: MoveRequest['to']): Promise<Moved[]> => {
    const moved: Moved[] = [];
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
      moved.push(...(await mailboxClient.moveRows(rows.slice(at, at + ROWS_AT_ONCE), to)).moved);
    await searchOf(memory).then((search) => search.move(moved), ignore);
    return moved;
  };
  const removeRows = async (names: readonly string[]): Promise<void> => {
    for (let at = 0; at < names.length; at += ROWS_AT_ONCE)
      await mailboxClient.removeRows(names.slice(at, at + ROWS_AT_ONCE));
    await searchOf(memory).then((search) => search.forget(names), ignore);
  };
  const undo = (moved: readonly Moved[]) => async () => {
    await run(async () => {
      for (const to of new Set(moved.map(({ from }) => backTo(from)))) {
        const some = moved.filter(({ from }) => backTo(from) === to);
        await moveRows(
          some.map(({ row }) => row),
          to,
        );
      }
      return { text: w('undone'), undo: null };
    });
  };
  return {
    busy,
    notice,
    failure,
    say: (text) => setNotice({ text, undo: null }),
    move: (rows, to, folder) =>
      run(async () => {
        const moved = await moveRows(
          rows.map(({ row }) => row),
          to,
        );
        const gone = new Set(moved.map(({ from }) => from));
        show((row) => (gone.has(row.row) ? null : row));
        const count = moved.length;
        const text = to === 'back' ? w('movedBack', { count }) : w('moved', { count, folder });
        return { text, undo: undo(moved) };
      }),
    mark: (rows, as) =>
      run(async () => {
        const names = rows.map(({ row }) => row);
        for (let at = 0; at < names.length; at += ROWS_AT_ONCE)
          await mailboxClient.markRows(names.slice(at, at + ROWS_AT_ONCE), as);
        const chosen = new Set(names);
        show((row) => (chosen.has(row.row) ? marked(row, as) : row));
        const seen = rows.map((row) => ({ row: marked(row, as), subject: null }));
        await searchOf(memory).then((search) => search.see(seen), ignore);
        return null;
      }),
    remove: (rows) =>
      run(async () => {
        const unsent = rows.filter(({ row }) => folderOfRow(row) === 'drafts');
        for (const { messageId } of unsent) await drafts.discardDraft(messageId);
        const names = rows.filter((row) => !unsent.includes(row)).map(({ row }) => row);
        await removeRows(names);
        const chosen = new Set(rows);
        show((row) => (chosen.has(row) ? null : row));
        return { text: w('removed', { count: rows.length }), undo: null };
      }),
    emptyTrash: () =>
      run(async () => {
        let count = 0;
        for (;;) {
          const { rows } = await mailboxClient.mailbox('trash');
          if (rows.length === 0) return { text: w('removed', { count }), undo: null };
          await removeRows(rows.map(({ row }) => row));
          count += rows.length;
          const gone = new Set(rows.map(({ row }) => row));
          show((row) => (gone.has(row.row) ? null : row));
        }
      }),
  };
}

/** The way back to where a row stood. */
function backTo(row: string): MoveRequest['to'] {
  const folder = folderOfRow(row);
  return isOwn(folder) || folder === 'trash' ? folder : 'back';
}

function marked(row: MailboxRow, as: MarkRequest['as']): MailboxRow {
  switch (as) {
    case 'read':
      return { ...row, unread: false };
    case 'unread':
      return { ...row, unread: !(row.row.startsWith('sent!') || row.row.endsWith('!sent')) };
    case 'starred':
      return { ...row, starred: true };
    case 'plain':
      return { ...row, starred: false };
  }
}

/** Without a search there is nothing to keep right. */
function ignore(): void {}
