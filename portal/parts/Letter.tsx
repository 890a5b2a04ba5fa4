import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowReplyRegular } from '@fluentui/react-icons/svg/arrow-reply';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { Suspense } from 'react';
import { useLocation } from 'wouter';
import type { OpenedMessage } from '../../shared/api/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';
import { inlineAttachments } from './inline-pictures.ts';
import { laterPart } from './later-part.tsx';
import { MailBody } from './MailBody.tsx';
import { Page } from './Page.tsx';
import { PeopleList } from './PeopleList.tsx';
import { nameOf } from './people.ts';
import { useSession } from './session.ts';
import { useDates } from './use-dates.ts';
import { useInside } from './use-inside.ts';

const useStyles = makeStyles({
  head: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  people: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  mark: {
    alignSelf: 'start',
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    height: '24px',
    padding: `0 ${tokens.spacingHorizontalSNudge}`,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusCircular,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralForeground3,
    color: tokens.colorNeutralBackground1,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

const AttachmentList = laterPart(() => import('./AttachmentList.tsx').then((part) => part.AttachmentList));
const ReaderStatus = laterPart(() => import('./status/ReaderStatus.tsx').then((part) => part.ReaderStatus));
const LetterTools = laterPart(() => import('./reading/LetterTools.tsx').then((part) => part.LetterTools));
const Conversation = laterPart(() => import('./reading/Conversation.tsx').then((part) => part.Conversation));

/** An opened message: who wrote it and until when it can be read, its body, its files, what can be done with it, and its conversation. */
export function Letter({ opened }: { opened: OpenedMessage }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const dates = useDates();
  const [, navigate] = useLocation();
  const { config } = useSession();
  const { answer, letter } = opened;
  const fromInside = useInside(answer.author.address);
  const isAuthor = answer.youAre === 'author';
  const inline = new Set(inlineAttachments(letter).map(({ partId }) => partId));
  const files = letter.attachments.filter(({ partId }) => !inline.has(partId));

  return (
    <Page
      width="wide"
      title={letter.subject === '' ? t('read.noSubject') : letter.subject}
      above={
        answer.confidential ? (
          <span className={styles.mark}>
            <LockClosedRegular fontSize={16} aria-hidden />
            {t('read.confidential')}
          </span>
        ) : null
      }
    >
      <div className={styles.head}>
        <dl className={styles.people}>
          <dt className={styles.term}>{t('read.from')}</dt>
          <dd className={styles.value}>
            <bdi>{nameOf(answer.author)}</bdi>
            {fromInside ? `, ${config.organisation.name}` : ''}{' '}
            <Text size={200} className={styles.quiet}>
              {answer.author.address}
            </Text>
          </dd>
          {answer.sender === undefined ? null : (
            <>
              <dt className={styles.term}>{t('read.writtenBy')}</dt>
              <dd className={styles.value}>
                <bdi>{nameOf(answer.sender)}</bdi>{' '}
                <Text size={200} className={styles.quiet}>
                  {answer.sender.address}
                </Text>
              </dd>
            </>
          )}
          <dt className={styles.term}>{t('read.to')}</dt>
          <dd className={styles.value}>
            <PeopleList people={letter.to} />
          </dd>
          {letter.cc.length === 0 ? null : (
            <>
              <dt className={styles.term}>{t('read.cc')}</dt>
              <dd className={styles.value}>
                <PeopleList people={letter.cc} />
              </dd>
            </>
          )}
          <dt className={styles.term}>{t('read.date')}</dt>
          <dd className={styles.value}>{dates.moment(answer.sentAt)}</dd>
        </dl>
        <Text className={styles.quiet}>
          {t('read.until', { moment: dates.moment(answer.expiresAt) })} ({dates.ahead(answer.expiresAt)})
        </Text>
      </div>
      <MailBody opened={opened} />
      {files.length === 0 ? null : (
        <Suspense>
          <AttachmentList opened={opened} attachments={files} />
        </Suspense>
      )}
      <div className={`${styles.actions} no-print`}>
        {isAuthor || answer.replyTo.length === 0 ? null : (
          <Button
            appearance="primary"
            icon={<ArrowReplyRegular />}
            onClick={() => navigate(`/m/${answer.id}/reply`)}
          >
            {t('read.reply')}
          </Button>
        )}
        {letter.to.length + letter.cc.length < 2 ? null : (
          <Button onClick={() => navigate(`/m/${answer.id}/reply-all`)}>{t('read.replyAll')}</Button>
        )}
        <Button onClick={() => navigate(`/m/${answer.id}/forward`)}>{t('read.forward')}</Button>
        <Suspense>
          <LetterTools opened={opened} />
        </Suspense>
      </div>
      <Suspense>{isAuthor ? <ReaderStatus messageId={answer.id} /> : null}</Suspense>
      <Suspense>
        <Conversation messageId={answer.id} />
      </Suspense>
    </Page>
  );
}
