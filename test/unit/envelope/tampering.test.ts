import { describe, expect, it } from 'vitest';
import { tamperWithMessages } from './tampering/messages.ts';
import { REFUSED } from './tampering/outcome.ts';
import { tamperWithParts } from './tampering/parts.ts';
import { everyPartOpens, noChangeOpens } from './tampering/properties.ts';

describe('whatever is tampered with is refused, with one and the same error', () => {
  it('within a part', async () => {
    const outcomes = await tamperWithParts();
    expect(Object.keys(outcomes).length).toBeGreaterThan(30);
    for (const [name, outcome] of Object.entries(outcomes)) expect(outcome, name).toBe(REFUSED);
  });

  it('within a message, by whoever answers for the service', async () => {
    const { 'the truth': truth, ...lies } = await tamperWithMessages();
    expect(truth).toBe('opened');
    expect(Object.keys(lies).length).toBeGreaterThan(20);
    for (const [name, outcome] of Object.entries(lies)) expect(outcome, name).toBe(REFUSED);
  });

  it('anywhere at all (property)', () => noChangeOpens(60));
  it('while what is whole opens, at any size and in any pieces (property)', () => everyPartOpens(25));
});
