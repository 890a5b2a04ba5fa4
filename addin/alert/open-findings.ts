import { placeKey } from '../../shared/policy/facts.ts';
import { dismissedKey } from '../outlook/dismissed-form.ts';
import { withoutFallenCombinations } from '../outlook/fallen-combinations.ts';
import type { Found } from './look-into.ts';

/** What was found, without what the author called "not sensitive" in the pane. */
export function openFindings(found: readonly Found[], dismissed: readonly string[]): Found[] {
  if (dismissed.length === 0) return found.slice();
  const keys = new Set(dismissed);
  const byPlace = new Map<string, (Found['finding'] & { key: string; from: Found })[]>();
  for (const one of found) {
    const { finding, text } = one;
    const { type, start, end, place } = finding;
    const where = placeKey(place);
    const there = byPlace.get(where) ?? [];
    there.push({ ...finding, key: dismissedKey(type, text.slice(start, end), place), from: one });
    byPlace.set(where, there);
  }
  const open: Found[] = [];
  byPlace.forEach((there) => {
    for (const { key, from } of withoutFallenCombinations(there, keys)) if (!keys.has(key)) open.push(from);
  });
  return open;
}
