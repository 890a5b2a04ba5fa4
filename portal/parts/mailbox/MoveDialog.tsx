import { makeStyles } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { FolderAddRegular } from '@fluentui/react-icons/svg/folder-add';
import type { Folder, MoveRequest } from '../../../shared/api/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { Button } from '../Button.tsx';
import { Dialog } from '../Dialog.tsx';
import { folderIcon } from './FolderList.tsx';
import { type FolderView, folderName, ownFolders } from './use-folders.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  choice: { width: '100%', justifyContent: 'start', textAlign: 'start', overflowWrap: 'anywhere' },
});

/** Asks where messages shall go. */
export function MoveDialog({
  all,
  current,
  onMove,
  onNew,
  onClose,
}: {
  all: readonly FolderView[];
  /** The folder that they stand in; null where there are several. */
  current: Folder | null;
  onMove: (to: MoveRequest['to'], folder: string) => void;
  onNew: () => void;
  onClose: () => void;
}) {
  const { language } = useTranslation();
  const w = useMailboxWords();
  const styles = useStyles();
  const own = ownFolders(all, language).map((view) => view.folder as Extract<Folder, `f-${string}`>);
  const targets = [...own, 'trash' as const].filter((folder) => folder !== current);
  const nameOf = (folder: Folder) =>
    folderName(w, { folder, name: all.find((view) => view.folder === folder)?.name ?? null });
  return (
    <Dialog title={w('moveTitle')} onClose={onClose}>
      <ul className={styles.list}>
        {current === 'inbox' || current === 'sent' ? null : (
          <li>
            <Button
              appearance="subtle"
              className={styles.choice}
              icon={<ArrowUndoRegular aria-hidden />}
              onClick={() => onMove('back', '')}
            >
              {w('back')}
            </Button>
          </li>
        )}
        {targets.map((folder) => (
          <li key={folder}>
            <Button
              appearance="subtle"
              className={styles.choice}
              icon={folderIcon(folder)}
              onClick={() => onMove(folder, nameOf(folder))}
            >
              {nameOf(folder)}
            </Button>
          </li>
        ))}
        <li>
          <Button
            appearance="subtle"
            className={styles.choice}
            icon={<FolderAddRegular aria-hidden />}
            onClick={onNew}
          >
            {w('newFolder')}
          </Button>
        </li>
      </ul>
      <Button onClick={onClose}>{w('cancel')}</Button>
    </Dialog>
  );
}
