import { describe, expect, it } from 'vitest';
import { type Reason, reasonInWords, tipInWords, unreadableInWords } from '../../../shared/policy/decide.ts';
import { type FindingType, findingTypes } from '../../../shared/scan/index.ts';

const found = (type: FindingType, count: number) =>
  reasonInWords({ code: 'sensitive', type, count, why: 'beside "SSN"' });

describe('words', () => {
  it.each([
    ['SSN', '1 Social Security number', '2 Social Security numbers'],
    ['HEALTH', '1 health term', '2 health terms'],
    ['DOB', '1 date of birth', '2 dates of birth'],
    ['SSN_LAST4', '1 ending of a Social Security number', '2 endings of Social Security numbers'],
    ['CITIZENSHIP', '1 citizenship or immigration term', '2 citizenship or immigration terms'],
    ['NAME', "1 person's name", "2 people's names"],
  ] as const)('count %s', (type, one, two) => {
    expect(found(type, 1)).toBe(one);
    expect(found(type, 2)).toBe(two);
  });
  it('have a plural of their own for every type', () => {
    for (const type of Object.keys(findingTypes) as FindingType[]) {
      expect(found(type, 1).slice(2)).not.toBe(found(type, 2).slice(2));
      expect(found(type, 2)).toMatch(/s\b/);
    }
  });
  it.each<[Reason, string]>([
    [{ code: 'subject_marker' }, 'The subject asks for it.'],
    [{ code: 'first_time', count: 1 }, 'You have not written to one of these people before.'],
    [{ code: 'first_time', count: 2 }, 'You have not written to 2 of these people before.'],
    [{ code: 'many_outsiders', count: 21 }, 'It goes to 21 people outside.'],
    [
      { code: 'look_alike', address: 'pat@examp1e.gov', looksLike: 'example.gov' },
      'pat@examp1e.gov looks like example.gov, but is another domain.',
    ],
    [
      { code: 'unreadable_attachment', name: 'a.zip', reason: 'encrypted' },
      '"a.zip" is locked or protected, so it could not be looked into.',
    ],
  ])('say %j', (reason, words) => {
    expect(reasonInWords(reason)).toBe(words);
  });
  it('are whole sentences for reasons, tips and attachments, without words of the trade', () => {
    const all = [
      ...(
        ['subject_marker', 'confidential', 'needless_confidential', 'not_complete', 'tls_protects'] as const
      ).map((code) => reasonInWords({ code })),
      ...(
        [
          'phone_first',
          'confidential_inside_changes_nothing',
          'confidential_not_needed',
          'guide_in_signature',
        ] as const
      ).map(tipInWords),
      ...(['encrypted', 'empty', 'too_large', 'bomb', 'unknown_format', 'broken', 'in_cloud'] as const).map(
        unreadableInWords,
      ),
    ];
    expect(new Set(all).size).toBe(all.length);
    for (const words of all) {
      expect(words).toMatch(/^\S.*\.$/);
      expect(words).not.toMatch(/login|decrypt|envelope|payload|TLS|parse|undefined/i);
    }
  });
});
