import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import { frameDocument, measureFrame } from './mail-frame.ts';

const useStyles = makeStyles({
  frame: {
    display: 'block',
    width: '100%',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: '#fff',
    colorScheme: 'light',
  },
});

/** Sanitised mail in a closed frame as high as its content: no scripts, an origin of its own, links in new tabs. */
export function MailFrame({ html, title }: { html: string; title: string }) {
  const styles = useStyles();
  const frame = useRef<HTMLIFrameElement>(null);
  const [heightPx, setHeightPx] = useState(200);
  const srcdoc = useMemo(() => frameDocument(html), [html]);

  useEffect(() => {
    const shown = frame.current;
    if (shown === null) return;
    let measuredWidth = 0;
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width === measuredWidth || width === 0) return;
      measuredWidth = width;
      void measureFrame(srcdoc, width).then((height) => {
        if (width === measuredWidth) setHeightPx(height);
      });
    });
    observer.observe(shown);
    return () => {
      measuredWidth = -1;
      observer.disconnect();
    };
  }, [srcdoc]);

  return (
    <iframe
      ref={frame}
      title={title}
      className={styles.frame}
      style={{ height: heightPx }}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={srcdoc}
    />
  );
}
