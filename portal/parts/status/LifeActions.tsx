import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { StatusAnswer } from '../../../shared/api/index.ts';
import { useLifeWords } from '../../strings/life/words.ts';
import { Button } from '../Button.tsx';
import { life } from '../life.ts';
import { Sure } from '../Sure.tsx';
import { ChangeDate } from './ChangeDate.tsx';
import { MessageHistory } from './MessageHistory.tsx';
import { sayResent, whyNotResent } from './resent.ts';
import type { Acting } from './use-act.ts';

const useStyles = makeStyles({
  ways: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalM },
});

/** What an author can do with a sent message as a whole; of an ended one only its history is left. */
export function LifeActions({
  status,
  acting,
  look,
}: {
  status: StatusAnswer;
  acting: Acting;
  look: () => Promise<void>;
}) {
  const w = useLifeWords();
  const styles = useStyles();
  const [isChanging, setChanging] = useState(false);
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const { id } = status;
  const resend = () =>
    acting.act(
      'resend',
      async () => sayResent(w, (await life.resend(id, crypto.randomUUID())).readers),
      whyNotResent(w),
    );
  const endAll = () =>
    acting.act('end', async () => {
      await life.revoke(id);
      await look();
      return w('endedAll');
    });
  return (
    <>
      <div className={styles.ways}>
        {status.state === 'sent' ? (
          <>
            <Button busy={acting.busy === 'resend' ? 'yes' : 'no'} onClick={() => void resend()}>
              {w('resend')}
            </Button>
            <Button aria-expanded={isChanging} onClick={() => setChanging(!isChanging)}>
              {w('change')}
            </Button>
            <Sure
              label={w('endAll')}
              question={w('endAllSure')}
              yes={w('endAllYes')}
              busy={acting.busy === 'end' ? 'yes' : 'no'}
              onYes={endAll}
            />
          </>
        ) : null}
        <Button aria-expanded={isHistoryOpen} onClick={() => setHistoryOpen(!isHistoryOpen)}>
          {w(isHistoryOpen ? 'historyHide' : 'history')}
        </Button>
      </div>
      {isChanging && status.state === 'sent' ? (
        <ChangeDate status={status} acting={acting} look={look} close={() => setChanging(false)} />
      ) : null}
      {isHistoryOpen ? <MessageHistory messageId={id} /> : null}
    </>
  );
}
