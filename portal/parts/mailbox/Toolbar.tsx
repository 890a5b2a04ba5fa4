import { makeStyles, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { FolderArrowRightRegular } from '@fluentui/react-icons/svg/folder-arrow-right';
import { MailReadRegular } from '@fluentui/react-icons/svg/mail-read';
import { MailUnreadRegular } from '@fluentui/react-icons/svg/mail-unread';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { Button } from '../Button.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '44px',
  },
  all: {
    display: 'flex',
    alignItems: 'center',
    minHeight: '44px',
    cursor: 'pointer',
    paddingInlineEnd: tokens.spacingHorizontalM,
  },
  place: { display: 'grid', placeItems: 'center', width: '44px' },
  box: { width: '20px', height: '20px', accentColor: tokens.colorCompoundBrandBackground },
});

/** What stands above a list: choosing all of it, and what can be done with what is chosen. */
export function Toolbar({
  total,
  chosen,
  kind,
  busy,
  onAll,
  onMove,
  onDelete,
  onRead,
  onUnread,
  children,
}: {
  total: number;
  chosen: number;
  /** Drafts can only be deleted. */
  kind: 'messages' | 'trash' | 'drafts';
  busy: 'no' | 'yes';
  onAll: () => void;
  onMove: () => void;
  onDelete: () => void;
  onRead: () => void;
  onUnread: () => void;
  children?: ReactNode;
}) {
  const w = useMailboxWords();
  const styles = useStyles();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = chosen > 0 && chosen < total;
  }, [chosen, total]);
  return (
    <div>
      <div className={styles.bar}>
        {total === 0 ? null : (
          <label className={styles.all}>
            <span className={styles.place}>
              <input
                ref={box}
                type="checkbox"
                className={styles.box}
                checked={chosen > 0 && chosen === total}
                onChange={onAll}
              />
            </span>
            {chosen === 0 ? w('selectAll') : w('selected', { count: chosen })}
          </label>
        )}
        {children}
      </div>
      {chosen === 0 ? null : (
        // biome-ignore lint/a11y/useSemanticElements: a row of buttons, not a group of fields
        <div className={styles.bar} role="group" aria-label={w('actions')}>
          {kind === 'drafts' ? null : (
            <Button
              appearance="subtle"
              icon={<FolderArrowRightRegular aria-hidden />}
              busy={busy}
              onClick={onMove}
            >
              {w('move')}
            </Button>
          )}
          <Button appearance="subtle" icon={<DeleteRegular aria-hidden />} busy={busy} onClick={onDelete}>
            {kind === 'messages' ? w('remove') : w('removeForGood')}
          </Button>
          {kind === 'drafts' ? null : (
            <>
              <Button appearance="subtle" icon={<MailReadRegular aria-hidden />} busy={busy} onClick={onRead}>
                {w('read')}
              </Button>
              <Button
                appearance="subtle"
                icon={<MailUnreadRegular aria-hidden />}
                busy={busy}
                onClick={onUnread}
              >
                {w('unreadAgain')}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
