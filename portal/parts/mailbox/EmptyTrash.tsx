import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useState } from 'react';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { Button } from '../Button.tsx';
import { Question } from './Question.tsx';
import type { Actions } from './use-actions.ts';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
});

/** What becomes of messages in the trash, and the way to have all of them gone now. */
export function EmptyTrash({ actions }: { actions: Actions }) {
  const w = useMailboxWords();
  const styles = useStyles();
  const [asked, setAsked] = useState<'no' | 'yes'>('no');
  return (
    <div className={styles.box}>
      <Text>{w('trashNote')}</Text>
      <Button icon={<DeleteRegular aria-hidden />} busy={actions.busy} onClick={() => setAsked('yes')}>
        {w('emptyTrash')}
      </Button>
      {asked === 'no' ? null : (
        <Question
          title={w('emptyTrashTitle')}
          text={w('emptyTrashText')}
          busy={actions.busy}
          answers={[
            {
              label: w('removeForGood'),
              act: () => void actions.emptyTrash().finally(() => setAsked('no')),
            },
          ]}
          onClose={() => setAsked('no')}
        />
      )}
    </div>
  );
}
