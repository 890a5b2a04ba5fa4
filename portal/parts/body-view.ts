import { useSyncExternalStore } from 'react';

/** How bodies are shown: as they were set, or as nothing but their words. */
export type BodyView = 'set' | 'words';

/** Where this browser keeps what its reader chose. */
const KEY = 'body-view';
const listeners = new Set<() => void>();
let view: BodyView | null = null;

function current(): BodyView {
  view ??= read();
  return view;
}

function read(): BodyView {
  try {
    return localStorage.getItem(KEY) === 'words' ? 'words' : 'set';
  } catch {
    // A browser may refuse to keep anything.
    return 'set';
  }
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How bodies are shown on this page. */
export function useBodyView(): BodyView {
  return useSyncExternalStore(listen, current);
}

/** Shows all bodies so from now on, and in this browser the next time too. */
export function showBodiesAs(chosen: BodyView): void {
  view = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // It then holds for this page alone.
  }
  for (const listener of listeners) listener();
}
