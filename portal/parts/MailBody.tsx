import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { Suspense, useEffect, useMemo, useState } from 'react';
import type { OpenedMessage } from '../../shared/api/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { useBodyView } from './body-view.ts';
import { inlineAttachments, readPictures } from './inline-pictures.ts';
import { laterPart } from './later-part.tsx';
import { MailFrame } from './MailFrame.tsx';
import { sanitiseMail } from './sanitise-mail.ts';

const useStyles = makeStyles({
  plain: { whiteSpace: 'pre-wrap', fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  quiet: { color: tokens.colorNeutralForeground2 },
});
const Words = laterPart(() => import('./reading/Words.tsx').then((part) => part.Words));
const NO_PICTURES: ReadonlyMap<string, string> = new Map();

/** The body of an opened message: its HTML in a closed frame, or its words; inline pictures follow as they decrypt. */
export function MailBody({ opened }: { opened: OpenedMessage }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { html, text } = opened.letter.body;
  const view = useBodyView();
  const [pictures, setPictures] = useState(NO_PICTURES);

  useEffect(() => {
    const inline = inlineAttachments(opened.letter);
    if (inline.length === 0) return;
    const leaving = new AbortController();
    void readPictures(opened, inline, leaving.signal).then((read) => {
      if (!leaving.signal.aborted) setPictures(read);
    });
    return () => leaving.abort();
  }, [opened]);
  const clean = useMemo(() => sanitiseMail(html, pictures), [html, pictures]);

  if (html.trim() === '') {
    return text.trim() === '' ? (
      <Text italic className={styles.quiet}>
        {t('read.empty')}
      </Text>
    ) : (
      <div className={styles.plain} dir="auto">
        {text}
      </div>
    );
  }
  if (view === 'words') {
    return (
      <Suspense>
        <Words letter={opened.letter} />
      </Suspense>
    );
  }
  return (
    <>
      {clean.hiddenPictures > 0 ? (
        <Text size={200} className={styles.quiet}>
          {t('read.hiddenPictures')}
        </Text>
      ) : null}
      <MailFrame html={clean.html} title={t('read.body')} />
    </>
  );
}
