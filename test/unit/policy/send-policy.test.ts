import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configAnswerSchema } from '../../../shared/api/schemas.ts';
import {
  builtInSendPolicy,
  changedPacks,
  classifyRecipients,
  compactSendPolicy,
  decide,
  parseSendPolicy,
  type SendFacts,
} from '../../../shared/policy/decide.ts';
import { policySchema, toSendPolicy } from '../../../shared/policy/index.ts';
import { builtInPacks } from '../../../shared/scan/index.ts';

const tls = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    domain: `partner${i}.org`,
    owner: 'Sam Ortiz',
    reason: 'Agreed in January',
    since: '2026-01-15',
  }));
const organisation = { name: 'State of Example', domains: ['example.gov', 'dhhs.example.gov'] };
const policyWith = (more: object) => toSendPolicy(policySchema.parse({ organisation, ...more }));
const policy = policyWith({
  scan: {
    types: {
      DOB: { action: 'off' },
      SSN: { action: 'warn', minCount: 2 },
      EIN: { action: 'warn', besidePerson: 'secure' },
    },
    packs: { health: { threshold: 5, add: [{ term: 'case worker' }], remove: ['diabetes'] } },
  },
  send: { tlsDomains: tls(2), genuineDomains: ['example.org'], mode: 'PromptUser' },
});

describe('the policy as it is served', () => {
  it('has the built-in rules where the organisation says nothing, and its own where it does', () => {
    const { types } = policy;
    const built = builtInSendPolicy('example.gov').types;
    expect(types.CREDIT_CARD).toEqual(built.CREDIT_CARD);
    expect(types.DOB).toEqual({ action: 'off', besidePerson: null, minConfidence: 0.85, minCount: 1 });
    expect(types.SSN).toEqual({ action: 'warn', besidePerson: null, minConfidence: 0.75, minCount: 2 });
    expect(types.EIN.besidePerson).toBe('secure');
  });
  it('is by default what is built into the add-in, but for the organisation itself', () => {
    const { insideDomainHashes, ...own } = toSendPolicy(
      policySchema.parse({ organisation: { name: '-', domains: ['example.gov'] } }),
    );
    const built = builtInSendPolicy('example.gov');
    expect(insideDomainHashes).toEqual(built.insideDomainHashes);
    expect({ ...built, ...own, organisation: '' }).toEqual(built);
  });
  it('has the form that the API describes', () => {
    expect(configAnswerSchema.shape.send.parse(policy)).toEqual(policy);
  });
  it('says no domain, and nothing of who answers for one or why', () => {
    const text = JSON.stringify(policy);
    for (const word of ['example.gov', 'example.org', 'partner0', 'Sam Ortiz', 'January', '2026-01-15'])
      expect(text).not.toContain(word);
  });
});

describe('domains and markers', () => {
  it('are the same in capitals', () => {
    const loud = policyWith({
      send: {
        subjectMarkers: ['[SECURE]'],
        tlsDomains: tls(1).map((one) => ({ ...one, domain: 'Partner0.ORG' })),
      },
    });
    expect(loud.subjectMarkers).toEqual(['[secure]']);
    expect(classifyRecipients(loud, ['a@partner0.org'], null)[0]?.kind).toBe('tls');
  });
});

describe('a policy that is wrong', () => {
  it.each([
    [{ scan: { types: { SNN: { action: 'warn' } } } }, 'scan.types'],
    [{ scan: { types: { SSN: { action: 'warn', minConfidence: 2 } } } }, 'scan.types.SSN.minConfidence'],
    [{ scan: { packs: { healht: { isOff: true } } } }, 'scan.packs'],
    [{ send: { subjectMarkers: ['ab'] } }, 'send.subjectMarkers.0'],
    [{ send: { tlsDomains: [{ domain: 'hospital.org' }] } }, 'send.tlsDomains.0.owner'],
    [{ send: { mode: 'Hard' } }, 'send.mode'],
    [{ send: { unknown: 1 } }, 'send'],
  ])('is refused by the name of the setting: %j', (more, path) => {
    const { error } = policySchema.safeParse({ organisation, ...more });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });
});

describe('parseSendPolicy', () => {
  it('reads back what was served, and the copy that was kept', () => {
    expect(parseSendPolicy(JSON.parse(JSON.stringify(policy)), 'else.gov')).toEqual(policy);
    const kept = parseSendPolicy(JSON.parse(compactSendPolicy(policy) ?? ''), 'else.gov');
    expect({ ...kept, insideDomainHashes: [], tlsDomainHashes: [], genuineDomainHashes: [] }).toEqual({
      ...policy,
      insideDomainHashes: [],
      tlsDomainHashes: [],
      genuineDomainHashes: [],
    });
  });
  it('keeps what is right of a policy that is half wrong', () => {
    const read = parseSendPolicy(
      {
        types: { SSN: { action: 'maybe', minConfidence: 9, minCount: 3 }, NONE: { action: 'off' } },
        packs: { health: 7, financial: { isOff: 1, threshold: -2, add: [{ term: 3 }, null], remove: 'x' } },
        subjectMarkers: [1, '[geheim]'],
        maxOutsiders: -1,
        unreadable: 'secure',
        mode: 'None',
        guide: [],
      },
      'example.gov',
    );
    const built = builtInSendPolicy('example.gov');
    expect(read).toEqual({
      ...built,
      types: { ...built.types, SSN: { ...built.types.SSN, minCount: 3 } },
      packs: { financial: { isOff: false, threshold: null, add: [], remove: [] } },
      subjectMarkers: ['[geheim]'],
      unreadable: 'secure',
    });
  });
  it('makes a policy of anything, and every message can be decided on by it', () => {
    const keys = Object.keys(policy) as (keyof typeof policy)[];
    const halfWrong = fc
      .tuple(fc.constantFrom(...keys), fc.anything())
      .map(([key, value]) => ({ ...policy, [key]: value }));
    const facts: SendFacts = {
      recipients: [],
      subject: 'Confidential: 1',
      isConfidential: true,
      findings: [
        { type: 'SSN', start: 0, end: 9, confidence: 0.9, why: '', place: { part: 'attachment', name: 'a' } },
      ],
      unreadable: [{ name: 'a', reason: 'bomb' }],
      isComplete: false,
      canSendAnyway: true,
    };
    fc.assert(
      fc.property(fc.oneof(halfWrong, fc.anything()), (value) => {
        const read = parseSendPolicy(value, 'example.gov');
        const recipients = classifyRecipients(read, ['a@b.org', 'b@example.gov', ''], null);
        expect(['send', 'warn', 'secure']).toContain(decide(read, { ...facts, recipients }).action);
        expect(changedPacks(builtInPacks, read.packs).length).toBeLessThanOrEqual(builtInPacks.length);
        expect(parseSendPolicy(JSON.parse(JSON.stringify(read)), 'example.gov')).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the copy for roaming settings', () => {
  it('tells the same people apart as the policy itself', () => {
    const kept = parseSendPolicy(JSON.parse(compactSendPolicy(policy) ?? ''), '');
    const people = [
      'a@example.gov',
      'a@dhhs.example.gov',
      'a@partner1.org',
      'a@partner7.org',
      'a@examp1e.gov',
    ];
    expect(classifyRecipients(kept, people, null)).toEqual(classifyRecipients(policy, people, null));
  });
  it('fits, leaves out what is least missed, and never a domain of its own', () => {
    const add = Array.from({ length: 500 }, (_, i) => ({ term: `a term of our own ${i}` }));
    const packs = { health: { add }, profanity: { isOff: true, remove: ['damn'] } };
    const some = policyWith({ scan: { packs }, send: { tlsDomains: tls(300) } });
    const text = compactSendPolicy(some) ?? '';
    expect(text.length).toBeLessThanOrEqual(20_000);
    const kept = parseSendPolicy(JSON.parse(text), '');
    expect(kept.tlsDomainHashes).toHaveLength(300);
    expect(kept.packs.profanity?.isOff).toBe(true);
    expect(kept.packs.health?.add).toEqual([]);

    const many = compactSendPolicy(policyWith({ send: { tlsDomains: tls(5000) } })) ?? '';
    expect(many.length).toBeLessThanOrEqual(20_000);
    expect(many.length).toBeGreaterThan(19_900);
    const keptMany = parseSendPolicy(JSON.parse(many), '');
    expect(classifyRecipients(keptMany, ['a@dhhs.example.gov'], null)[0]?.kind).toBe('inside');
    expect(classifyRecipients(keptMany, ['a@partner0.org'], null)[0]?.kind).toBe('tls');
    expect(classifyRecipients(keptMany, ['a@partner4999.org'], null)[0]?.kind).toBe('outside');
  });
  it('is none where even the domains are too many', () => {
    const hashes = Array.from({ length: 2000 }, (_, i) => `${i}`.padStart(43, 'A'));
    expect(compactSendPolicy({ ...policy, insideDomainHashes: hashes })).toBeNull();
  });
});

describe('changedPacks', () => {
  it('adds, reweighs and removes terms, sets the threshold, and leaves lexicons out', () => {
    const [pack] = builtInPacks;
    if (pack === undefined) throw new Error('no packs');
    const [first, second] = pack.terms;
    const change = {
      isOff: false,
      threshold: 9,
      add: [
        { term: 'case worker', weight: 2, strong: true, alone: false },
        { term: first?.term ?? '', weight: 7, strong: false, alone: false },
      ],
      remove: [second?.term ?? ''],
    };
    const [changed] = changedPacks(builtInPacks, { [pack.id]: change });
    expect(changed?.threshold).toBe(9);
    expect(changed?.terms).toHaveLength(pack.terms.length);
    expect(changed?.terms.filter(({ term }) => term === first?.term)).toEqual([change.add[1]]);
    expect(changed?.terms.some(({ term }) => term === second?.term)).toBe(false);
    const off = changedPacks(builtInPacks, { [pack.id]: { ...change, isOff: true } });
    expect(off.map(({ id }) => id)).toEqual(builtInPacks.slice(1).map(({ id }) => id));
  });
});
