import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { DraftsRegular } from '@fluentui/react-icons/svg/drafts';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { FolderAddRegular } from '@fluentui/react-icons/svg/folder-add';
import { MailInboxRegular } from '@fluentui/react-icons/svg/mail-inbox';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import type { Folder } from '../../../shared/api/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { type MailboxTranslate, useMailboxWords } from '../../strings/mailbox/words.ts';
import { Button } from '../Button.tsx';
import { type FolderView, folderName, isOwn, ownFolders, pathOf } from './use-folders.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  link: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr) auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    minHeight: '44px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    fontWeight: tokens.fontWeightSemibold,
  },
  icon: { fontSize: '20px', display: 'flex' },
  clip: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

const icons: Record<'inbox' | 'sent' | 'drafts' | 'trash', ReactElement> = {
  inbox: <MailInboxRegular aria-hidden />,
  sent: <SendRegular aria-hidden />,
  drafts: <DraftsRegular aria-hidden />,
  trash: <DeleteRegular aria-hidden />,
};

/** The picture of a folder. */
export function folderIcon(folder: Folder): ReactElement {
  return isOwn(folder) ? <FolderRegular aria-hidden /> : icons[folder];
}

/** What is worth knowing of a folder: what is unread; of drafts, how many there are. Empty where it is nothing. */
function countOf(w: MailboxTranslate, { folder, unread, total }: FolderView): string {
  if (folder === 'drafts') return total === 0 ? '' : w('totalIn', { count: total });
  return unread === 0 || folder === 'trash' ? '' : w('unreadIn', { count: unread });
}

/** The folders with their counts, and the way to a new one. */
export function FolderList({
  all,
  current,
  onGo,
  onNew,
}: {
  all: readonly FolderView[];
  current: Folder;
  onGo: () => void;
  onNew: () => void;
}) {
  const { language } = useTranslation();
  const w = useMailboxWords();
  const styles = useStyles();
  const shown = [...all.filter(({ folder }) => !isOwn(folder)), ...ownFolders(all, language)];
  return (
    <nav aria-label={w('allFolders')}>
      <ul className={styles.list}>
        {shown.map((view) => {
          const count = countOf(w, view);
          return (
            <li key={view.folder}>
              <Link
                href={pathOf(view.folder)}
                onClick={onGo}
                className={mergeClasses(styles.link, view.folder === current && styles.current)}
                aria-current={view.folder === current ? 'page' : undefined}
              >
                <span className={styles.icon}>{folderIcon(view.folder)}</span>
                <span className={styles.clip}>{folderName(w, view)}</span>
                <Text size={200}>{count}</Text>
              </Link>
            </li>
          );
        })}
      </ul>
      <Button appearance="subtle" icon={<FolderAddRegular aria-hidden />} onClick={onNew}>
        {w('newFolder')}
      </Button>
    </nav>
  );
}
