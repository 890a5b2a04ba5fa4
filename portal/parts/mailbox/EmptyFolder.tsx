import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Folder } from '../../../shared/api/index.ts';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { useSession } from '../session.ts';
import { folderIcon } from './FolderList.tsx';
import { isOwn } from './use-folders.ts';

const useStyles = makeStyles({
  empty: {
    display: 'grid',
    justifyItems: 'center',
    textAlign: 'center',
    rowGap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground2,
  },
  icon: { fontSize: '48px', display: 'flex', color: tokens.colorBrandForeground1 },
});

/** A folder in which nothing is: what would be here, and how it comes here. */
export function EmptyFolder({ folder }: { folder: Folder }) {
  const w = useMailboxWords();
  const styles = useStyles();
  const { organisation } = useSession().config;
  const kind = isOwn(folder) ? 'own' : folder;
  return (
    <div className={styles.empty}>
      <span className={styles.icon}>{folderIcon(folder)}</span>
      <Text weight="semibold">{w(`empty.${kind}`)}</Text>
      <Text>{w(`empty.${kind}Text`, { organisation: organisation.name })}</Text>
    </div>
  );
}
