import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { type ReadFile, readChosen, receiveFile } from '../parts/file/message-file.ts';
import { keepParts } from '../parts/kept-parts.ts';
import { Page } from '../parts/Page.tsx';
import { Waiting } from '../parts/Waiting.tsx';
import { useFileWords } from '../strings/file/words.ts';

/** How long the file that opened this page may take before it has to be chosen here. */
const SLOW_MS = 15_000;

const useStyles = makeStyles({
  zone: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalL,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  over: { backgroundColor: tokens.colorBrandBackground2 },
  quiet: { color: tokens.colorNeutralForeground2 },
  failed: { color: tokens.colorStatusDangerForeground1 },
});

/** Takes a message file, from the window that opened this page or chosen by hand, and goes on to its message. */
export function OpenFile() {
  const w = useFileWords();
  const styles = useStyles();
  const [state, setState] = useState<'waiting' | 'free' | 'slow' | 'not ours' | 'going on'>(
    window.opener === null ? 'free' : 'waiting',
  );

  const take = async (file: ReadFile | null) => {
    if (file === null) return setState('not ours');
    setState('going on');
    // Where the browser keeps nothing the message is loaded from the service.
    await keepParts(file.messageId, file.parts).catch(() => undefined);
    // A new page, which no other window holds on to.
    location.replace(`/m/${file.messageId}`);
  };
  const choose = (file: File | undefined) => {
    if (file !== undefined) void readChosen(file).then(take);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is asked once
  useEffect(() => {
    const opener: Window | null = window.opener;
    if (opener === null) return;
    const stop = new AbortController();
    const slow = setTimeout(() => setState((now) => (now === 'waiting' ? 'slow' : now)), SLOW_MS);
    void receiveFile(opener, stop.signal).then(take);
    return () => {
      stop.abort();
      clearTimeout(slow);
    };
  }, []);

  if (state === 'waiting' || state === 'going on') return <Waiting label={w('opening')} />;
  return (
    <Page title={w('title')}>
      {state === 'slow' ? <Text role="status">{w('slow')}</Text> : null}
      {state === 'not ours' ? (
        <Text role="alert" className={styles.failed}>
          {w('notOurs')}
        </Text>
      ) : null}
      <Text>{w('text')}</Text>
      <Zone choose={choose} />
      <Text className={styles.quiet}>{w('otherwise')}</Text>
    </Page>
  );
}

function Zone({ choose }: { choose: (file: File | undefined) => void }) {
  const w = useFileWords();
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const [drag, setDrag] = useState<'over' | 'away'>('away');
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDrag('away');
    choose(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={mergeClasses(styles.zone, drag === 'over' && styles.over)}
      aria-label={w('choose')}
      onDragOver={(event) => {
        event.preventDefault();
        setDrag('over');
      }}
      onDragLeave={() => setDrag('away')}
      onDrop={onDrop}
    >
      <Button appearance="primary" onClick={() => input.current?.click()}>
        {w('choose')}
      </Button>
      <Text className={styles.quiet}>{w('drop')}</Text>
      <input
        ref={input}
        type="file"
        accept=".html,.htm,text/html"
        hidden
        onChange={(event) => {
          choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </section>
  );
}
