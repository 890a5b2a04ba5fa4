import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { AppError } from '../../shared/errors.ts';
import { Button } from '../parts/Button.tsx';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { life } from '../parts/life.ts';
import { Page } from '../parts/Page.tsx';
import { ReaderStatus } from '../parts/status/ReaderStatus.tsx';
import { useAct } from '../parts/status/use-act.ts';
import { useDates } from '../parts/use-dates.ts';
import { useLifeWords } from '../strings/life/words.ts';

const useStyles = makeStyles({
  ask: { display: 'grid', justifyItems: 'start', rowGap: tokens.spacingVerticalM },
});

/** A message that has run out or whose author has ended it: since when, and a way to ask for it again. */
export function Ended({ messageId, error }: { messageId: string; error: AppError }) {
  const w = useLifeWords();
  const dates = useDates();
  const { expiresAt, endedAt, authorName, reason, youAre } = error.facts ?? {};
  const author = typeof authorName === 'string' && authorName !== '' ? authorName : w('sender');
  const at = reason === 'revoked' ? endedAt : expiresAt;
  const day = typeof at === 'string' ? dates.day(at) : '';
  return (
    <Page key="ended" title={w('endedTitle')} width={youAre === 'author' ? 'wide' : 'narrow'}>
      {youAre === 'author' ? (
        <ReaderStatus messageId={messageId} />
      ) : (
        <>
          <Text>{reason === 'revoked' ? w('endedBy', { author, day }) : w('endedOn', { day })}</Text>
          <AskAgain messageId={messageId} author={author} />
        </>
      )}
    </Page>
  );
}

function AskAgain({ messageId, author }: { messageId: string; author: string }) {
  const w = useLifeWords();
  const styles = useStyles();
  const { busy, notice, failure, act } = useAct();
  const ask = () =>
    act('ask', async () => {
      await life.askAgain(messageId);
      return w('asked', { author });
    });
  return (
    <div className={styles.ask}>
      {notice === '' ? (
        <>
          <Text>{w('askText', { author })}</Text>
          <Button appearance="primary" busy={busy === null ? 'no' : 'yes'} onClick={() => void ask()}>
            {w('ask', { author })}
          </Button>
        </>
      ) : null}
      <Text role="status">{notice}</Text>
      {failure === '' ? null : <FailureNotice text={failure} />}
    </div>
  );
}
