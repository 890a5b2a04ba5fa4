import { useCallback, useSyncExternalStore } from 'react';

/** A value of the page's fragment, such as the `link` of `#link=…`; empty where there is none. A link pressed in the same tab counts. */
export function useFragment(name: string): string {
  const read = useCallback(
    () => new URLSearchParams(location.hash.replace(/^#/, '')).get(name) ?? '',
    [name],
  );
  return useSyncExternalStore(onHash, read);
}

function onHash(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
