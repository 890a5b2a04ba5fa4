import type { MailboxRow } from '../../../shared/api/index.ts';
import { haystack, matches, wordsOf, wordsOfDate } from './search-words.ts';

/** What the index holds of one message in one folder; the row as it was last seen. */
export type SearchEntry = {
  row: MailboxRow;
  /** null until somebody has opened the message. */
  subject: string | null;
  /** Words of the letter, once it was opened on this device. */
  body: readonly string[];
};

/** Entries that one device keeps; beyond them the oldest messages go. */
export const MAX_ENTRIES = 5_000;

/** Names a message wherever it is filed: what somebody sent to themselves stands there twice. */
export function entryId({ row, messageId }: MailboxRow): string {
  return row.startsWith('sent!') || row.endsWith('!sent') ? `${messageId}!sent` : messageId;
}

/** The text that a search looks through. */
export function hayOf({ row, subject, body }: SearchEntry, timeZone?: string): string {
  const people = [row.from, ...row.to].flatMap(({ name, address }) => [name, address]).join(' ');
  return haystack([...wordsOf(`${people} ${subject ?? ''}`), ...wordsOfDate(row.at, timeZone), ...body]);
}

/** The entry after a row has been seen again: what was read stays until the message ends. */
export function seenAgain(
  before: SearchEntry | undefined,
  row: MailboxRow,
  subject: string | null,
): SearchEntry {
  const { subjectCell: _cell, ...kept } = row;
  if (row.state !== 'readable') return { row: kept, subject: null, body: [] };
  return { row: kept, subject: subject ?? before?.subject ?? null, body: before?.body ?? [] };
}

/** What fits a question, newest first; a question without words fits nothing. */
export function search<T extends { hay: string; entry: SearchEntry }>(
  all: Iterable<T>,
  question: string,
): T[] {
  const words = wordsOf(question);
  if (words.length === 0) return [];
  return [...all]
    .filter(({ hay }) => matches(hay, words))
    .sort((a, b) => (a.entry.row.at < b.entry.row.at ? 1 : -1));
}
