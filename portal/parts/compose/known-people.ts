import type { DraftClient, Person } from '../../../shared/api/index.ts';
import { mailboxClient } from '../mailbox/client.ts';
import type { ReaderMemory } from '../session.ts';

const MAX_SHOWN = 6;
/** The directory wants two characters at least. */
const MIN_WORDS = 2;

/** Whom one has written with, newest first: asked for once, and none where the mailbox does not answer. */
export function correspondents(memory: ReaderMemory): Promise<readonly Person[]> {
  memory.correspondents ??= Promise.all([mailboxClient.mailbox('inbox'), mailboxClient.mailbox('sent')]).then(
    (pages) => {
      const rows = pages.flatMap((page) => page.rows).sort((a, b) => b.at.localeCompare(a.at));
      return onceEach(rows.flatMap((row) => [row.from, ...row.to]));
    },
    () => {
      memory.correspondents = null;
      return [];
    },
  );
  return memory.correspondents;
}

/** People of the directory for staff; none where it does not answer. */
export async function colleagues(drafts: DraftClient, words: string): Promise<readonly Person[]> {
  if (words.trim().length < MIN_WORDS) return [];
  return drafts.findPeople(words.trim().replace(/["\\]/g, '')).then(
    ({ people }) => people,
    () => [],
  );
}

/** The people who fit what is typed, those known first, none twice and none who is chosen already. */
export function fitting(
  words: string,
  known: readonly Person[],
  found: readonly Person[],
  chosen: readonly Person[],
): Person[] {
  const typed = words.trim().toLowerCase();
  if (typed === '') return [];
  const taken = new Set(chosen.map(({ address }) => address.toLowerCase()));
  const fits = ({ address, name }: Person) =>
    address.toLowerCase().startsWith(typed) ||
    name
      .toLowerCase()
      .split(/\s+/)
      .some((_, at, parts) => parts.slice(at).join(' ').startsWith(typed));
  return onceEach([...known.filter(fits), ...found])
    .filter(({ address }) => !taken.has(address.toLowerCase()))
    .slice(0, MAX_SHOWN);
}

function onceEach(people: readonly Person[]): Person[] {
  const byAddress = new Map<string, Person>();
  for (const person of people) {
    const key = person.address.toLowerCase();
    const before = byAddress.get(key);
    if (before === undefined || before.name === '') byAddress.set(key, person);
  }
  return [...byAddress.values()];
}
