import type { FindingType } from '../scan/index.ts';
import { partitionPoint } from '../scan/partition-point.ts';
import { type PlacedFinding, placeKey } from './facts.ts';

/** Findings that say who somebody is. */
const PERSONS: readonly FindingType[] = [
  'NAME',
  'SSN',
  'ITIN',
  'DL',
  'PASSPORT',
  'ANUM',
  'MRN',
  'MBI',
  'COMBINATION',
];
/** A line or two: "Pat Doe" above, "DOB 3/4/1980" below. */
const BESIDE_CHARS = 200;

/** Persons of one place, sorted by start; `ends[i]`: the farthest end of the first i + 1. */
type Persons = { starts: number[]; ends: number[] };

/**
 * Makes the question whether somebody is named or numbered within 200 characters of a finding, in the same place
 * and by a finding of another type. Costs the logarithm of their number: a list has thousands of both.
 */
export function besidePersonIn(
  findings: readonly PlacedFinding[],
  type: FindingType,
): (finding: PlacedFinding) => boolean {
  const byPlace = new Map<string, Persons>();
  const persons = findings.filter((one) => one.type !== type && PERSONS.indexOf(one.type) >= 0);
  for (const { place, start, end } of persons.sort((a, b) => a.start - b.start)) {
    const key = placeKey(place);
    const { starts, ends } = byPlace.get(key) ?? { starts: [], ends: [] };
    byPlace.set(key, { starts, ends });
    ends.push(Math.max(end, ends[ends.length - 1] ?? end));
    starts.push(start);
  }
  return ({ place, start, end }) => {
    const { starts, ends } = byPlace.get(placeKey(place)) ?? { starts: [], ends: [] };
    const count = partitionPoint(starts.length, (i) => (starts[i] ?? 0) <= end + BESIDE_CHARS);
    return count > 0 && (ends[count - 1] ?? 0) >= start - BESIDE_CHARS;
  };
}
