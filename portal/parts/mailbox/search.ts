import type { MailboxRow, OpenedMessage } from '../../../shared/api/index.ts';
import { accountKeyOf } from '../account-key.ts';
import type { ReaderMemory } from '../session.ts';
import { entryId, hayOf, MAX_ENTRIES, type SearchEntry, search, seenAgain } from './search-entry.ts';
import { openSearchStore, type SearchStore } from './search-store.ts';
import { wordsOf } from './search-words.ts';

/** One message in the index. */
export type Indexed = { id: string; entry: SearchEntry; hay: string };

/** The search of one reader on this device; what changes it is kept, encrypted, for the next time. */
export type Search = {
  /** Messages that it knows. */
  size: () => number;
  find: (question: string) => Indexed[];
  /** Takes in rows of a folder as they were just loaded, with their subjects where they have any. */
  see: (seen: readonly { row: MailboxRow; subject: string | null }[]) => Promise<void>;
  /** Follows rows that were moved: names before and after. */
  move: (moved: readonly { from: string; row: string }[]) => Promise<void>;
  /** Forgets rows that are deleted for good. */
  forget: (rows: readonly string[]) => Promise<void>;
  /** Takes in what was opened here. */
  open: (opened: OpenedMessage) => Promise<void>;
};

const searches = new WeakMap<ReaderMemory, Promise<Search>>();

/** The reader's search, opened once while this page lives. Throws where the browser keeps nothing, or without the key. */
export function searchOf(memory: ReaderMemory): Promise<Search> {
  const begun = searches.get(memory) ?? begin(memory);
  searches.set(memory, begun);
  // A failure is not remembered: the next one may get the key.
  begun.catch(() => searches.delete(memory));
  return begun;
}

async function begin(memory: ReaderMemory): Promise<Search> {
  if (memory.ownerId === null) throw new Error('nobody is signed in');
  const store = await openSearchStore(memory.ownerId, await accountKeyOf(memory));
  return createSearch(store, await store.load(), Date.now());
}

/** A search over a store and what it held at the start; what has expired by `nowMs` loses its words at once. */
export async function createSearch(
  store: SearchStore,
  loaded: ReadonlyMap<string, string>,
  nowMs: number,
): Promise<Search> {
  const all = new Map<string, Indexed>();
  const set = (entry: SearchEntry) => {
    const id = entryId(entry.row);
    all.set(id, { id, entry, hay: hayOf(entry) });
    return id;
  };
  const save = async (changed: Iterable<string>) => {
    const records = new Map<string, string>();
    for (const id of changed) {
      const indexed = all.get(id);
      if (indexed !== undefined) records.set(id, JSON.stringify(indexed.entry));
    }
    if (records.size > 0) await store.put(records);
    if (all.size <= MAX_ENTRIES) return;
    const oldest = [...all.values()]
      .sort((a, b) => (a.entry.row.at < b.entry.row.at ? -1 : 1))
      .slice(0, all.size - MAX_ENTRIES);
    for (const { id } of oldest) all.delete(id);
    await store.remove(oldest.map(({ id }) => id));
  };
  const take = (row: MailboxRow, subject: string | null): string | null => {
    const before = all.get(entryId(row))?.entry;
    const now = seenAgain(before, row, subject);
    return JSON.stringify(now) === JSON.stringify(before) ? null : set(now);
  };

  const ended: string[] = [];
  for (const text of loaded.values()) {
    const { row, subject, body } = JSON.parse(text) as SearchEntry;
    const isOver = row.state === 'readable' && Date.parse(row.expiresAt) <= nowMs;
    const id = set(
      isOver ? seenAgain(undefined, { ...row, state: 'expired' }, null) : { row, subject, body },
    );
    if (isOver) ended.push(id);
  }
  await save(ended);

  return {
    size: () => all.size,
    find: (question) => search(all.values(), question),
    see: (seen) => save(seen.flatMap(({ row, subject }) => take(row, subject) ?? [])),
    move: (moved) =>
      save(
        moved.flatMap(({ from, row }) => {
          const found = [...all.values()].find(({ entry }) => entry.row.row === from);
          return found === undefined ? [] : set({ ...found.entry, row: { ...found.entry.row, row } });
        }),
      ),
    forget: (rows) => {
      const gone = [...all.values()].filter(({ entry }) => rows.includes(entry.row.row)).map(({ id }) => id);
      for (const id of gone) all.delete(id);
      return store.remove(gone);
    },
    open: ({ answer, letter }) => {
      const row: MailboxRow = all.get(answer.youAre === 'author' ? `${answer.id}!sent` : answer.id)?.entry
        .row ?? {
        row: answer.mailboxRow,
        messageId: answer.id,
        at: answer.sentAt,
        from: answer.author,
        to: letter.to,
        expiresAt: answer.expiresAt,
        state: 'readable',
        opened: true,
        unread: false,
        starred: false,
        files: letter.attachments.length,
      };
      const entry = { row: { ...row, opened: true, unread: false }, subject: letter.subject };
      return save([set({ ...entry, body: wordsOf(letter.body.text) })]);
    },
  };
}
