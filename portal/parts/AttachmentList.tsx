import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { Suspense, useId } from 'react';
import type { OpenedMessage } from '../../shared/api/index.ts';
import type { LetterAttachment } from '../../shared/envelope/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { AttachmentRow } from './AttachmentRow.tsx';
import { laterPart } from './later-part.tsx';

const SaveAll = laterPart(() => import('./reading/SaveAll.tsx').then((part) => part.SaveAll));

const useStyles = makeStyles({
  section: { display: 'grid', rowGap: tokens.spacingVerticalS },
  title: { margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalS },
});

/** The files of a message, each to be saved on its own, or all as one. */
export function AttachmentList({
  opened,
  attachments,
}: {
  opened: OpenedMessage;
  attachments: readonly LetterAttachment[];
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <Subtitle2 as="h2" id={titleId} className={styles.title}>
        {t('read.attachments')}
      </Subtitle2>
      <ul className={styles.list}>
        {attachments.map((attachment) => (
          <AttachmentRow key={attachment.partId} opened={opened} attachment={attachment} />
        ))}
      </ul>
      {attachments.length < 2 ? null : (
        <Suspense>
          <SaveAll opened={opened} attachments={attachments} />
        </Suspense>
      )}
    </section>
  );
}
