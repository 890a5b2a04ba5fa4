import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';
import { useSizes } from './use-sizes.ts';

const useStyles = makeStyles({
  zone: {
    display: 'grid',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  over: { backgroundColor: tokens.colorBrandBackground2 },
  ways: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  file: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  name: { flexGrow: 1, minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  failed: { color: tokens.colorStatusDangerForeground1 },
});

/** Files to send along, chosen or dropped, with the bytes used of the limit. */
export function FilePicker({
  files,
  maxBytes,
  disabled,
  onChange,
}: {
  files: readonly File[];
  maxBytes: number;
  disabled: 'yes' | 'no';
  onChange: (files: readonly File[]) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formatSize = useSizes();
  const input = useRef<HTMLInputElement>(null);
  const [drag, setDrag] = useState<'over' | 'away'>('away');
  const usedBytes = totalBytes(files);
  const add = (more: FileList) => onChange([...files, ...more]);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDrag('away');
    if (disabled === 'no') add(event.dataTransfer.files);
  };
  return (
    <section
      className={mergeClasses(styles.zone, drag === 'over' && styles.over)}
      aria-label={t('read.attachments')}
      onDragOver={(event) => {
        event.preventDefault();
        setDrag('over');
      }}
      onDragLeave={() => setDrag('away')}
      onDrop={drop}
    >
      <div className={styles.ways}>
        <Button icon={<AttachRegular />} disabled={disabled === 'yes'} onClick={() => input.current?.click()}>
          {t('reply.addFiles')}
        </Button>
        <Text size={200} className={styles.quiet}>
          {t('reply.dropHint')}
        </Text>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            if (event.target.files !== null) add(event.target.files);
            event.target.value = '';
          }}
        />
      </div>
      {files.length === 0 ? null : (
        <ul className={styles.list}>
          {files.map((file, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be added twice
            <li key={`${index} ${file.name}`} className={styles.file}>
              <Text className={styles.name}>{file.name}</Text>
              <Text size={200} className={styles.quiet}>
                {formatSize(file.size)}
              </Text>
              <Button
                appearance="subtle"
                icon={<DismissRegular />}
                disabled={disabled === 'yes'}
                aria-label={t('reply.remove', { name: file.name })}
                onClick={() => onChange(files.filter((_, at) => at !== index))}
              />
            </li>
          ))}
        </ul>
      )}
      <Text size={200} className={styles.quiet} role="status">
        {t('reply.used', { used: formatSize(usedBytes), limit: formatSize(maxBytes) })}
      </Text>
      {usedBytes > maxBytes ? (
        <Text role="alert" className={styles.failed}>
          {t('reply.tooLarge', { limit: formatSize(maxBytes) })}
        </Text>
      ) : null}
    </section>
  );
}

/** The bytes of all files together. */
export function totalBytes(files: readonly File[]): number {
  return files.reduce((sum, file) => sum + file.size, 0);
}
