import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  builtInSendPolicy,
  classifyRecipients,
  emptyMemory,
  type Memory,
  readMemory,
  remember,
  remembersWell,
  writeMemory,
} from '../../../shared/policy/decide.ts';

const people = (count: number, domains = 700) =>
  Array.from({ length: count }, (_, i) => `p${i}@d${i % domains}.net`);
const isFirst = (memory: Memory | null, address: string) =>
  classifyRecipients(builtInSendPolicy('example.gov'), [address], memory)[0]?.isFirstTime;

describe('the memory of people', () => {
  it('survives being written and read', () => {
    const memory = remember(emptyMemory, people(3000));
    expect(readMemory(writeMemory(memory, 1_000_000))).toEqual(memory);
    expect(readMemory(writeMemory(emptyMemory, 8000))).toEqual(emptyMemory);
  });
  it('forgets the oldest first, and knows a thousand people in 8,000 characters', () => {
    const read = readMemory(writeMemory(remember(emptyMemory, people(3000)), 8000));
    expect(read?.people.length).toBeGreaterThan(1000);
    expect(isFirst(read, 'p2999@d199.net')).toBe(false);
    expect(isFirst(read, 'p0@d0.net')).toBe(true);
  });
  it('makes whom one writes to again the newest', () => {
    const old = remember(emptyMemory, people(3000));
    const read = readMemory(writeMemory(remember(old, ['P0@d0.net']), 8000));
    expect(isFirst(read, 'p0@d0.net')).toBe(false);
    expect(read?.people).toHaveLength(new Set(read?.people).size);
  });
  it('holds no address in clear', () => {
    expect(writeMemory(remember(emptyMemory, ['pat@example.net']), 8000)).toMatch(/^1\.[\w-]{6}\.[\w-]{6}$/);
  });
  it('says when somebody should be remembered anew', () => {
    const memory = remember(emptyMemory, people(100));
    expect(remembersWell(memory, ['p99@d99.net'])).toBe(true);
    expect(remembersWell(memory, ['p0@d0.net'])).toBe(false);
    expect(remembersWell(memory, ['new@d99.net'])).toBe(false);
    expect(remembersWell(emptyMemory, [])).toBe(true);
  });
  it('never grows over its limit, and what is left are its newest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.emailAddress(), { maxLength: 60 }),
        fc.integer({ min: 3, max: 400 }),
        (all, limit) => {
          const memory = remember(emptyMemory, all);
          const text = writeMemory(memory, limit);
          expect(text.length).toBeLessThanOrEqual(limit);
          const read = readMemory(text);
          expect(read).not.toBeNull();
          const { people: kept = [], domains = [] } = read ?? {};
          expect(kept).toEqual(memory.people.slice(memory.people.length - kept.length));
          expect(domains).toEqual(memory.domains.slice(memory.domains.length - domains.length));
        },
      ),
    );
  });
  it('is null for anything that it did not write', () => {
    fc.assert(fc.property(fc.anything(), (value) => readMemory(value) === null || typeof value === 'string'));
    for (const text of ['', '1', '2.aaaaaa.bbbbbb', '1.aaaaa.bbbbbb', '1.a.b.c'])
      expect(readMemory(text)).toBeNull();
  });
});
