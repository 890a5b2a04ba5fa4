import { describe, expect, it } from 'vitest';
import { findIn } from '../../../../addin/pane/check/find.ts';
import { countDismissed, groupRows } from '../../../../addin/pane/check/rows.ts';
import { parseSendPolicy } from '../../../../shared/policy/decide.ts';
import { createScanner } from '../../../../shared/scan/index.ts';

const policy = parseSendPolicy({}, 'example.gov');
const found = findIn(
  createScanner(),
  'SSN 524-71-2033, again SSN 524 71 2033, and SSN 526-33-1290. MRN: 00839127. VIN 1HGCM82633A004352. Write to pat@example.net.',
  { part: 'body' },
);
const [first] = found;
const dismissed = new Set([first?.key ?? '']);

describe('the lines of what was found', () => {
  it('are one for each value, by type, without what no policy acts on', () => {
    const groups = groupRows(policy, found, new Set());
    expect(groups.map(({ type, rows }) => [type, rows.map(({ times }) => times)])).toEqual([
      ['SSN', [2, 1]],
      ['MRN', [1]],
    ]);
  });

  it('keep what was called not sensitive, and count it for the audit log', () => {
    const groups = groupRows(policy, found, dismissed);
    expect(groups[0]?.openCount).toBe(1);
    expect(groups[0]?.rows.map(({ isDismissed }) => isDismissed)).toEqual([true, false]);
    expect(countDismissed(groups)).toEqual([{ type: 'SSN', count: 1 }]);
    expect(countDismissed(groupRows(policy, found, new Set()))).toEqual([]);
  });

  it('are what the policy acts on, and keep their undoing when too few are left', () => {
    const { types } = policy;
    const strict = {
      ...policy,
      types: { ...types, SSN: { ...types.SSN, action: 'warn', minCount: 3 } },
    } as const;
    const groups = groupRows(strict, found, dismissed);
    expect(groups.map(({ type, action, rows }) => [type, action, rows.length])).toEqual([
      ['SSN', 'warn', 2],
      ['MRN', 'secure', 1],
    ]);
    expect(groupRows({ ...policy, types: { ...types, SSN: types.VIN } }, found, dismissed)).toHaveLength(1);
  });
});
