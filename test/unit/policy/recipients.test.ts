import { describe, expect, it } from 'vitest';
import { classifyRecipients, emptyMemory, remember } from '../../../shared/policy/decide.ts';
import { policySchema, toSendPolicy } from '../../../shared/policy/index.ts';

const policy = toSendPolicy(
  policySchema.parse({
    organisation: { name: 'State of Example', domains: ['example.gov'] },
    send: { tlsDomains: [{ domain: 'hospital.org', owner: 'O', reason: 'R', since: '2026-01-01' }] },
  }),
);
const looksLike = (address: string) => classifyRecipients(policy, [address], null)[0]?.looksLike;

describe('classifyRecipients', () => {
  it('tells inside, TLS and outside apart by hashed domains, each address once', () => {
    const people = classifyRecipients(
      policy,
      ['A@Example.gov', 'a@example.gov', 'b@hospital.org', 'c@else.net'],
      null,
    );
    expect(people.map(({ address, kind }) => [address, kind])).toEqual([
      ['a@example.gov', 'inside'],
      ['b@hospital.org', 'tls'],
      ['c@else.net', 'outside'],
    ]);
  });
  it('does not take a subdomain for inside', () => {
    expect(classifyRecipients(policy, ['a@x.example.gov'], null)[0]?.kind).toBe('outside');
  });
  it.each([
    ['a@examp1e.gov', 'example.gov'],
    ['a@exarnple.gov', 'example.gov'],
    ['a@exmaple.gov', 'example.gov'],
    ['a@examplee.gov', 'example.gov'],
    ['a@example.com', 'example.gov'],
    ['a@hospitall.org', 'hospital.org'],
    ['a@gmial.com', 'gmail.com'],
  ])('%s looks like %s', (address, known) => {
    expect(looksLike(address)).toBe(known);
  });
  it.each([
    'a@gmail.com',
    'a@example.net',
    'a@city-of-portland.us',
    'a@aol.com',
    'a@mainehealth.net',
    'a@x.org',
  ])('%s looks like nobody', (address) => {
    expect(looksLike(address)).toBeNull();
  });
  it('knows domains that were written to before: they look like nobody, and others look like them', () => {
    const memory = remember(emptyMemory, ['pat@smithlaw.com']);
    const [known, twin] = classifyRecipients(policy, ['x@smithlaw.com', 'pat@smith1aw.com'], memory);
    expect(known).toMatchObject({ looksLike: null, isFirstTime: true });
    expect(twin).toMatchObject({ looksLike: 'smithlaw.com', isFirstTime: true });
  });
  it('tells who is written to for the first time, and says nothing where nothing is remembered', () => {
    const memory = remember(emptyMemory, ['Pat@example.net']);
    expect(classifyRecipients(policy, ['pat@example.net'], memory)[0]?.isFirstTime).toBe(false);
    expect(classifyRecipients(policy, ['sam@example.net'], memory)[0]?.isFirstTime).toBe(true);
    expect(classifyRecipients(policy, ['pat@example.net'], null)[0]?.isFirstTime).toBeNull();
  });
});
