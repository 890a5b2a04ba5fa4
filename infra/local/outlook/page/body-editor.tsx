import { TextBoldRegular } from '@fluentui/react-icons/svg/text-bold';
import { TextBulletListRegular } from '@fluentui/react-icons/svg/text-bullet-list';
import { TextItalicRegular } from '@fluentui/react-icons/svg/text-italic';
import { type ClipboardEvent, useEffect, useRef } from 'react';
import { cleanHtml } from './body-format.ts';
import { type Attachment, attach } from './compose-item.ts';
import { editorHtml, itemHtml } from './inline-pictures.ts';
import type { Session } from './session.ts';
import { useStore } from './store.ts';

const formats = [
  { command: 'bold', label: 'Bold', icon: TextBoldRegular },
  { command: 'italic', label: 'Italic', icon: TextItalicRegular },
  { command: 'insertUnorderedList', label: 'Bulleted list', icon: TextBulletListRegular },
];

/** The message body: formatted text and inline pictures, with a small toolbar under it. */
export function BodyEditor({ session }: { session: Session }) {
  const item = useStore(session.item);
  const element = useRef<HTMLDivElement>(null);
  // What the editor itself wrote last: only other bodies are put into it, or the caret would jump.
  const written = useRef<string | null>(null);

  useEffect(() => {
    if (!element.current || item.bodyHtml === written.current) return;
    element.current.innerHTML = editorHtml(item.bodyHtml, item.attachments);
    written.current = item.bodyHtml;
  }, [item.bodyHtml, item.attachments]);

  const read = () => {
    if (!element.current) return;
    written.current = itemHtml(element.current);
    session.item.change({ bodyHtml: written.current });
  };
  const insertHtml = (html: string) => {
    element.current?.focus();
    // execCommand is what browsers have for an edit that the user can undo.
    document.execCommand('insertHTML', false, html);
    read();
  };
  const insertPicture = (file: File) => {
    const picture: Attachment = attach(session.item, { name: file.name, bytes: file, placement: 'inline' });
    const holder = document.createElement('div');
    const image = document.createElement('img');
    image.src = `cid:${picture.contentId}`;
    image.alt = file.name;
    holder.append(image);
    insertHtml(editorHtml(holder.innerHTML, [picture]));
  };
  useEffect(() => {
    const listener = (event: Event) => {
      if (event instanceof CustomEvent && event.detail instanceof File) insertPicture(event.detail);
    };
    window.addEventListener('insert-picture', listener);
    return () => window.removeEventListener('insert-picture', listener);
  });
  const paste = (event: ClipboardEvent) => {
    const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'));
    const html = event.clipboardData.getData('text/html');
    if (pictures.length === 0 && html === '') return;
    event.preventDefault();
    if (pictures.length > 0) for (const file of pictures) insertPicture(file);
    else insertHtml(cleanHtml(html));
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a textarea cannot hold formatted text */}
      <div
        ref={element}
        className="body"
        role="textbox"
        aria-label="Message body"
        aria-multiline="true"
        tabIndex={0}
        contentEditable
        suppressContentEditableWarning
        data-empty={item.bodyHtml === '' ? 'yes' : 'no'}
        onInput={read}
        onPaste={paste}
      />
      <div className="formats" role="toolbar" aria-label="Formatting">
        {formats.map(({ command, label, icon: Icon }) => (
          <button
            key={command}
            type="button"
            className="icon-button"
            aria-label={label}
            title={label}
            // The selection in the body must survive the press.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              element.current?.focus();
              document.execCommand(command);
              read();
            }}
          >
            <Icon aria-hidden="true" />
          </button>
        ))}
      </div>
    </>
  );
}
