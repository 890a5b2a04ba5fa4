import { Input, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowRedoRegular } from '@fluentui/react-icons/svg/arrow-redo';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { TextBoldRegular } from '@fluentui/react-icons/svg/text-bold';
import { TextBulletListRegular } from '@fluentui/react-icons/svg/text-bullet-list';
import { TextHeader3Regular } from '@fluentui/react-icons/svg/text-header';
import { TextItalicRegular } from '@fluentui/react-icons/svg/text-italic';
import { TextNumberListLtrRegular } from '@fluentui/react-icons/svg/text-number-list-ltr';
import { TextQuoteRegular } from '@fluentui/react-icons/svg/text-quote';
import { TextUnderlineRegular } from '@fluentui/react-icons/svg/text-underline';
import type { ChainedCommands, Editor as Tiptap } from '@tiptap/core';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { useComposeWords } from '../../strings/compose/words.ts';
import { Button } from '../Button.tsx';
import { wholeLink } from './editor-content.ts';

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  link: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  address: { flexGrow: 1, minWidth: '10rem' },
  problem: { width: '100%', color: tokens.colorPaletteRedForeground1 },
});

type Tool = {
  label: 'bold' | 'italic' | 'underline' | 'heading' | 'bullets' | 'numbers' | 'quote' | 'undo' | 'redo';
  icon: ReactElement;
  /** What the editor calls it where it can be on or off. */
  mark?: string;
  run: (chain: ChainedCommands) => ChainedCommands;
};
const TOOLS: readonly Tool[] = [
  { label: 'bold', icon: <TextBoldRegular />, mark: 'bold', run: (chain) => chain.toggleBold() },
  { label: 'italic', icon: <TextItalicRegular />, mark: 'italic', run: (chain) => chain.toggleItalic() },
  {
    label: 'underline',
    icon: <TextUnderlineRegular />,
    mark: 'underline',
    run: (chain) => chain.toggleUnderline(),
  },
  {
    label: 'heading',
    icon: <TextHeader3Regular />,
    mark: 'heading',
    run: (chain) => chain.toggleHeading({ level: 3 }),
  },
  {
    label: 'bullets',
    icon: <TextBulletListRegular />,
    mark: 'bulletList',
    run: (chain) => chain.toggleBulletList(),
  },
  {
    label: 'numbers',
    icon: <TextNumberListLtrRegular />,
    mark: 'orderedList',
    run: (chain) => chain.toggleOrderedList(),
  },
  {
    label: 'quote',
    icon: <TextQuoteRegular />,
    mark: 'blockquote',
    run: (chain) => chain.toggleBlockquote(),
  },
  { label: 'undo', icon: <ArrowUndoRegular />, run: (chain) => chain.undo() },
  { label: 'redo', icon: <ArrowRedoRegular />, run: (chain) => chain.redo() },
];

/** The editor's tools: one stop of the Tab key, arrows between them (WAI-ARIA toolbar). */
export function EditorTools({ editor, readOnly }: { editor: Tiptap | null; readOnly: 'yes' | 'no' }) {
  const w = useComposeWords();
  const styles = useStyles();
  const active = useActive(editor);
  const [current, setCurrent] = useState(0);
  const [asksLink, setAsksLink] = useState<'no' | 'yes'>('no');

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const last = buttons.length - 1;
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    buttons[next]?.focus();
  };
  const button = (place: number, label: Tool['label'] | 'link', icon: ReactElement, press: () => void) => {
    const mark = label === 'link' ? 'link' : TOOLS[place]?.mark;
    return (
      <Button
        key={label}
        appearance="subtle"
        icon={icon}
        aria-label={w(label)}
        title={w(label)}
        {...(mark === undefined ? {} : { 'aria-pressed': active.has(mark) })}
        tabIndex={place === current ? 0 : -1}
        disabled={readOnly === 'yes' || editor === null}
        // The button must not take the selection from the text.
        onMouseDown={(event) => event.preventDefault()}
        onFocus={() => setCurrent(place)}
        onClick={press}
      />
    );
  };
  return (
    <>
      <div className={styles.tools} role="toolbar" aria-label={w('format')} onKeyDown={move}>
        {TOOLS.map((tool, place) =>
          button(place, tool.label, tool.icon, () => {
            if (editor === null) return;
            // The chain's own focus waits for a frame, in which the first letters would be lost.
            editor.view.focus();
            tool.run(editor.chain()).run();
          }),
        )}
        {button(TOOLS.length, 'link', <LinkRegular />, () => setAsksLink('yes'))}
      </div>
      {asksLink === 'yes' && editor !== null ? (
        <LinkQuestion editor={editor} close={() => setAsksLink('no')} />
      ) : null}
    </>
  );
}

/** What holds where the cursor is. */
function useActive(editor: Tiptap | null): ReadonlySet<string> {
  const [active, setActive] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (editor === null) return;
    const look = () => {
      const marks = [...TOOLS.map(({ mark }) => mark), 'link'].filter((mark) => mark !== undefined);
      setActive(new Set(marks.filter((mark) => editor.isActive(mark))));
    };
    editor.on('transaction', look);
    return () => {
      editor.off('transaction', look);
    };
  }, [editor]);
  return active;
}

function LinkQuestion({ editor, close }: { editor: Tiptap; close: () => void }) {
  const w = useComposeWords();
  const styles = useStyles();
  const id = useId();
  const [address, setAddress] = useState(String(editor.getAttributes('link').href ?? ''));
  const [isBad, setBad] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const done = (chain: ChainedCommands) => {
    chain.run();
    close();
  };
  const set = () => {
    const href = wholeLink(address);
    if (href === null) return setBad(true);
    const chain = editor.chain().focus().extendMarkRange('link');
    // Without words to stand on, the link stands on its own address.
    done(
      editor.state.selection.empty && !editor.isActive('link')
        ? chain.insertContent({
            type: 'text',
            text: address.trim(),
            marks: [{ type: 'link', attrs: { href } }],
          })
        : chain.setLink({ href }),
    );
  };
  return (
    <div className={styles.link}>
      <Input
        className={styles.address}
        aria-label={w('linkAddress')}
        placeholder="https://"
        value={address}
        input={{ ref: field }}
        {...(isBad ? { 'aria-invalid': true, 'aria-describedby': id } : {})}
        onChange={(_, data) => setAddress(data.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
          if (event.key !== 'Enter') return;
          // Enter would send the form around it.
          event.preventDefault();
          set();
        }}
      />
      <Button onClick={set}>{w('linkSet')}</Button>
      {editor.isActive('link') ? (
        <Button onClick={() => done(editor.chain().focus().extendMarkRange('link').unsetLink())}>
          {w('linkRemove')}
        </Button>
      ) : null}
      <Button appearance="subtle" onClick={close}>
        {w('close')}
      </Button>
      {isBad ? (
        <span id={id} role="alert" className={styles.problem}>
          {w('linkBad')}
        </span>
      ) : null}
    </div>
  );
}
