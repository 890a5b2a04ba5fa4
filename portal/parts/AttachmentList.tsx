import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import type { OpenedMessage } from '../../shared/api/index.ts';
import type { LetterAttachment } from '../../shared/envelope/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { AttachmentRow } from './AttachmentRow.tsx';

const useStyles = makeStyles({
  section: { display: 'grid', rowGap: tokens.spacingVerticalS },
  title: { margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalS },
});

/** The files of a message, each to be saved on its own. */
export function AttachmentList({
  opened,
  attachments,
}: {
  opened: OpenedMessage;
  attachments: readonly LetterAttachment[];
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <section className={styles.section} aria-labelledby="attachments">
      <Subtitle2 as="h2" id="attachments" className={styles.title}>
        {t('read.attachments')}
      </Subtitle2>
      <ul className={styles.list}>
        {attachments.map((attachment) => (
          <AttachmentRow key={attachment.partId} opened={opened} attachment={attachment} />
        ))}
      </ul>
    </section>
  );
}
