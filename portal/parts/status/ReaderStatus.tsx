import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { StatusAnswer } from '../../../shared/api/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { useLifeWords } from '../../strings/life/words.ts';
import { explain } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { life } from '../life.ts';
import { Spinner } from '../Spinner.tsx';
import { useDates } from '../use-dates.ts';
import { useLoaded } from '../use-loaded.ts';
import { LifeActions } from './LifeActions.tsx';
import { ReaderLine } from './ReaderLine.tsx';
import { useAct } from './use-act.ts';

const useStyles = makeStyles({
  section: { display: 'grid', rowGap: tokens.spacingVerticalM },
  title: { margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid' },
});

/** For the author alone: how a message stands with each of its readers, and what can be done about it. */
export function ReaderStatus({ messageId }: { messageId: string }) {
  const { t } = useTranslation();
  const w = useLifeWords();
  const styles = useStyles();
  const loaded = useLoaded(useCallback(() => life.status(messageId), [messageId]));
  const [latest, setLatest] = useState<StatusAnswer | null>(null);
  const status = latest ?? (loaded.state === 'ready' ? loaded.value : null);
  const acting = useAct();
  const look = async () => setLatest(await life.status(messageId));
  return (
    <section className={`${styles.section} no-print`} aria-labelledby="readers">
      <Subtitle2 as="h2" id="readers" className={styles.title}>
        {w('title')}
      </Subtitle2>
      {status === null && loaded.state === 'loading' ? <Spinner label={t('loading')} /> : null}
      {status === null && loaded.state === 'failed' ? (
        <FailureNotice text={explain(t, loaded.error)} retry={loaded.retry} />
      ) : null}
      {status === null ? null : (
        <>
          <Standing status={status} />
          <ul className={styles.list}>
            {status.readers.map((reader) => (
              <ReaderLine
                key={`${reader.role} ${reader.address}`}
                messageId={messageId}
                reader={reader}
                isReadable={status.state === 'sent'}
                acting={acting}
                look={look}
              />
            ))}
          </ul>
          <Text role="status">{acting.notice}</Text>
          {acting.failure === '' ? null : <FailureNotice text={acting.failure} />}
          <LifeActions status={status} acting={acting} look={look} />
        </>
      )}
    </section>
  );
}

/** Until when it can be read, or since when not. */
function Standing({ status: { state, expiresAt, endedAt } }: { status: StatusAnswer }) {
  const w = useLifeWords();
  const dates = useDates();
  const key = state === 'sent' ? 'until' : state;
  return (
    <Text>{w(key, { moment: dates.moment(state === 'sent' ? expiresAt : (endedAt ?? expiresAt)) })}</Text>
  );
}
