import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyRecipients, emptyMemory, remember } from '../../../shared/policy/decide.ts';
import { policySchema, toSendPolicy } from '../../../shared/policy/index.ts';

const policy = toSendPolicy(
  policySchema.parse({
    organisation: { name: 'State of Maine', domains: ['maine.gov', 'example.gov'] },
    send: {
      tlsDomains: [{ domain: 'hospital.org', owner: 'O', reason: 'R', since: '2026-01-01' }],
      genuineDomains: ['maine.org'],
    },
  }),
);
const memory = remember(emptyMemory, ['pat@smithlaw.com', 'sam@unitedway.org']);
const looksLike = (domain: string) => classifyRecipients(policy, [`a@${domain}`], memory)[0]?.looksLike;

describe('look-alikes', () => {
  it.each([
    // One letter less, more, other, or two swapped.
    ['exmple.gov', 'example.gov'],
    ['examplle.gov', 'example.gov'],
    ['exanple.gov', 'example.gov'],
    ['exmaple.gov', 'example.gov'],
    ['smithlawe.com', 'smithlaw.com'],
    ['gmial.com', 'gmail.com'],
    ['hotmal.com', 'hotmail.com'],
    // Letters that look alike, also several of them, and in the ending.
    ['examp1e.gov', 'example.gov'],
    ['exarnple.gov', 'example.gov'],
    ['exarnp1e.gov', 'example.gov'],
    ['maine.g0v', 'maine.gov'],
    ['h0sp1tal.org', 'hospital.org'],
    ['ma1ne.gov', 'maine.gov'],
    ['outl00k.com', 'outlook.com'],
    // Letters of another script, and with accents.
    ['ехаmple.gov', 'example.gov'],
    ['màine.gov', 'maine.gov'],
    // Hyphens, and the ending written into the name.
    ['ex-ample.gov', 'example.gov'],
    ['example-gov.org', 'example.gov'],
    ['examplegov.com', 'example.gov'],
    ['smithlaw-com.net', 'smithlaw.com'],
    ['unitedway-org.com', 'unitedway.org'],
    // Another ending.
    ['example.com', 'example.gov'],
    ['example.us', 'example.gov'],
    ['hospital.com', 'hospital.org'],
    ['maine.gv', 'maine.gov'],
    ['smithlaw.co', 'smithlaw.com'],
    ['gmail.con', 'gmail.com'],
    // Below and before.
    ['mail.examp1e.gov', 'example.gov'],
    ['example.gov.secure-mail.com', 'example.gov'],
  ])('%s looks like %s', (domain, known) => {
    expect(looksLike(domain)).toBe(known);
  });

  it.each([
    // Known, or below a known one.
    'gmail.com',
    'ymail.com',
    'mail.com',
    'aol.com',
    'smithlaw.com',
    'mail.smithlaw.com',
    'dhhs.example.gov',
    // Named as genuine by the policy, and below it.
    'maine.org',
    'mail.maine.org',
    // Only who is a school or an authority gets these.
    'maine.edu',
    'example.edu',
    // Others, some of them with a word or an ending of ours.
    'example.net',
    'mainehealth.org',
    'mainestate.com',
    'yahoo.fr',
    'unitedway.net',
    'portland.gov',
    'city-of-portland.us',
    'bangor.me.us',
    'x.org',
    'acme.co.uk',
    'lawsmith.com',
    'hospice.org',
    // Nothing that is a domain.
    '',
    'localhost',
    '.gov',
    'maine..gov',
    `${'a'.repeat(300)}.gov`,
  ])('%s looks like nobody', (domain) => {
    expect(looksLike(domain)).toBeNull();
  });

  it('take every single wrong letter of a known name for what it is', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('');
    fc.assert(
      fc.property(fc.nat({ max: 6 }), fc.constantFrom(...letters), (place, letter) => {
        const name = `example`.slice(0, place) + letter + `example`.slice(place + 1);
        expect(looksLike(`${name}.gov`)).toBe(name === 'example' ? null : 'example.gov');
      }),
    );
  });
  it('are never seen in domains that have nothing of a known one', () => {
    const label = fc
      .array(fc.constantFrom(...'bdfgjkqvwxz'.split('')), { minLength: 9, maxLength: 20 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(label, fc.constantFrom('com', 'org', 'gov', 'net', 'us'), (name, ending) => {
        expect(looksLike(`${name}.${ending}`)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
  it('answer for whatever stands in an address', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }), (addresses) => {
        for (const { looksLike: known } of classifyRecipients(policy, addresses, memory)) {
          expect(known === null || known.includes('.')).toBe(true);
        }
      }),
    );
  });
});
