import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { type ReactNode, useId } from 'react';
import { useReadingWords } from '../../strings/reading/words.ts';
import { Button } from '../Button.tsx';
import { useModal } from '../use-modal.ts';

const useStyles = makeStyles({
  dialog: {
    ...typographyStyles.body1,
    width: 'min(64rem, calc(100vw - 16px))',
    maxWidth: 'none',
    maxHeight: 'calc(100dvh - 16px)',
    margin: 'auto',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    overflow: 'hidden',
    '::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
  },
  content: { display: 'flex', flexDirection: 'column', maxHeight: 'inherit' },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
  },
  title: {
    ...typographyStyles.subtitle2,
    margin: 0,
    flexGrow: 1,
    minWidth: 0,
    overflowWrap: 'anywhere',
    unicodeBidi: 'isolate',
  },
});

/** A dialog with a title and a way out; Escape is one too. It holds what scrolls inside it by itself. */
export function PreviewDialog({
  title,
  close,
  children,
}: {
  title: string;
  close: () => void;
  children: ReactNode;
}) {
  const w = useReadingWords();
  const styles = useStyles();
  const titleId = useId();
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      className={mergeClasses(styles.dialog, 'no-print')}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div className={styles.content}>
        <div className={styles.head}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <Button appearance="subtle" icon={<DismissRegular />} aria-label={w('close')} onClick={close} />
        </div>
        {children}
      </div>
    </dialog>
  );
}
