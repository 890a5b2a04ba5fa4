import { makeStyles, mergeClasses, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { useCallback } from 'react';
import { useTranslation } from '../strings/i18n.ts';
import { explain } from './errors.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { nameOf } from './people.ts';
import { Spinner } from './Spinner.tsx';
import { client } from './service.ts';
import { useDates } from './use-dates.ts';
import { useLoaded } from './use-loaded.ts';

const useStyles = makeStyles({
  section: { display: 'grid', rowGap: tokens.spacingVerticalS },
  title: { margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalM },
  row: { display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: tokens.spacingHorizontalM },
  icon: { fontSize: '24px', color: tokens.colorNeutralForeground3 },
  opened: { color: tokens.colorStatusSuccessForeground1 },
  quiet: { display: 'block', color: tokens.colorNeutralForeground2 },
});

/** For the author alone: who has opened the message, and when. */
export function ReaderStatus({ messageId }: { messageId: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const dates = useDates();
  const loaded = useLoaded(useCallback(() => client.status(messageId), [messageId]));
  return (
    <section className={styles.section} aria-labelledby="readers">
      <Subtitle2 as="h2" id="readers" className={styles.title}>
        {t('read.who')}
      </Subtitle2>
      {loaded.state === 'loading' ? <Spinner label={t('loading')} /> : null}
      {loaded.state === 'failed' ? (
        <FailureNotice text={explain(t, loaded.error)} retry={loaded.retry} />
      ) : null}
      {loaded.state === 'ready' ? (
        <ul className={styles.list}>
          {loaded.value.readers.map((reader) => (
            <li key={`${reader.role} ${reader.address}`} className={styles.row}>
              {reader.openedAt === undefined ? (
                <CircleRegular className={styles.icon} aria-hidden />
              ) : (
                <CheckmarkCircleFilled className={mergeClasses(styles.icon, styles.opened)} aria-hidden />
              )}
              <div>
                <Text weight="semibold">{nameOf(reader)}</Text>
                <Text size={200} className={styles.quiet}>
                  {reader.openedAt === undefined
                    ? t(reader.noticeFailedAt === undefined ? 'read.notOpened' : 'read.noticeFailed')
                    : t('read.opened', { moment: dates.moment(reader.openedAt) })}
                </Text>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
