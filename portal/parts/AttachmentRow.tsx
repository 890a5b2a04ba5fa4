import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { useEffect, useRef, useState } from 'react';
import type { OpenedMessage } from '../../shared/api/index.ts';
import type { LetterAttachment } from '../../shared/envelope/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';
import { explain, isCancelled, toAppError } from './errors.ts';
import { withFreshLinks } from './open-message.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { fileKind, fileName, saveAttachment } from './save-attachment.ts';
import { useSession } from './session.ts';
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
  failed: { color: tokens.colorStatusDangerForeground1 },
  wide: { gridColumn: '1 / -1' },
});

type Saving =
  | { state: 'idle' }
  | { state: 'saving'; readBytes: number; cancel: () => void }
  | { state: 'saved' }
  | { state: 'failed'; reason: string };

/** One attachment: name, kind, size, and Save, which decrypts it as it arrives and can be cancelled. */
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
  const { memory, signedOut } = useSession();
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const name = fileName(attachment.name);

  const save = async () => {
    const controller = new AbortController();
    running.current = controller;
    const cancel = () => controller.abort();
    setSaving({ state: 'saving', readBytes: 0, cancel });
    try {
      const fresh = await withFreshLinks(memory, opened);
      await saveAttachment(fresh.readAttachment(attachment.partId, controller.signal), name, (readBytes) =>
        setSaving({ state: 'saving', readBytes, cancel }),
      );
      setSaving({ state: 'saved' });
    } catch (thrown) {
      if (isCancelled(thrown)) return setSaving({ state: 'idle' });
      const error = toAppError(thrown);
      if (error.code === 'not_signed_in') return signedOut();
      setSaving({ state: 'failed', reason: explain(t, error) });
    }
  };

  return (
    <li className={styles.row}>
      <DocumentRegular className={styles.icon} aria-hidden />
      <div>
        <Text className={styles.name}>{name}</Text>
        <Text size={200} className={styles.quiet}>
          {fileKind(name) === '' ? t('read.untyped') : fileKind(name)} · {formatSize(attachment.sizeBytes)}
        </Text>
      </div>
      {saving.state === 'saving' ? (
        <Button
          className="no-print"
          icon={<DismissRegular />}
          aria-label={t('read.cancelNamed', { name })}
          onClick={saving.cancel}
        >
          {t('read.cancel')}
        </Button>
      ) : (
        <Button
          className="no-print"
          icon={<ArrowDownloadRegular />}
          aria-label={t('read.saveNamed', { name })}
          onClick={() => void save()}
        >
          {t('read.save')}
        </Button>
      )}
      {saving.state === 'saving' ? (
        <ProgressBar
          className={styles.wide}
          label={t('read.saving', { name })}
          value={saving.readBytes}
          max={Math.max(attachment.sizeBytes, 1)}
        />
      ) : null}
      <span
        role="status"
        className={saving.state === 'saved' ? styles.wide : undefined}
        hidden={saving.state !== 'saved'}
      >
        {saving.state === 'saved' ? <Text size={200}>{t('read.savedNamed', { name })}</Text> : null}
      </span>
      {saving.state === 'failed' ? (
        <Text role="alert" size={200} className={`${styles.wide} ${styles.failed}`}>
          {t('read.saveFailed', { name, reason: saving.reason })}
        </Text>
      ) : null}
    </li>
  );
}
