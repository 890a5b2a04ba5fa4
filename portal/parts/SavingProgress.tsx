import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from '../strings/i18n.ts';
import { ProgressBar } from './ProgressBar.tsx';
import type { Saving } from './use-saving.ts';

const useStyles = makeStyles({
  failed: { color: tokens.colorStatusDangerForeground1 },
});

/** What saving something named looks like: a bar while it runs, then whether it is saved or why not. */
export function SavingProgress({
  saving,
  name,
  totalBytes,
  className,
}: {
  saving: Saving;
  name: string;
  totalBytes: number;
  className: string | undefined;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <>
      {saving.state === 'saving' ? (
        <ProgressBar
          {...(className === undefined ? {} : { className })}
          label={t('read.saving', { name })}
          value={saving.readBytes}
          max={Math.max(totalBytes, 1)}
        />
      ) : null}
      <span
        role="status"
        className={saving.state === 'saved' ? className : undefined}
        hidden={saving.state !== 'saved'}
      >
        {saving.state === 'saved' ? <Text size={200}>{t('read.savedNamed', { name })}</Text> : null}
      </span>
      {saving.state === 'failed' ? (
        <Text role="alert" size={200} className={mergeClasses(className, styles.failed)}>
          {t('read.saveFailed', { name, reason: saving.reason })}
        </Text>
      ) : null}
    </>
  );
}
