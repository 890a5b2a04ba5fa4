import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { type DragEvent, useRef, useState } from 'react';
import { useComposeWords } from '../../strings/compose/words.ts';
import { Button } from '../Button.tsx';
import { useSizes } from '../use-sizes.ts';
import type { Desk } from './desk.ts';
import { type DraftFile, totalBytes } from './draft-state.ts';
import { FileRow } from './FileRow.tsx';
import { newFiles } from './upload-files.ts';

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
  quiet: { color: tokens.colorNeutralForeground2 },
  failed: { color: tokens.colorStatusDangerForeground1 },
});

/** Files to send along, chosen or dropped; each uploads at once, and the bytes used of the limit are shown. */
export function FilePicker({
  desk,
  files,
  maxBytes,
  disabled,
}: {
  desk: Desk;
  files: readonly DraftFile[];
  maxBytes: number;
  disabled: 'yes' | 'no';
}) {
  const w = useComposeWords();
  const styles = useStyles();
  const formatSize = useSizes();
  const input = useRef<HTMLInputElement>(null);
  const [drag, setDrag] = useState<'over' | 'away'>('away');
  const usedBytes = totalBytes(files);
  const add = (more: FileList) => desk.addFiles(newFiles(more));
  const drop = (event: DragEvent) => {
    // The form around it takes what is dropped elsewhere.
    event.stopPropagation();
    event.preventDefault();
    setDrag('away');
    if (disabled === 'no') add(event.dataTransfer.files);
  };
  // A picture of the text shows there; here it is only seen where something is wrong with it.
  const listed = files.filter((file) => file.contentId === undefined || file.state !== 'stored');
  return (
    <section
      className={mergeClasses(styles.zone, drag === 'over' && styles.over)}
      aria-label={w('attachments')}
      onDragOver={(event) => {
        event.preventDefault();
        setDrag('over');
      }}
      onDragLeave={() => setDrag('away')}
      onDrop={drop}
    >
      <div className={styles.ways}>
        <Button icon={<AttachRegular />} disabled={disabled === 'yes'} onClick={() => input.current?.click()}>
          {w('addFiles')}
        </Button>
        <Text size={200} className={styles.quiet}>
          {w('dropHint')}
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
      {listed.length === 0 ? null : (
        <ul className={styles.list}>
          {listed.map((file) => (
            <FileRow key={file.key} desk={desk} file={file} disabled={disabled} />
          ))}
        </ul>
      )}
      <Text size={200} className={styles.quiet} role="status">
        {w('used', { used: formatSize(usedBytes), limit: formatSize(maxBytes) })}
      </Text>
      {usedBytes > maxBytes ? (
        <Text role="alert" className={styles.failed}>
          {w('tooLarge', { limit: formatSize(maxBytes) })}
        </Text>
      ) : null}
    </section>
  );
}
