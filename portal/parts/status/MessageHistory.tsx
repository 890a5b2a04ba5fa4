import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { MessageHistoryAnswer } from '../../../shared/api/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { type LifeTranslate, useLifeWords } from '../../strings/life/words.ts';
import { Button } from '../Button.tsx';
import { explain } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { life } from '../life.ts';
import { nameOf } from '../people.ts';
import { Spinner } from '../Spinner.tsx';
import { type Dates, useDates } from '../use-dates.ts';
import { useLoaded } from '../use-loaded.ts';
import { useAct } from './use-act.ts';

type MessageEvent = MessageHistoryAnswer['events'][number];

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    rowGap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** What happened with a message, oldest first, each to the second. */
export function MessageHistory({ messageId }: { messageId: string }) {
  const { t } = useTranslation();
  const w = useLifeWords();
  const styles = useStyles();
  const dates = useDates();
  const loaded = useLoaded(useCallback(() => life.messageHistory(messageId), [messageId]));
  const [further, setFurther] = useState<MessageHistoryAnswer | null>(null);
  const acting = useAct();
  if (loaded.state === 'loading') return <Spinner label={t('loading')} />;
  if (loaded.state === 'failed')
    return <FailureNotice text={explain(t, loaded.error)} retry={loaded.retry} />;
  const { events, next } = further ?? loaded.value;
  const more = () =>
    acting.act('more', async () => {
      const page = await life.messageHistory(messageId, next);
      setFurther({ ...page, events: [...events, ...page.events] });
      return '';
    });
  return (
    <>
      <ol className={styles.list}>
        {events.map((event) => (
          <li key={`${event.at} ${event.kind} ${event.by.address}`} className={styles.item}>
            <Text>{inWords(w, dates, event)}</Text>
            <Text size={200} className={styles.quiet}>
              <time dateTime={event.at}>{dates.second(event.at)}</time>
            </Text>
          </li>
        ))}
      </ol>
      {acting.failure === '' ? null : <FailureNotice text={acting.failure} />}
      {next === undefined ? null : (
        <Button busy={acting.busy === null ? 'no' : 'yes'} onClick={() => void more()}>
          {w('historyMore')}
        </Button>
      )}
    </>
  );
}

function inWords(
  w: LifeTranslate,
  dates: Dates,
  { kind, by, about, expiresAt, because }: MessageEvent,
): string {
  if (because === 'quoted') return w('event.quoted');
  const key = kind === 'revoked' && about.length > 0 ? 'revokedSome' : kind;
  return w(`event.${key}`, {
    who: nameOf(by),
    names: about.map(nameOf).join(', '),
    until: expiresAt === undefined ? '' : dates.moment(expiresAt),
  });
}
