import { makeStyles, tokens } from '@fluentui/react-components';
import { TextBoldRegular } from '@fluentui/react-icons/svg/text-bold';
import { TextBulletListRegular } from '@fluentui/react-icons/svg/text-bullet-list';
import { TextItalicRegular } from '@fluentui/react-icons/svg/text-italic';
import { TextNumberListLtrRegular } from '@fluentui/react-icons/svg/text-number-list-ltr';
import { type ClipboardEvent, type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';
import type { Written } from './compose-reply.ts';
import { sanitiseReply } from './sanitise-reply.ts';

const useStyles = makeStyles({
  box: {
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-within': { outline: `2px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-1px' },
  },
  tools: { display: 'flex', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  text: {
    minHeight: '10rem',
    padding: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    outlineStyle: 'none',
    '& ul, & ol': { marginBlock: 0 },
  },
});

const COMMANDS = ['bold', 'italic', 'insertUnorderedList', 'insertOrderedList'] as const;
type Command = (typeof COMMANDS)[number];
const NONE: Record<Command, boolean> = {
  bold: false,
  italic: false,
  insertUnorderedList: false,
  insertOrderedList: false,
};

/**
 * A small rich-text field: bold, italic and lists by button or by the browser's own shortcuts, and
 * paste that keeps only those. It stands on execCommand, which every browser has and none replaces.
 */
export function Editor({
  labelId,
  initialHtml,
  readOnly,
  onInput,
}: {
  labelId: string;
  /** What stands in the field at first; later changes are the writer's. */
  initialHtml: string;
  readOnly: 'yes' | 'no';
  onInput: (written: Written) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const field = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(NONE);
  const firstHtml = useRef(initialHtml);
  useEffect(() => {
    if (field.current !== null) field.current.innerHTML = sanitiseReply(firstHtml.current);
  }, []);

  const report = useCallback(() => {
    // biome-ignore lint/performance/useDomNodeTextContent: textContent runs all lines together
    if (field.current !== null) onInput({ html: field.current.innerHTML, text: field.current.innerText });
  }, [onInput]);
  useEffect(() => {
    const look = () => {
      if (field.current === null || !field.current.contains(document.getSelection()?.anchorNode ?? null))
        return;
      setActive({
        ...NONE,
        ...Object.fromEntries(COMMANDS.map((name) => [name, document.queryCommandState(name)])),
      });
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);

  const paste = (event: ClipboardEvent) => {
    const html = event.clipboardData.getData('text/html');
    // Plain text and files go the browser's way: contenteditable takes only text from them.
    if (html === '') return;
    event.preventDefault();
    document.execCommand('insertHTML', false, sanitiseReply(html));
  };
  const tool = (command: Command, label: string, icon: ReactElement) => (
    <Button
      appearance="subtle"
      icon={icon}
      aria-label={label}
      title={label}
      aria-pressed={active[command]}
      disabled={readOnly === 'yes'}
      // The button must not take the selection from the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        field.current?.focus();
        document.execCommand(command);
        setActive((before) => ({ ...before, [command]: document.queryCommandState(command) }));
        report();
      }}
    />
  );
  return (
    <div className={styles.box}>
      <div className={styles.tools} role="toolbar" aria-label={t('reply.format')}>
        {tool('bold', t('reply.bold'), <TextBoldRegular />)}
        {tool('italic', t('reply.italic'), <TextItalicRegular />)}
        {tool('insertUnorderedList', t('reply.bullets'), <TextBulletListRegular />)}
        {tool('insertOrderedList', t('reply.numbers'), <TextNumberListLtrRegular />)}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a textarea holds no formatting */}
      <div
        ref={field}
        className={styles.text}
        role="textbox"
        tabIndex={0}
        aria-multiline="true"
        aria-labelledby={labelId}
        aria-readonly={readOnly === 'yes'}
        contentEditable={readOnly === 'no'}
        suppressContentEditableWarning
        onInput={report}
        onPaste={paste}
        onDrop={(event) => event.preventDefault()}
      />
    </div>
  );
}
