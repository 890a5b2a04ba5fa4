import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { useTranslation } from '../../strings/i18n.ts';
import { useReadingWords } from '../../strings/reading/words.ts';
import { AttachmentList } from '../AttachmentList.tsx';
import { Button } from '../Button.tsx';
import { explain } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { inlineAttachments } from '../inline-pictures.ts';
import { MailBody } from '../MailBody.tsx';
import { openAndKeep } from '../open-message.ts';
import { AskPassphrase } from '../passphrase/AskPassphrase.tsx';
import { Spinner } from '../Spinner.tsx';
import { useSession } from '../session.ts';
import { useLoaded } from '../use-loaded.ts';

const useStyles = makeStyles({
  letter: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    rowGap: tokens.spacingVerticalM,
    justifyItems: 'stretch',
  },
  go: { justifySelf: 'start' },
});

/** Another message of a conversation, opened where it is listed; `onSubject` is told what it is about. */
export function OpenedInPlace({
  messageId,
  onSubject,
}: {
  messageId: string;
  onSubject: (subject: string) => void;
}) {
  const { t } = useTranslation();
  const w = useReadingWords();
  const styles = useStyles();
  const [, navigate] = useLocation();
  const { memory } = useSession();
  const load = useCallback(async () => {
    const opened = await openAndKeep(memory, messageId);
    onSubject(opened.letter.subject);
    return opened;
  }, [memory, messageId, onSubject]);
  const loaded = useLoaded(load);

  if (loaded.state === 'loading') return <Spinner label={w('conversation.opening')} />;
  if (loaded.state === 'failed' && loaded.error.code.startsWith('passphrase'))
    return <AskPassphrase messageId={messageId} error={loaded.error} retry={loaded.retry} />;
  if (loaded.state === 'failed')
    return <FailureNotice text={explain(t, loaded.error)} retry={loaded.retry} />;
  const inline = inlineAttachments(loaded.value.letter);
  const files = loaded.value.letter.attachments.filter((one) => !inline.includes(one));
  return (
    <div className={styles.letter}>
      <MailBody opened={loaded.value} />
      {files.length === 0 ? null : <AttachmentList opened={loaded.value} attachments={files} />}
      <Button className={styles.go} onClick={() => navigate(`/m/${messageId}`)}>
        {w('conversation.open')}
      </Button>
    </div>
  );
}
