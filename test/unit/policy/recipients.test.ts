import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  builtInSendPolicy,
  classifyRecipients,
  emptyMemory,
  parseSendPolicy,
  readMemory,
  remember,
  writeMemory,
} from '../../../shared/policy/decide.ts';
import { policySchema, toSendPolicy } from '../../../shared/policy/index.ts';
import { sha256 } from '../../../shared/policy/sha256.ts';

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

describe('the memory of people', () => {
  it('survives being written and read, and forgets the oldest first', () => {
    const all = Array.from({ length: 3000 }, (_, i) => `p${i}@d${i % 700}.net`);
    const memory = remember(emptyMemory, all);
    const text = writeMemory(memory, 8000);
    expect(text.length).toBeLessThanOrEqual(8000);
    const read = readMemory(text);
    expect(read?.people.length).toBeGreaterThan(1000);
    expect(read?.people.at(-1)).toBe(memory.people.at(-1));
    expect(readMemory(writeMemory(memory, 1_000_000))).toEqual(memory);
  });
  it('is null for anything else', () => {
    fc.assert(fc.property(fc.anything(), (value) => readMemory(value) === null || typeof value === 'string'));
    for (const text of ['', '1', '2.aaaaaa.bbbbbb', '1.aaaaa.bbbbbb', '1.a.b.c'])
      expect(readMemory(text)).toBeNull();
  });
});

describe('the policy on send', () => {
  it('is read back from its JSON as it was', () => {
    expect(parseSendPolicy(JSON.parse(JSON.stringify(policy)), 'else.gov')).toEqual(policy);
  });
  it('is the built-in one for whatever is none', () => {
    for (const value of [null, 1, 'x', [], undefined]) {
      expect(parseSendPolicy(value, 'example.gov')).toEqual(builtInSendPolicy('example.gov'));
    }
  });
  it('names no domain and nobody who answers for one', () => {
    const text = JSON.stringify(policy);
    for (const word of ['example.gov', 'hospital.org', '"O"', 'owner']) expect(text).not.toContain(word);
  });
});

describe('sha256', () => {
  it('agrees with the published vectors (FIPS 180-4 examples)', () => {
    expect(Buffer.from(sha256('abc'), 'base64url').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(
      Buffer.from(sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'), 'base64url').toString(
        'hex',
      ),
    ).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
  });
  it('agrees with Node for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text.toWellFormed()).digest('base64url'));
      }),
    );
  });
});
