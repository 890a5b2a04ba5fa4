import { useCallback, useEffect, useRef, useState } from 'react';
import type { Folder, MailboxRow } from '../../../shared/api/index.ts';
import type { AppError } from '../../../shared/errors.ts';
import { toAppError } from '../errors.ts';
import { useSession } from '../session.ts';
import { mailboxClient } from './client.ts';
import { type Item, readSubjects } from './subjects.ts';

export type MailboxPages = {
  state: 'loading' | 'idle' | 'failed';
  items: readonly Item[];
  error: AppError | null;
  hasMore: boolean;
  /** Loads the next page, or the same one again after a failure. */
  load: () => void;
  /** Loads the newest page again and puts it before the rest; answers how many unread messages it brought. */
  refresh: () => Promise<number>;
  /** Shows rows as they now stand, before the service is asked again; null takes a row away. */
  show: (change: (row: MailboxRow) => MailboxRow | null) => void;
};

/** Pages through a folder from the newest message on, decrypting subjects with the account key. */
export function useMailbox(folder: Folder): MailboxPages {
  const { memory, refused } = useSession();
  const [items, setItems] = useState<readonly Item[]>([]);
  const [next, setNext] = useState<string | undefined>(undefined);
  const [state, setState] = useState<MailboxPages['state']>('loading');
  const [error, setError] = useState<AppError | null>(null);
  const turn = useRef(0);
  const shown = useRef(items);
  shown.current = items;

  const loadAfter = useCallback(
    async (after: string | undefined) => {
      turn.current += 1;
      const mine = turn.current;
      setState('loading');
      setError(null);
      try {
        const page = await mailboxClient.mailbox(folder, after);
        const read = await readSubjects(memory, page.rows);
        if (mine !== turn.current) return;
        setItems((before) => (after === undefined ? read : [...before, ...read]));
        setNext(page.next);
        setState('idle');
      } catch (thrown) {
        if (mine !== turn.current) return;
        const failure = toAppError(thrown);
        if (refused(failure)) return;
        setError(failure);
        setState('failed');
      }
    },
    [folder, memory, refused],
  );
  const refresh = useCallback(async () => {
    const mine = turn.current;
    const page = await mailboxClient.mailbox(folder);
    const read = await readSubjects(memory, page.rows);
    // A page that is on its way would be put behind what this replaces.
    if (mine !== turn.current) return 0;
    const last = page.rows.at(-1)?.row;
    const beyond =
      page.next === undefined || last === undefined ? [] : shown.current.filter(({ row }) => row.row > last);
    const known = new Set(shown.current.map(({ row }) => row.row));
    setItems([...read, ...beyond]);
    if (beyond.length === 0) setNext(page.next);
    setError(null);
    setState('idle');
    return read.filter(({ row }) => row.unread && !known.has(row.row)).length;
  }, [folder, memory]);
  const show = useCallback((change: (row: MailboxRow) => MailboxRow | null) => {
    setItems((before) =>
      before.flatMap((item) => {
        const row = change(item.row);
        return row === null ? [] : [{ ...item, row }];
      }),
    );
  }, []);
  useEffect(() => {
    void loadAfter(undefined);
    return () => {
      turn.current += 1;
    };
  }, [loadAfter]);
  return {
    state,
    items,
    error,
    hasMore: next !== undefined,
    load: () => void loadAfter(next),
    refresh,
    show,
  };
}
