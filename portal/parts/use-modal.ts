import { type RefObject, useEffect, useRef } from 'react';

/**
 * A dialog of the browser's own, open for as long as its component is there: it keeps the focus and gives it
 * back to where it was, and stands above everything, other dialogs included.
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return dialog;
}
