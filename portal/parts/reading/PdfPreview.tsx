import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Bytes } from '../../../shared/envelope/index.ts';
import { useReadingWords } from '../../strings/reading/words.ts';
import { Spinner } from '../Spinner.tsx';
import { openPdf, type Pdf } from './open-pdf.ts';
import { PdfPage } from './PdfPage.tsx';
import type { Refusal } from './read-preview.ts';

const MAX_PAGES = 200;

const useStyles = makeStyles({
  pages: {
    overflow: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  note: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}` },
});

/** The pages of a PDF, each drawn when it is near; `refuse` is told why there is nothing to see. */
export function PdfPreview({
  bytes,
  name,
  refuse,
}: {
  bytes: Bytes;
  name: string;
  refuse: (reason: Refusal) => void;
}) {
  const w = useReadingWords();
  const styles = useStyles();
  const pages = useRef<HTMLElement>(null);
  const [pdf, setPdf] = useState<Pdf | null>(null);
  useEffect(() => {
    const closing = new AbortController();
    openPdf(bytes, closing.signal).then(
      (outcome) => {
        if (closing.signal.aborted) return;
        if (outcome.kind === 'open') setPdf(outcome.pdf);
        else refuse(outcome.reason);
      },
      () => {
        if (!closing.signal.aborted) refuse('broken');
      },
    );
    return () => closing.abort();
  }, [bytes, refuse]);

  if (pdf === null) {
    return (
      <div className={styles.note}>
        <Spinner label={w('preview.loading', { name })} />
      </div>
    );
  }
  const count = Math.min(pdf.numPages, MAX_PAGES);
  return (
    <>
      {count < pdf.numPages ? <Text className={styles.note}>{w('preview.pagesLeft', { count })}</Text> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard */}
      <section ref={pages} className={styles.pages} tabIndex={0} aria-label={w('preview.pages', { name })}>
        {Array.from({ length: count }, (_, i) => i + 1).map((number) => (
          <PdfPage key={number} pdf={pdf} number={number} count={count} scroller={pages} />
        ))}
      </section>
    </>
  );
}
