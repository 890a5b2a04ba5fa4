import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  builtInSendPolicy,
  type Decision,
  decide,
  type PlacedFinding,
  parseSendPolicy,
  type RecipientFact,
  type SendFacts,
} from '../../../shared/policy/decide.ts';
import { hasMarker } from '../../../shared/policy/markers.ts';
import { type FindingType, findingTypes } from '../../../shared/scan/index.ts';

const policy = builtInSendPolicy('example.gov');
const types = Object.keys(findingTypes) as FindingType[];
const person = (kind: RecipientFact['kind'], more: Partial<RecipientFact> = {}): RecipientFact => ({
  address: `pat@${kind}.example.net`,
  kind,
  looksLike: null,
  isFirstTime: false,
  ...more,
});
const finding = (type: FindingType, confidence = 0.95): PlacedFinding => ({
  type,
  confidence,
  start: 0,
  end: 11,
  why: 'beside "SSN"',
  place: { part: 'body' },
});
const facts = (more: Partial<SendFacts> = {}): SendFacts => ({
  recipients: [person('outside')],
  subject: 'Lunch',
  isConfidential: false,
  findings: [],
  unreadable: [],
  isComplete: true,
  canSendAnyway: true,
  ...more,
});
const codes = ({ reasons }: Decision) => reasons.map(({ code }) => code);

describe('decide', () => {
  it('lets a clean message go outside', () => {
    expect(decide(policy, facts())).toEqual({ action: 'send', reasons: [], tips: [] });
  });
  it('lets everything go that stays inside, and says that Confidential changes nothing there', () => {
    const inside = [person('inside')];
    const more = {
      recipients: inside,
      findings: [finding('SSN')],
      subject: '[secure] x',
      isConfidential: true,
    };
    expect(decide(policy, facts(more))).toEqual({
      action: 'send',
      reasons: [],
      tips: ['confidential_inside_changes_nothing'],
    });
    expect(decide(policy, facts({ recipients: inside })).tips).toEqual([]);
  });
  it('secures what is sensitive, with type, count and why', () => {
    const decision = decide(policy, facts({ findings: [finding('SSN'), finding('SSN', 0.8)] }));
    expect(decision.action).toBe('secure');
    expect(decision.reasons).toEqual([{ code: 'sensitive', type: 'SSN', count: 2, why: 'beside "SSN"' }]);
  });
  it('leaves alone what is not sure enough or turned off', () => {
    expect(
      decide(policy, facts({ findings: [finding('SSN', 0.65), finding('EIN'), finding('PHONE')] })).action,
    ).toBe('send');
  });
  it('counts what is sure enough, and says why of the surest', () => {
    const findings = [finding('SSN', 0.65), finding('SSN', 0.8), { ...finding('SSN'), why: 'surest' }];
    expect(decide(policy, facts({ findings })).reasons).toEqual([
      { code: 'sensitive', type: 'SSN', count: 2, why: 'surest' },
    ]);
  });
  it.each(['DOB', 'SSN_LAST4'] as const)('asks about a %s alone, and secures it beside a person', (type) => {
    const at = (start: number, other: Partial<PlacedFinding> = {}) => ({
      ...finding(type),
      start,
      end: start + 10,
      ...other,
    });
    const name = (start: number, place: PlacedFinding['place']) =>
      at(start, { type: 'NAME', confidence: 0.7, place });
    const body = { part: 'body' } as const;
    const file = (called: string) => ({ part: 'attachment', name: called }) as const;
    const actionOf = (findings: PlacedFinding[]) => decide(policy, facts({ findings })).action;
    expect(actionOf([at(300)])).toBe('warn');
    expect(actionOf([at(300), at(320)])).toBe('warn');
    expect(actionOf([at(300), name(90, body)])).toBe('secure');
    expect(actionOf([at(300), name(510, body)])).toBe('secure');
    expect(actionOf([at(300), name(89, body), name(511, body)])).toBe('warn');
    expect(actionOf([at(300), name(300, { part: 'subject' })])).toBe('warn');
    expect(actionOf([at(300, { place: file('a') }), name(300, file('b'))])).toBe('warn');
    expect(actionOf([at(300, { place: file('a') }), name(300, file('a'))])).toBe('secure');
    // A long combination around it is beside it too.
    expect(
      actionOf([at(900), at(0, { type: 'NAME', end: 3 }), at(0, { type: 'COMBINATION', end: 900 })]),
    ).toBe('secure');
    const said = parseSendPolicy({ types: { [type]: { action: 'warn' } } }, 'example.gov');
    expect(decide(said, facts({ findings: [at(300), name(300, body)] })).action).toBe('warn');
  });
  it.each([
    [
      'secure',
      ['SSN', 'ITIN', 'CREDIT_CARD', 'BANK_ACCOUNT', 'IBAN', 'DL', 'PASSPORT', 'ANUM', 'MRN', 'MBI'],
    ],
    ['secure', ['PASSWORD', 'HEALTH', 'FINANCIAL', 'MAIDEN_NAME', 'CITIZENSHIP', 'ETHNICITY_RELIGION']],
    ['secure', ['SEXUAL_ORIENTATION', 'CRIMINAL_HISTORY', 'COMBINATION']],
    ['warn', ['DOB', 'SSN_LAST4', 'DEA', 'PROFANITY']],
    ['send', ['EIN', 'ABA', 'NPI', 'VIN', 'NAME', 'EMAIL', 'PHONE']],
  ] as const)('by default: %s for %j', (action, some) => {
    for (const type of some)
      expect([type, decide(policy, facts({ findings: [finding(type)] })).action]).toEqual([type, action]);
  });
  it('counts by policy', () => {
    const two = parseSendPolicy({ types: { DOB: { action: 'secure', minCount: 2 } } }, 'example.gov');
    expect(decide(two, facts({ findings: [finding('DOB')] })).action).toBe('send');
    expect(decide(two, facts({ findings: [finding('DOB'), finding('DOB')] })).action).toBe('secure');
  });
  it('secures a marked subject, also to domains with enforced TLS', () => {
    for (const kind of ['outside', 'tls'] as const) {
      const decision = decide(policy, facts({ subject: 'RE: [Secure] lunch', recipients: [person(kind)] }));
      expect(decision.action).toBe('secure');
      expect(codes(decision)).toEqual(['subject_marker']);
    }
  });
  it('lets sensitive mail go where TLS protects all of it, and says so', () => {
    const decision = decide(
      policy,
      facts({ recipients: [person('tls'), person('inside')], findings: [finding('SSN')] }),
    );
    expect(decision).toEqual({ action: 'send', reasons: [{ code: 'tls_protects' }], tips: [] });
    const mixed = facts({ recipients: [person('tls'), person('outside')], findings: [finding('SSN')] });
    expect(decide(policy, mixed).action).toBe('secure');
  });
  it('asks whether Confidential is needed where nothing was found, and secures where something was', () => {
    const decision = decide(policy, facts({ isConfidential: true }));
    expect(decision.action).toBe('warn');
    expect(codes(decision)).toEqual(['needless_confidential']);
    expect(decision.tips).toEqual(['confidential_not_needed']);
    const meant = decide(policy, facts({ isConfidential: true, findings: [finding('DOB')] }));
    expect(meant.action).toBe('secure');
    expect(codes(meant)).toEqual(['confidential', 'sensitive']);
  });
  it.each([
    ['warn', 'warn'],
    ['secure', 'secure'],
    ['ignore', 'send'],
  ])('an attachment that cannot be read: policy %s, action %s', (unreadable, action) => {
    const parsed = parseSendPolicy({ unreadable }, 'example.gov');
    expect(decide(parsed, facts({ unreadable: [{ name: 'a.zip', reason: 'encrypted' }] })).action).toBe(
      action,
    );
  });
  it('asks where there was no time for all of it', () => {
    expect(codes(decide(policy, facts({ isComplete: false })))).toEqual(['not_complete']);
  });
  it('asks about people who look wrong', () => {
    const twin = decide(policy, facts({ recipients: [person('outside', { looksLike: 'example.gov' })] }));
    expect(codes(twin)).toEqual(['look_alike']);
    const many = Array.from({ length: 21 }, () => person('outside'));
    expect(codes(decide(policy, facts({ recipients: many })))).toEqual(['many_outsiders']);
    const first = facts({ recipients: [person('outside', { isFirstTime: true })] });
    expect(decide(policy, first).action).toBe('send');
    expect(codes(decide(parseSendPolicy({ firstTime: 'warn' }, 'x.gov'), first))).toEqual(['first_time']);
  });
  it('advises a call to people who get a secure message for the first time, and the guide where there is one', () => {
    const guided = parseSendPolicy(
      { guide: { link: 'https://x.example/guide', tagline: 't' } },
      'example.gov',
    );
    const first = facts({
      recipients: [person('outside', { isFirstTime: true })],
      findings: [finding('SSN')],
    });
    expect(decide(guided, first).tips).toEqual(['phone_first', 'guide_in_signature']);
  });
  it('lets a warning go where Send Anyway cannot be shown, and secures all the same', () => {
    const blind = { canSendAnyway: false };
    const warned = decide(policy, facts({ ...blind, isConfidential: true }));
    expect(warned.action).toBe('send');
    expect(codes(warned)).toEqual(['needless_confidential']);
    expect(decide(policy, facts({ ...blind, findings: [finding('SSN')] })).action).toBe('secure');
  });
});

const RANK = { send: 0, warn: 1, secure: 2 };
const anyFinding = fc.record({
  type: fc.constantFrom(...types),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  start: fc.nat(),
  end: fc.nat(),
  why: fc.string(),
  place: fc.constant({ part: 'body' as const }),
});
const anyPerson = fc.record({
  address: fc.constant('pat@example.net'),
  kind: fc.constantFrom('inside' as const, 'tls' as const, 'outside' as const),
  looksLike: fc.option(fc.constant('example.gov')),
  isFirstTime: fc.option(fc.boolean()),
});
const anyFacts: fc.Arbitrary<SendFacts> = fc.record({
  recipients: fc.array(anyPerson, { maxLength: 30 }),
  subject: fc.constantFrom('Lunch', '[secure] lunch', 'Confidential: lunch', ''),
  isConfidential: fc.boolean(),
  findings: fc.array(anyFinding, { maxLength: 8 }),
  unreadable: fc.array(fc.constant({ name: 'a.zip', reason: 'encrypted' as const }), { maxLength: 2 }),
  isComplete: fc.boolean(),
  canSendAnyway: fc.boolean(),
});
/** Rules of every kind, so that findings count in different ways. */
const anyRules = fc
  .dictionary(
    fc.constantFrom(...types),
    fc.record(
      {
        action: fc.constantFrom('secure', 'warn', 'off'),
        besidePerson: fc.constantFrom('secure', 'warn', 'off'),
        minConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
        minCount: fc.integer({ min: 1, max: 4 }),
      },
      { requiredKeys: [] },
    ),
  )
  .map((rules) => parseSendPolicy({ types: rules }, 'example.gov'));
const anyPolicy = fc.oneof(
  anyRules,
  fc.anything().map((value) => parseSendPolicy(value, 'example.gov')),
);

describe('decide, for all facts and policies', () => {
  it('gives tips alone where nobody is outside', () => {
    fc.assert(
      fc.property(anyPolicy, anyFacts, (one, some) => {
        const recipients = some.recipients.map((recipient) => ({ ...recipient, kind: 'inside' as const }));
        const { reasons, tips } = decide(one, { ...some, recipients });
        expect(reasons).toEqual([]);
        expect(tips).toEqual(some.isConfidential ? ['confidential_inside_changes_nothing'] : []);
      }),
    );
  });
  it('says of TLS alone that it protects, and lets it go unless the subject is marked', () => {
    fc.assert(
      fc.property(anyPolicy, anyFacts, (one, some) => {
        const inside = some.recipients.filter(({ kind }) => kind === 'inside');
        const decision = decide(one, { ...some, subject: 'Lunch', recipients: [...inside, person('tls')] });
        if (!hasMarker(one, 'Lunch'))
          expect(decision).toEqual({ action: 'send', reasons: [{ code: 'tls_protects' }], tips: [] });
        const marked = decide(policy, {
          ...some,
          subject: '[encrypt]',
          recipients: [...inside, person('tls')],
        });
        expect(marked.action).toBe('secure');
      }),
    );
  });
  it('sends with its reasons what it would have asked about, where it cannot ask', () => {
    fc.assert(
      fc.property(anyPolicy, anyFacts, (one, some) => {
        const asking = decide(one, { ...some, canSendAnyway: true });
        const mute = decide(one, { ...some, canSendAnyway: false });
        expect(mute).toEqual(asking.action === 'warn' ? { ...asking, action: 'send' } : asking);
      }),
    );
  });
  it('depends on what was found, and not on the order', () => {
    fc.assert(
      fc.property(anyPolicy, anyFacts, (one, some) => {
        const turned = {
          ...some,
          findings: some.findings.toReversed(),
          recipients: some.recipients.toReversed(),
        };
        expect(decide(one, turned).action).toBe(decide(one, some).action);
      }),
    );
  });
  it('never holds up what stays inside', () => {
    fc.assert(
      fc.property(anyPolicy, anyFacts, (one, some) => {
        const recipients = some.recipients.map((recipient) => ({ ...recipient, kind: 'inside' as const }));
        expect(decide(one, { ...some, recipients }).action).toBe('send');
      }),
    );
  });
  it('never does less for one more finding', () => {
    fc.assert(
      fc.property(anyRules, anyFacts, anyFinding, (one, some, more) => {
        const before = decide(one, some).action;
        const after = decide(one, { ...some, findings: [...some.findings, more] }).action;
        expect(RANK[after]).toBeGreaterThanOrEqual(RANK[before]);
      }),
    );
  });
  it('always secures a marked subject that goes outside', () => {
    fc.assert(
      fc.property(anyFacts, (some) => {
        const recipients = [...some.recipients, person('outside')];
        expect(decide(policy, { ...some, recipients, subject: 'x [SECURE]' }).action).toBe('secure');
      }),
    );
  });
  it('gives a reason for whatever it holds up, and never warns where it cannot', () => {
    fc.assert(
      fc.property(anyPolicy, anyFacts, (one, some) => {
        const { action, reasons } = decide(one, some);
        if (action !== 'send') expect(reasons.length).toBeGreaterThan(0);
        if (!some.canSendAnyway) expect(action).not.toBe('warn');
      }),
    );
  });
});
