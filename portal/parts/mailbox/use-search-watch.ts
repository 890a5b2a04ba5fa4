import { useEffect } from 'react';
import type { OpenedMessage } from '../../../shared/api/index.ts';
import type { ReaderMemory } from '../session.ts';

/** Lets the search take in what is opened on this page, and forgets what another account left to search in. */
export function useSearchWatch(readerId: string | null, memory: ReaderMemory): void {
  useEffect(() => {
    if (readerId !== null)
      import('./search-store.ts').then(({ forgetOthers }) => forgetOthers(readerId)).catch(ignore);
  }, [readerId]);
  useEffect(() => {
    const take = (opened: OpenedMessage) => {
      import('./search.ts')
        .then(({ searchOf }) => searchOf(memory))
        .then((search) => search.open(opened))
        .catch(ignore);
    };
    memory.onOpened = take;
    // The first message may have been opened before this part of the page came.
    if (memory.lastOpened !== null) take(memory.lastOpened);
  }, [memory]);
}

/** A browser that keeps nothing for pages has no search. */
function ignore(): void {}
