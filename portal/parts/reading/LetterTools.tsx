import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { PrintRegular } from '@fluentui/react-icons/svg/print';
import { TextTRegular } from '@fluentui/react-icons/svg/text-t';
import { useState } from 'react';
import type { OpenedMessage } from '../../../shared/api/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { useReadingWords } from '../../strings/reading/words.ts';
import { Button } from '../Button.tsx';
import { showBodiesAs, useBodyView } from '../body-view.ts';
import { Dialog } from '../Dialog.tsx';
import { SaveLocked } from '../file/SaveLocked.tsx';
import { SavingProgress } from '../SavingProgress.tsx';
import { fileName, saveAttachment } from '../save-attachment.ts';
import { useSession } from '../session.ts';
import { tellDownload } from '../tell-download.ts';
import { useDates } from '../use-dates.ts';
import { useSaving } from '../use-saving.ts';
import { usePrint } from './use-print.ts';

/** What base64 and its line ends make of a byte. */
const BASE64_FACTOR = (4 / 3) * (78 / 76);

const useStyles = makeStyles({
  wide: { width: '100%' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** What can be done with a letter beside answering it: its words alone, on paper, and as a mail file. */
export function LetterTools({ opened }: { opened: OpenedMessage }) {
  const { t } = useTranslation();
  const w = useReadingWords();
  const styles = useStyles();
  const dates = useDates();
  const view = useBodyView();
  const print = usePrint(opened);
  const [isAsking, setAsking] = useState(false);
  const { answer, letter } = opened;
  const { config } = useSession();
  const subject = letter.subject.replace(/[/\\]/g, '-').trim().slice(0, 100);
  const name = `${subject === '' ? w('tools.name') : fileName(subject)}.eml`;
  const { saving, start } = useSaving(opened, async (fresh, signal, onProgress) => {
    const { writeMail } = await import('./write-mail.ts');
    if (letter.attachments.length > 0) tellDownload(fresh);
    await saveAttachment(writeMail(fresh, location.hostname, signal), name, onProgress);
  });
  const attachedBytes = letter.attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const bodyBytes = letter.body.html.length + letter.body.text.length;
  const save = () => {
    setAsking(false);
    void start();
  };

  return (
    <>
      {letter.body.html.trim() === '' ? null : (
        <Button
          icon={<TextTRegular />}
          aria-pressed={view === 'words'}
          onClick={() => showBodiesAs(view === 'words' ? 'set' : 'words')}
        >
          {w('tools.plain')}
        </Button>
      )}
      <Button icon={<PrintRegular />} onClick={() => void print()}>
        {t('read.print')}
      </Button>
      {saving.state === 'saving' ? (
        <Button icon={<DismissRegular />} onClick={saving.cancel}>
          {w('tools.stop')}
        </Button>
      ) : (
        <Button
          icon={<ArrowDownloadRegular />}
          onClick={() => (answer.confidential ? setAsking(true) : save())}
        >
          {w('tools.saveMail')}
        </Button>
      )}
      {config.messageFiles === true ? <SaveLocked messageId={answer.id} /> : null}
      <SavingProgress
        saving={saving}
        name={name}
        totalBytes={(attachedBytes + bodyBytes) * BASE64_FACTOR}
        className={styles.wide}
      />
      {isAsking ? (
        <Dialog title={w('tools.confidentialTitle')} onClose={() => setAsking(false)}>
          <Text>{w('tools.confidentialText', { moment: dates.moment(answer.expiresAt) })}</Text>
          <div className={styles.ways}>
            <Button onClick={() => setAsking(false)}>{w('cancel')}</Button>
            <Button appearance="primary" onClick={save}>
              {w('tools.saveAnyway')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
