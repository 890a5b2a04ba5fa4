import { type Finding, findingTypes } from '../../shared/scan/finding.ts';

/**
 * The findings of one part of a draft without combinations whose every identifying part was called not
 * sensitive: a name alone identifies nobody.
 */
export function withoutFallenCombinations<T extends Finding & { key: string }>(
  findings: readonly T[],
  dismissed: ReadonlySet<string>,
): T[] {
  return findings.filter((whole) => {
    if (whole.type !== 'COMBINATION') return true;
    const parts = findings.filter(
      ({ type, start, end }) =>
        type !== 'COMBINATION' && findingTypes[type].alarms && start >= whole.start && end <= whole.end,
    );
    return parts.length === 0 || parts.some(({ key }) => !dismissed.has(key));
  });
}
