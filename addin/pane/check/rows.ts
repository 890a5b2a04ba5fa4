import { type Place, ruleFor, type SendPolicy } from '../../../shared/policy/decide.ts';
import { type FindingType, findingTypes } from '../../../shared/scan/index.ts';
import type { Found } from './jobs.ts';

/** One line of "What we found": the same value of the same type in the same place, however often. */
export type Row = {
  key: string;
  type: FindingType;
  place: Place;
  why: string;
  excerpt: Found['excerpt'];
  times: number;
  isDismissed: boolean;
};
/**
 * All lines of one type; `openCount` of them were not called "not sensitive". `action`: what one of them
 * does in a message that goes outside.
 */
export type Group = { type: FindingType; action: 'secure' | 'warn'; rows: Row[]; openCount: number };

/**
 * Sorts the findings that the policy acts on into lines by type, types in the order of the scanner's list,
 * lines in that of the draft. What the policy lets be is no line: nothing would follow from it.
 */
export function groupRows(
  policy: SendPolicy,
  found: readonly Found[],
  dismissed: ReadonlySet<string>,
): Group[] {
  // By all that was found, so that what was called "not sensitive" keeps its line and its undoing.
  const actions = new Map(found.map(({ type }) => [type, ruleFor(policy, type, found)]));
  const rows = new Map<string, Row>();
  for (const one of found) {
    if (actions.get(one.type) === 'off' || one.confidence < policy.types[one.type].minConfidence) continue;
    const row = rows.get(one.key);
    if (row !== undefined) {
      row.times += 1;
      continue;
    }
    const { key, type, place, why, excerpt } = one;
    rows.set(key, { key, type, place, why, excerpt, times: 1, isDismissed: dismissed.has(key) });
  }
  const order = Object.keys(findingTypes);
  return [...Map.groupBy(rows.values(), (row) => row.type)]
    .map(([type, ofType]) => ({
      type,
      action: actions.get(type) === 'secure' ? ('secure' as const) : ('warn' as const),
      rows: ofType,
      openCount: ofType.filter((row) => !row.isDismissed).length,
    }))
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}

/** How many of each type the author called not sensitive, for the audit log. */
export function countDismissed(groups: readonly Group[]): { type: FindingType; count: number }[] {
  return groups
    .map(({ type, rows, openCount }) => ({ type, count: rows.length - openCount }))
    .filter(({ count }) => count > 0);
}
