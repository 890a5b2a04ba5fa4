import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useComposeWords } from '../../strings/compose/words.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { Button } from '../Button.tsx';
import { explain } from '../errors.ts';
import { ProgressBar } from '../ProgressBar.tsx';
import { useSizes } from '../use-sizes.ts';
import type { Desk } from './desk.ts';
import type { DraftFile } from './draft-state.ts';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  about: { flexGrow: 1, minWidth: 0, display: 'grid', rowGap: tokens.spacingVerticalXXS },
  quiet: { color: tokens.colorNeutralForeground2 },
  failed: { color: tokens.colorStatusDangerForeground1 },
});

/** One file of the draft: how far its upload is, and how to take it out again. */
export function FileRow({ desk, file, disabled }: { desk: Desk; file: DraftFile; disabled: 'yes' | 'no' }) {
  const { t } = useTranslation();
  const w = useComposeWords();
  const styles = useStyles();
  const formatSize = useSizes();
  const { name, state, sizeBytes, sentBytes, error } = file;
  const words = {
    queued: w('fileQueued'),
    sending: '',
    waiting: w('fileWaiting'),
    stored: w('fileReady'),
    failed: '',
  }[state];
  return (
    <li className={styles.row}>
      <div className={styles.about}>
        <Text>{name}</Text>
        {state === 'sending' || state === 'waiting' ? (
          <ProgressBar label={w('uploading', { name })} value={sentBytes} max={Math.max(1, sizeBytes)} />
        ) : null}
        {state === 'failed' && error !== null ? (
          <Text role="alert" size={200} className={styles.failed}>
            {w('fileFailed', { name, reason: explain(t, error) })}
          </Text>
        ) : (
          <Text size={200} className={styles.quiet}>
            {formatSize(sizeBytes)}
            {words === '' ? '' : ` · ${words}`}
          </Text>
        )}
      </div>
      {state === 'failed' ? (
        <Button
          appearance="subtle"
          icon={<ArrowClockwiseRegular />}
          disabled={disabled === 'yes'}
          aria-label={w('retryFile', { name })}
          title={w('retryFile', { name })}
          onClick={() => desk.retryFile(file.key)}
        />
      ) : null}
      <Button
        appearance="subtle"
        icon={<DismissRegular />}
        disabled={disabled === 'yes'}
        aria-label={w('remove', { name })}
        onClick={() => desk.removeFile(file.key)}
      />
    </li>
  );
}
