import { useCallback, useEffect, useState } from 'react';
import type { Person } from '../../../shared/api/index.ts';
import { useSession } from '../session.ts';
import { drafts } from './drafts.ts';
import { colleagues, correspondents, fitting } from './known-people.ts';

/** As long as fingers rest between two words. */
const REST_MS = 250;

/** People who fit what is typed: those one has written with, and for staff those of the directory. */
export function useSuggestions(typed: string, chosen: readonly Person[]) {
  const { memory, me } = useSession();
  const [known, setKnown] = useState<readonly Person[]>([]);
  const [found, setFound] = useState<readonly Person[]>([]);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const isStaff = me?.kind === 'staff';

  const begin = useCallback(() => void correspondents(memory).then(setKnown), [memory]);
  useEffect(() => {
    if (!isStaff) return;
    let current = true;
    const timer = setTimeout(async () => {
      const people = await colleagues(drafts, typed);
      if (current) setFound(people);
    }, REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [isStaff, typed]);

  return {
    suggested: dismissed === typed ? [] : fitting(typed, known, found, chosen),
    begin,
    dismiss: () => setDismissed(typed),
  };
}
