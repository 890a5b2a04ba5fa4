import { useCallback, useEffect, useRef, useState } from 'react';
import type { Folder, MailboxRow } from '../../shared/api/index.ts';
import { openSubject } from '../../shared/envelope/index.ts';
import type { AppError } from '../../shared/errors.ts';
import { accountKeyOf } from './account-key.ts';
import { toAppError } from './errors.ts';
import { client } from './service.ts';
import { type ReaderMemory, useSession } from './session.ts';

/** A row of a folder with its subject, null where it has none yet or it does not verify. */
export type MailboxItemData = { row: MailboxRow; subject: string | null };

export type MailboxPages = {
  state: 'loading' | 'idle' | 'failed';
  items: readonly MailboxItemData[];
  error: AppError | null;
  hasMore: boolean;
  /** Loads the next page, or the same one again after a failure. */
  load: () => void;
};

/** Pages through a folder from the newest message on, decrypting subjects with the account key. */
export function useMailbox(folder: Folder): MailboxPages {
  const { memory, signedOut } = useSession();
  const [items, setItems] = useState<readonly MailboxItemData[]>([]);
  const [next, setNext] = useState<string | undefined>(undefined);
  const [state, setState] = useState<MailboxPages['state']>('loading');
  const [error, setError] = useState<AppError | null>(null);
  const turn = useRef(0);

  const loadAfter = useCallback(
    async (after: string | undefined) => {
      turn.current += 1;
      const mine = turn.current;
      setState('loading');
      setError(null);
      try {
        const page = await client.mailbox(folder, after);
        const read = await readSubjects(memory, page.rows);
        if (mine !== turn.current) return;
        setItems((before) => (after === undefined ? read : [...before, ...read]));
        setNext(page.next);
        setState('idle');
      } catch (thrown) {
        if (mine !== turn.current) return;
        const failure = toAppError(thrown);
        if (failure.code === 'not_signed_in') return signedOut();
        setError(failure);
        setState('failed');
      }
    },
    [folder, memory, signedOut],
  );
  useEffect(() => {
    void loadAfter(undefined);
    return () => {
      turn.current += 1;
    };
  }, [loadAfter]);
  return { state, items, error, hasMore: next !== undefined, load: () => void loadAfter(next) };
}

async function readSubjects(memory: ReaderMemory, rows: readonly MailboxRow[]): Promise<MailboxItemData[]> {
  const named = rows.filter((row) => row.subjectCell !== undefined);
  for (const { messageId } of named) memory.keptSubjects.add(messageId);
  // Without the key the list still has senders and dates.
  const accountKey = named.length === 0 ? null : await accountKeyOf(memory).catch(() => null);
  return Promise.all(
    rows.map(async (row) => ({
      row,
      subject:
        row.subjectCell === undefined || accountKey === null
          ? null
          : await openSubject(accountKey, row.messageId, row.subjectCell).catch(() => null),
    })),
  );
}
