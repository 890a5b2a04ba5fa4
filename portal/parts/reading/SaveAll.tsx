import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { OpenedMessage } from '../../../shared/api/index.ts';
import type { LetterAttachment } from '../../../shared/envelope/index.ts';
import { useReadingWords } from '../../strings/reading/words.ts';
import { Button } from '../Button.tsx';
import { SavingProgress } from '../SavingProgress.tsx';
import { saveAttachment } from '../save-attachment.ts';
import { tellDownload } from '../tell-download.ts';
import { useSaving } from '../use-saving.ts';
import { zipFiles } from './zip-files.ts';
import { zipNames } from './zip-names.ts';

const useStyles = makeStyles({
  box: { display: 'grid', rowGap: tokens.spacingVerticalXS, justifyItems: 'start' },
  wide: { width: '100%' },
});

/** Saves all files of a message as one ZIP archive, which is made while they decrypt. */
export function SaveAll({
  opened,
  attachments,
}: {
  opened: OpenedMessage;
  attachments: readonly LetterAttachment[];
}) {
  const w = useReadingWords();
  const styles = useStyles();
  const name = `${w('files.name')}.zip`;
  const { saving, start } = useSaving(opened, (fresh, signal, onProgress) => {
    tellDownload(fresh);
    const names = zipNames(attachments.map((one) => one.name));
    const entries = attachments.map(({ partId }, i) => ({
      name: names[i] ?? '',
      content: () => fresh.readAttachment(partId, signal),
    }));
    return saveAttachment(zipFiles(entries, new Date(opened.answer.sentAt)), name, onProgress);
  });
  return (
    <div className={`${styles.box} no-print`}>
      {saving.state === 'saving' ? (
        <Button icon={<DismissRegular />} onClick={saving.cancel}>
          {w('files.stop')}
        </Button>
      ) : (
        <Button icon={<ArrowDownloadRegular />} onClick={() => void start()}>
          {w('files.saveAll')}
        </Button>
      )}
      <SavingProgress
        saving={saving}
        name={name}
        totalBytes={attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)}
        className={styles.wide}
      />
    </div>
  );
}
