import { useEffect, useId, useRef } from 'react';
import { Markdown } from './markdown.tsx';
import type { Dialog } from './window-state.ts';

/** A question over the window; Esc gives the answer that dismisses it. */
export function DialogView({ dialog }: { dialog: Dialog }) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const messageId = useId();
  useEffect(() => {
    if (element.current && !element.current.open) element.current.showModal();
  }, []);
  return (
    <dialog
      ref={element}
      className="alert"
      aria-labelledby={titleId}
      aria-describedby={messageId}
      onCancel={(event) => {
        event.preventDefault();
        if (dialog.dismissId !== null) dialog.answer(dialog.dismissId);
      }}
    >
      <h2 id={titleId}>
        {dialog.iconUrl && <img src={dialog.iconUrl} alt="" width="24" height="24" />}
        {dialog.title}
      </h2>
      <div id={messageId} className="alert-message">
        {dialog.format === 'markdown' ? <Markdown text={dialog.message} /> : <p>{dialog.message}</p>}
      </div>
      <div className="alert-buttons">
        {dialog.buttons.map((button) => (
          <button
            key={button.id}
            type="button"
            className={button.appearance}
            // biome-ignore lint/a11y/noAutofocus: a modal dialog has to put the focus on its main answer
            autoFocus={button.appearance === 'primary'}
            onClick={() => dialog.answer(button.id)}
          >
            {button.label}
          </button>
        ))}
      </div>
    </dialog>
  );
}
