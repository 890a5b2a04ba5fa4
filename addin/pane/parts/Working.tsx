import { Button, Caption1, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { sizeInWords } from '../format.ts';
import { t } from '../strings/i18n.ts';
import { FocusedTitle } from './FocusedTitle.tsx';

/** How far an attempt has come; bytes are of sealed content. */
export type Phase =
  | { name: 'reading' }
  | { name: 'committing' }
  | { name: 'announcing' }
  | { name: 'uploading'; sentBytes: number; totalBytes: number };

const useStyles = makeStyles({
  working: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  button: { minHeight: '44px' },
});

/** The bar while a message is sealed and sent. Cancelling is offered until the commit begins. */
export function Working({ phase, cancel }: { phase: Phase; cancel: () => void }) {
  const styles = useStyles();
  const mayCancel = phase.name === 'reading' || phase.name === 'uploading';
  return (
    <div className={styles.working}>
      <FocusedTitle>{t('working')}</FocusedTitle>
      <ProgressBar
        aria-label={t('working')}
        thickness="large"
        {...(phase.name === 'uploading' ? { value: phase.sentBytes, max: phase.totalBytes } : {})}
      />
      <Text role="status">{wordsOf(phase)}</Text>
      <Caption1>{t('keepOpen')}</Caption1>
      {mayCancel ? (
        <Button className={styles.button} onClick={cancel}>
          {t('cancel')}
        </Button>
      ) : null}
    </div>
  );
}

function wordsOf(phase: Phase): string {
  if (phase.name === 'reading') return t('phaseReading');
  if (phase.name === 'committing') return t('phaseCommitting');
  if (phase.name === 'announcing') return t('phaseAnnouncing');
  return t('phaseUploading', { sent: sizeInWords(phase.sentBytes), total: sizeInWords(phase.totalBytes) });
}
