import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { OpenedMessage } from '../../../shared/api/index.ts';
import type { LetterAttachment } from '../../../shared/envelope/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { useReadingWords } from '../../strings/reading/words.ts';
import { explain } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { laterPart } from '../later-part.tsx';
import { withFreshLinks } from '../open-message.ts';
import { Spinner } from '../Spinner.tsx';
import { fileName } from '../save-attachment.ts';
import { useSession } from '../session.ts';
import { useLoaded } from '../use-loaded.ts';
import { PicturePreview } from './PicturePreview.tsx';
import { PreviewDialog } from './PreviewDialog.tsx';
import type { PreviewKind } from './preview-kind.ts';
import { type PreviewContent, type Refusal, readPreview } from './read-preview.ts';
import { TextPreview } from './TextPreview.tsx';

const PdfPreview = laterPart(() => import('./PdfPreview.tsx').then((part) => part.PdfPreview));

const useStyles = makeStyles({
  note: { padding: tokens.spacingHorizontalL },
});

/** An attachment shown above the page, without leaving it; what cannot be shown says why and what to do. */
export function Preview({
  opened,
  attachment,
  kind,
  close,
}: {
  opened: OpenedMessage;
  attachment: LetterAttachment;
  kind: PreviewKind;
  close: () => void;
}) {
  const { t } = useTranslation();
  const w = useReadingWords();
  const styles = useStyles();
  const { memory } = useSession();
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const load = useCallback(async () => {
    const controller = new AbortController();
    running.current = controller;
    return readPreview(await withFreshLinks(memory, opened), attachment, kind, controller.signal);
  }, [memory, opened, attachment, kind]);
  const loaded = useLoaded(load);
  const name = fileName(attachment.name);

  return (
    <PreviewDialog title={name} close={close}>
      {loaded.state === 'loading' ? (
        <div className={styles.note}>
          <Spinner label={w('preview.loading', { name })} />
        </div>
      ) : loaded.state === 'failed' ? (
        <div className={styles.note}>
          <FailureNotice text={explain(t, loaded.error)} retry={loaded.retry} />
        </div>
      ) : (
        <Shown content={loaded.value} name={name} />
      )}
    </PreviewDialog>
  );
}

function Shown({ content, name }: { content: PreviewContent; name: string }) {
  const w = useReadingWords();
  const styles = useStyles();
  const [refusal, setRefusal] = useState<Refusal | null>(content.kind === 'refused' ? content.reason : null);
  if (refusal !== null || content.kind === 'refused') {
    return (
      <Text role="alert" className={styles.note}>
        {w(`preview.${refusal ?? 'broken'}`)}
      </Text>
    );
  }
  if (content.kind === 'picture')
    return <PicturePreview {...content} name={name} failed={() => setRefusal('broken')} />;
  if (content.kind === 'text') return <TextPreview {...content} name={name} />;
  return (
    <Suspense
      fallback={
        <div className={styles.note}>
          <Spinner label={w('preview.loading', { name })} />
        </div>
      }
    >
      <PdfPreview bytes={content.bytes} name={name} refuse={setRefusal} />
    </Suspense>
  );
}
