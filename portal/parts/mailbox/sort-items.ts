import { nameOf } from '../people.ts';
import type { Item } from './subjects.ts';

/** How a list is sorted; the service knows newest first, the others sort what has been loaded. */
export const sorts = ['newest', 'oldest', 'sender', 'expiry'] as const;
export type Sort = (typeof sorts)[number];

/** Sorts what has been loaded; names as the page's language orders them, and the newer first among equals. */
export function sortItems(items: readonly Item[], sort: Sort, language: string): readonly Item[] {
  if (sort === 'newest') return items;
  if (sort === 'oldest') return items.toReversed();
  if (sort === 'expiry')
    return items.toSorted((a, b) => Date.parse(a.row.expiresAt) - Date.parse(b.row.expiresAt));
  const { compare } = new Intl.Collator(language, { sensitivity: 'base' });
  return items.toSorted((a, b) => compare(nameOf(a.row.from), nameOf(b.row.from)));
}
