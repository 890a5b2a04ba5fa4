import { useCallback, useEffect, useState } from 'react';
import type { Folder } from '../../../shared/api/index.ts';
import { useSession } from '../session.ts';
import { mailboxClient } from './client.ts';
import { type Search, searchOf } from './search.ts';
import { MAX_ENTRIES } from './search-entry.ts';
import { type Item, readSubjects } from './subjects.ts';
import type { FolderView } from './use-folders.ts';

/** Pages of each folder that one press looks through. */
const PAGES_A_PRESS = 4;

export type SearchView = {
  /** `off`: this browser keeps nothing for pages, or the key did not come. */
  state: 'loading' | 'ready' | 'looking' | 'off';
  items: readonly Item[];
  /** Messages that were looked through. */
  looked: number;
  /** What there is beyond: older messages, none, or none that this device can hold. */
  beyond: 'older' | 'nothing' | 'too_many';
  lookFurther: () => Promise<void>;
  /** Finds once more, after something was moved or marked. */
  again: () => void;
};

/** Searches the messages that this device knows; `question` empty: no search. Rejects nothing. */
export function useSearch(question: string, folders: readonly FolderView[] | null): SearchView {
  const { memory } = useSession();
  const [search, setSearch] = useState<Search | null>(null);
  const [state, setState] = useState<SearchView['state']>('loading');
  const [, setTurn] = useState(0);
  const [places, setPlaces] = useState<ReadonlyMap<Folder, string | 'end'>>(new Map());
  const again = useCallback(() => setTurn((turn) => turn + 1), []);
  const isAsked = question.trim() !== '';

  useEffect(() => {
    if (!isAsked) return;
    let current = true;
    searchOf(memory).then(
      (opened) => {
        if (!current) return;
        setSearch(opened);
        setState('ready');
      },
      () => current && setState('off'),
    );
    return () => {
      current = false;
    };
  }, [memory, isAsked]);

  const looked = search?.size() ?? 0;
  const searched = (folders ?? []).filter(({ folder }) => folder !== 'drafts');
  const total = searched.reduce((sum, folder) => sum + folder.total, 0);
  const isAtEnd = searched.length > 0 && searched.every(({ folder }) => places.get(folder) === 'end');
  const beyond =
    looked >= MAX_ENTRIES
      ? 'too_many'
      : looked >= total || isAtEnd
        ? ('nothing' as const)
        : ('older' as const);

  const lookFurther = async () => {
    setState('looking');
    const reached = new Map(places);
    try {
      for (const { folder, total: there } of searched) {
        for (let page = 0; page < PAGES_A_PRESS; page++) {
          const after = reached.get(folder);
          if (there === 0 || after === 'end') break;
          const { rows, next } = await mailboxClient.mailbox(folder, after);
          const items = await readSubjects(memory, rows);
          await search?.see(items);
          reached.set(folder, next ?? 'end');
        }
      }
      setState('ready');
    } catch {
      // What was looked through so far stays, and a further press goes on from there.
      setState('ready');
    }
    setPlaces(reached);
  };
  const found = !isAsked || search === null ? [] : search.find(question);
  return {
    state,
    items: found.map(({ entry: { row, subject } }) => ({ row, subject })),
    looked,
    beyond,
    lookFurther,
    again,
  };
}
