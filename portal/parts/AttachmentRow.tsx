import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { Suspense, useState } from 'react';
import type { OpenedMessage } from '../../shared/api/index.ts';
import type { LetterAttachment } from '../../shared/envelope/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';
import { laterPart } from './later-part.tsx';
import { previewKind } from './reading/preview-kind.ts';
import { SavingProgress } from './SavingProgress.tsx';
import { fileKind, fileName, saveAttachment } from './save-attachment.ts';
import { tellDownload } from './tell-download.ts';
import { useSaving } from './use-saving.ts';
import { useSizes } from './use-sizes.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  icon: { fontSize: '28px', color: tokens.colorBrandForeground1 },
  name: { display: 'block', fontWeight: tokens.fontWeightSemibold, unicodeBidi: 'isolate' },
  quiet: { color: tokens.colorNeutralForeground2 },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    '@media (max-width: 30rem)': { gridColumn: '2 / -1' },
  },
  wide: { gridColumn: '1 / -1' },
});

const Preview = laterPart(() => import('./reading/Preview.tsx').then((part) => part.Preview));

/** One attachment: name, kind, size, a look at it, and Save, which decrypts it as it arrives and can be cancelled. */
export function AttachmentRow({
  opened,
  attachment,
}: {
  opened: OpenedMessage;
  attachment: LetterAttachment;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formatSize = useSizes();
  const [isShown, setShown] = useState(false);
  const name = fileName(attachment.name);
  const kind = previewKind(attachment);
  const { saving, start } = useSaving(opened, (fresh, signal, onProgress) => {
    tellDownload(fresh);
    return saveAttachment(fresh.readAttachment(attachment.partId, signal), name, onProgress);
  });

  return (
    <li className={styles.row}>
      <DocumentRegular className={styles.icon} aria-hidden />
      <div>
        <Text className={styles.name}>{name}</Text>
        <Text size={200} className={styles.quiet}>
          {fileKind(name) === '' ? t('read.untyped') : fileKind(name)} · {formatSize(attachment.sizeBytes)}
        </Text>
      </div>
      <div className={`${styles.actions} no-print`}>
        {kind === null ? null : (
          <Button aria-label={t('read.previewNamed', { name })} onClick={() => setShown(true)}>
            {t('read.preview')}
          </Button>
        )}
        {saving.state === 'saving' ? (
          <Button
            icon={<DismissRegular />}
            aria-label={t('read.cancelNamed', { name })}
            onClick={saving.cancel}
          >
            {t('read.cancel')}
          </Button>
        ) : (
          <Button
            icon={<ArrowDownloadRegular />}
            aria-label={t('read.saveNamed', { name })}
            onClick={() => void start()}
          >
            {t('read.save')}
          </Button>
        )}
      </div>
      <SavingProgress saving={saving} name={name} totalBytes={attachment.sizeBytes} className={styles.wide} />
      {isShown && kind !== null ? (
        <Suspense>
          <Preview opened={opened} attachment={attachment} kind={kind} close={() => setShown(false)} />
        </Suspense>
      ) : null}
    </li>
  );
}
