import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { Button } from '../Button.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import type { Actions } from './use-actions.ts';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** Says politely what was done or has come, and offers to take it back. */
export function ActionNotice({ actions: { notice, failure, busy } }: { actions: Actions }) {
  const w = useMailboxWords();
  const styles = useStyles();
  const box = useRef<HTMLDivElement>(null);
  // The button that was pressed went with what was chosen; the keyboard goes on from here.
  useEffect(() => {
    if (notice !== null && document.activeElement === document.body) box.current?.focus();
  }, [notice]);
  return (
    <>
      <div ref={box} className={styles.box} tabIndex={-1}>
        <Text role="status">{notice?.text ?? ''}</Text>
        {notice === null || notice.undo === null ? null : (
          <Button busy={busy} onClick={() => void notice.undo?.()}>
            {w('undo')}
          </Button>
        )}
      </div>
      {failure === '' ? null : <FailureNotice text={failure} />}
    </>
  );
}
