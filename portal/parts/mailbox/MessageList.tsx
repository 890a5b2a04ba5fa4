import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { type ReactNode, useRef, useState } from 'react';
import type { Folder, MailboxRow, MoveRequest } from '../../../shared/api/index.ts';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { FolderNameDialog } from './FolderNameDialog.tsx';
import { MailboxItem, type Reach } from './MailboxItem.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { Question } from './Question.tsx';
import { type Sort, sorts } from './sort-items.ts';
import type { Item } from './subjects.ts';
import { Toolbar } from './Toolbar.tsx';
import type { Actions } from './use-actions.ts';
import { type Folders, folderName, folderOfRow } from './use-folders.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  sort: { width: 'min(100%, 16rem)' },
  select: { minHeight: '44px', width: '100%', minWidth: 0 },
});

type Asked = 'nothing' | 'move' | 'folder' | 'removal';

/** A list of messages of one folder, or of all that a search found: what is chosen, and what can be done with it. */
export function MessageList({
  items,
  folder,
  folders,
  actions,
  sort,
  onSort,
  children,
}: {
  items: readonly Item[];
  /** null: of several folders. */
  folder: Folder | null;
  folders: Folders;
  actions: Actions;
  /** null: as it comes. */
  sort: Sort | null;
  onSort: (sort: Sort) => void;
  children?: ReactNode;
}) {
  const w = useMailboxWords();
  const styles = useStyles();
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked>('nothing');
  const last = useRef<string | null>(null);
  const all = folders.all ?? [];
  // What has left the list is not chosen any more.
  const chosen = items.map(({ row }) => row).filter(({ row }) => names.has(row));
  const kind = folder === 'drafts' || folder === 'trash' ? folder : 'messages';

  /** As in lists of files: with Shift, all from the last one to this become as this. */
  const toggle = ({ row }: MailboxRow, reach: Reach) => {
    const isChosen = !names.has(row);
    const rows = items.map((item) => item.row.row);
    const [from, to] = [rows.indexOf(last.current ?? ''), rows.indexOf(row)].sort((a, b) => a - b);
    const range = reach === 'one' || from === undefined || from < 0 ? [row] : rows.slice(from, (to ?? 0) + 1);
    const next = new Set(names);
    for (const one of range) {
      if (isChosen) next.add(one);
      else next.delete(one);
    }
    last.current = row;
    setNames(next);
  };
  const after = async (done: Promise<boolean>) => {
    setAsked('nothing');
    if (await done) setNames(new Set());
  };
  const move = (to: MoveRequest['to'], target: string) => void after(actions.move(chosen, to, target));
  const removeFrom = () => (kind === 'messages' ? move('trash', w('folder.trash')) : setAsked('removal'));
  const count = chosen.length;
  const what = kind === 'drafts' ? 'removeDrafts' : 'remove';

  return (
    <>
      <Toolbar
        total={items.length}
        chosen={count}
        kind={kind}
        busy={actions.busy}
        onAll={() => setNames(new Set(count === items.length ? [] : items.map(({ row }) => row.row)))}
        onMove={() => setAsked('move')}
        onDelete={removeFrom}
        onRead={() => void after(actions.mark(chosen, 'read'))}
        onUnread={() => void after(actions.mark(chosen, 'unread'))}
      >
        {sort === null || items.length === 0 ? null : (
          <Field className={styles.sort} label={w('sort')}>
            <Select
              className={styles.select}
              value={sort}
              onChange={(_, { value }) => onSort(sorts.find((one) => one === value) ?? 'newest')}
            >
              {sorts.map((one) => (
                <option key={one} value={one}>
                  {w(`sorts.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </Toolbar>
      {children}
      {items.length === 0 ? null : (
        <ul className={styles.list}>
          {items.map((item) => (
            <MailboxItem
              key={item.row.row}
              item={item}
              place={folder === null ? placeOf(item.row) : undefined}
              isChosen={names.has(item.row.row)}
              onChoose={(reach) => toggle(item.row, reach)}
              onStar={() => void actions.mark([item.row], item.row.starred ? 'plain' : 'starred')}
            />
          ))}
        </ul>
      )}
      {asked === 'move' ? (
        <MoveDialog
          all={all}
          current={folder}
          onMove={move}
          onNew={() => setAsked('folder')}
          onClose={() => setAsked('nothing')}
        />
      ) : null}
      {asked === 'folder' ? (
        <FolderNameDialog all={all} renamed={null} onDone={move} onClose={() => setAsked('nothing')} />
      ) : null}
      {asked === 'removal' ? (
        <Question
          title={w(`${what}Title`, { count })}
          text={w(`${what}Text`)}
          busy={actions.busy}
          answers={[{ label: w('removeForGood'), act: () => void after(actions.remove(chosen)) }]}
          onClose={() => setAsked('nothing')}
        />
      ) : null}
    </>
  );

  function placeOf({ row }: MailboxRow): string {
    const of = folderOfRow(row);
    return folderName(w, { folder: of, name: all.find((view) => view.folder === of)?.name ?? null });
  }
}
