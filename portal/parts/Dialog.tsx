import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { useModal } from './use-modal.ts';

const useStyles = makeStyles({
  dialog: {
    ...typographyStyles.body1,
    width: 'min(28rem, calc(100vw - 32px))',
    maxHeight: 'calc(100dvh - 32px)',
    boxSizing: 'border-box',
    overflowY: 'auto',
    overflowWrap: 'anywhere',
    margin: 'auto',
    padding: tokens.spacingHorizontalXXL,
    border: 'none',
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
  },
  drawer: {
    width: 'min(20rem, calc(100vw - 48px))',
    height: '100dvh',
    maxHeight: '100dvh',
    margin: 0,
    padding: tokens.spacingHorizontalL,
    borderRadius: 0,
  },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  title: { ...typographyStyles.subtitle1, margin: 0 },
});

/**
 * A dialog of the browser's own over the page and over other dialogs: Escape closes it, and the focus goes back
 * where it was.
 */
export function Dialog({
  title,
  place = 'middle',
  role = 'dialog',
  describedBy,
  onClose,
  children,
}: {
  title: string;
  place?: 'middle' | 'side';
  role?: 'dialog' | 'alertdialog';
  /** The id of the text that says what it is about. */
  describedBy?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const styles = useStyles();
  const titleId = useId();
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      {...(role === 'dialog' ? {} : { role })}
      className={mergeClasses(styles.dialog, place === 'side' && styles.drawer, 'no-print')}
      aria-labelledby={titleId}
      aria-describedby={describedBy}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.content}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
