import { makeStyles, tokens } from '@fluentui/react-components';
import { Editor as Tiptap } from '@tiptap/core';
import { useEffect, useRef, useState } from 'react';
import { sanitisePasted, sanitiseReply } from '../sanitise-reply.ts';
import type { Written } from './draft-state.ts';
import { EditorTools } from './EditorTools.tsx';
import { editorContent } from './editor-content.ts';

const useStyles = makeStyles({
  box: {
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-within': { outline: `2px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-1px' },
  },
  field: {
    '& .ProseMirror': {
      minHeight: '10rem',
      padding: tokens.spacingHorizontalM,
      fontSize: tokens.fontSizeBase400,
      lineHeight: tokens.lineHeightBase400,
      outlineStyle: 'none',
      overflowWrap: 'break-word',
      // What ProseMirror's own style sheet asks for, which no nonce has to let in this way.
      whiteSpace: 'pre-wrap',
    },
    '& p': { marginBlock: 0 },
    '& ul, & ol': { marginBlock: 0 },
    '& h3': { marginBlock: tokens.spacingVerticalXS, fontSize: tokens.fontSizeBase500 },
    '& blockquote': {
      marginInline: 0,
      paddingLeft: tokens.spacingHorizontalM,
      borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
      color: tokens.colorNeutralForeground2,
    },
    '& a': { color: tokens.colorBrandForegroundLink },
    '& img': { maxWidth: '100%', minHeight: '1.5rem' },
    '& img:not([src])': {
      minWidth: '6rem',
      border: `1px dashed ${tokens.colorNeutralStroke1}`,
      padding: tokens.spacingHorizontalS,
    },
  },
});

/**
 * The field in which a message is written, on ProseMirror by way of Tiptap. What is pasted keeps a little formatting
 * and its links; pictures that are pasted become pictures of the message.
 */
export function Editor({
  labelId,
  firstHtml,
  readOnly,
  pictures,
  pictureCount,
  onInput,
  onPicture,
}: {
  labelId: string;
  /** What stands in the field at first; later changes are the writer's. */
  firstHtml: string;
  readOnly: 'yes' | 'no';
  pictures: ReadonlyMap<string, string>;
  /** How many of them are there by now. */
  pictureCount: number;
  onInput: (written: Written) => void;
  /** Takes a pasted picture; answers its content id. */
  onPicture: (file: File) => string;
}) {
  const styles = useStyles();
  const field = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Tiptap | null>(null);
  const begin = useRef({ firstHtml, labelId, pictures });
  const handlers = useRef({ onInput, onPicture });
  useEffect(() => {
    handlers.current = { onInput, onPicture };
  }, [onInput, onPicture]);

  useEffect(() => {
    const created = new Tiptap({
      element: field.current,
      // Its style element would need the nonce; the little that it holds stands above.
      injectCSS: false,
      extensions: editorContent(begin.current.pictures),
      content: sanitiseReply(begin.current.firstHtml),
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-labelledby': begin.current.labelId,
        },
        transformPastedHTML: sanitisePasted,
        handlePaste: (_view, event) => takePictures(event.clipboardData),
        // A file that is dropped is an attachment; the form takes it.
        handleDrop: (_view, event) => (event.dataTransfer?.files.length ?? 0) > 0,
      },
      onUpdate: () =>
        handlers.current.onInput({
          html: created.getHTML(),
          text: created.getText({ blockSeparator: '\n' }),
        }),
    });
    /** A copied picture comes as a file, and where a page is its source with an `<img>` beside it. */
    const takePictures = (data: DataTransfer | null): boolean => {
      const files = [...(data?.files ?? [])].filter((file) =>
        /^image\/(?:png|jpeg|gif|webp)$/.test(file.type),
      );
      const hasText = (data?.getData('text/plain') ?? '').trim() !== '';
      if (files.length === 0 || hasText) return false;
      for (const file of files) {
        const cid = handlers.current.onPicture(file);
        created.commands.insertContent({ type: 'picture', attrs: { cid, alt: file.name } });
      }
      return true;
    };
    setEditor(created);
    return () => {
      created.destroy();
      setEditor(null);
    };
  }, []);
  useEffect(() => {
    if (editor === null || pictureCount === 0) return;
    for (const picture of field.current?.querySelectorAll<HTMLImageElement>('img[data-cid]:not([src])') ??
      []) {
      const url = pictures.get(picture.dataset.cid ?? '');
      if (url !== undefined) picture.src = url;
    }
  }, [editor, pictures, pictureCount]);
  useEffect(() => {
    editor?.setEditable(readOnly === 'no', false);
    field.current?.querySelector('.ProseMirror')?.setAttribute('aria-readonly', String(readOnly === 'yes'));
  }, [editor, readOnly]);

  return (
    <div className={styles.box}>
      <EditorTools editor={editor} readOnly={readOnly} />
      <div ref={field} className={styles.field} />
    </div>
  );
}
