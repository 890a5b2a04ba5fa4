import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useReadingWords } from '../../strings/reading/words.ts';
import { drawPage } from './draw-page.ts';
import type { Pdf } from './open-pdf.ts';

/** Until a page is drawn it is as high as a letter. */
const LETTER_RATIO = 8.5 / 11;

const useStyles = makeStyles({
  page: {
    position: 'relative',
    width: '100%',
    backgroundColor: '#fff',
    boxShadow: tokens.shadow4,
    flexShrink: 0,
  },
  canvas: { display: 'block', width: '100%', height: '100%' },
  aloud: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  note: {
    position: 'absolute',
    insetInline: 0,
    top: 0,
    padding: tokens.spacingHorizontalL,
    color: '#242424',
  },
});

/** One page of a PDF: drawn while it is near what is seen, its memory given back when it is not; its text is read aloud. */
export function PdfPage({
  pdf,
  number,
  count,
  scroller,
}: {
  pdf: Pdf;
  number: number;
  count: number;
  scroller: RefObject<HTMLElement | null>;
}) {
  const w = useReadingWords();
  const styles = useStyles();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isNear, setNear] = useState(false);
  const [ratio, setRatio] = useState(LETTER_RATIO);
  const [text, setText] = useState('');
  const [note, setNote] = useState<'pageFailed' | 'pageBlank' | null>(null);

  useEffect(() => {
    const watched = box.current;
    if (watched === null) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting === true), {
      root: scroller.current,
      rootMargin: '100% 0px',
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [scroller]);

  useEffect(() => {
    const drawn = canvas.current;
    if (!isNear || drawn === null) return;
    const leaving = new AbortController();
    drawPage(pdf, number, drawn, leaving.signal).then(
      (page) => {
        setRatio(page.ratio);
        setText(page.text);
        if (page.isBlank) setNote('pageBlank');
      },
      () => {
        if (!leaving.signal.aborted) setNote('pageFailed');
      },
    );
    return () => {
      leaving.abort();
      drawn.width = 0;
      drawn.height = 0;
    };
  }, [isNear, pdf, number]);

  const label = w('preview.page', { number, count });
  return (
    <div ref={box} className={styles.page} style={{ aspectRatio: ratio }}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />
      {text === '' ? null : <p className={styles.aloud}>{text}</p>}
      {note === null ? null : <Text className={styles.note}>{w(`preview.${note}`, { number })}</Text>}
    </div>
  );
}
