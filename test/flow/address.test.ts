import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { mailsThatFit, nameAddress, newestMail, startAccountStack } from './account-stack.ts';
import { createBrowser, letterTo, nextCode, paneClient, portalClient, register, sendAs } from './clients.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const password = 'correct horse battery';

let stack: Stack;
let stop: () => Promise<void>;
let nowMs = Date.now();

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('address'));
});
afterAll(async () => stop?.());

async function registered(address: string, browser = createBrowser()) {
  await nameAddress(stack, address, nowMs);
  return register(stack, address, browser);
}
async function moveClock(byMs: number): Promise<void> {
  nowMs += byMs;
  await stack.moveClock(byMs);
}
const other = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a change of address', () => {
  it('takes both codes, moves the account, and tells both addresses', async () => {
    const client = await registered('old@example.net');
    await expect.poll(async () => (await client.mailbox('inbox')).rows.length).toBe(1);
    await client.changeAddress('New@Example.org');
    const oldCode = await nextCode(stack, 'old@example.net', 1);
    const newCode = await nextCode(stack, 'new@example.org');
    expect((await newestMail(stack, 'old@example.net', oldCode)).text).toContain('new@example.org');
    const wrong = (field: string) => ({ code: 'code_wrong', facts: { field } });
    await expect(client.confirmAddress(newCode, oldCode)).rejects.toMatchObject(wrong('oldCode'));
    await expect(client.confirmAddress(oldCode, other(newCode))).rejects.toMatchObject(wrong('newCode'));
    // In another browser of the same person the codes are worth nothing.
    const elsewhere = portalClient(stack);
    await elsewhere.signIn({ address: 'old@example.net', password });
    await expect(elsewhere.confirmAddress(oldCode, newCode)).rejects.toMatchObject({ code: 'code_wrong' });

    await client.mailReset('old@example.net');
    const resetMail = await newestMail(stack, 'old@example.net', 'is your code', 2);
    await client.confirmAddress(oldCode, newCode);
    expect(await client.me()).toMatchObject({ address: 'new@example.org' });
    expect((await client.mailbox('inbox')).rows).toHaveLength(1);
    await newestMail(stack, 'old@example.net', 'Your address was changed');
    await newestMail(stack, 'new@example.org', 'Your address was changed');
    await expect(client.confirmAddress(oldCode, newCode)).rejects.toMatchObject({ code: 'code_wrong' });

    // What was mailed to the old address, and the address itself, lead nowhere any more.
    const link = /#link=([A-Za-z0-9_.-]+)/.exec(resetMail.text)?.[1] ?? '';
    await expect(portalClient(stack).proveReset({ link })).rejects.toMatchObject({ code: 'code_wrong' });
    await expect(portalClient(stack).signIn({ address: 'old@example.net', password })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
    expect(await portalClient(stack).signIn({ address: 'new@example.org', password })).toMatchObject({
      state: 'signed_in',
    });
    // Messages to the new address come here; one to the old address makes a fresh account.
    await nameAddress(stack, 'new@example.org', nowMs);
    await nameAddress(stack, 'old@example.net', nowMs);
    await expect.poll(async () => (await client.mailbox('inbox')).rows.length).toBe(2);
    const stranger = portalClient(stack);
    const { terms } = await stranger.config();
    await stranger.register({
      address: 'old@example.net',
      firstName: 'Sam',
      lastName: 'Next',
      password: 'another person entirely',
      language: 'en',
      acceptedTerms: terms.version,
    });
    await stranger.confirm('old@example.net', await nextCode(stack, 'old@example.net', 3));
    expect((await stranger.mailbox('inbox')).rows).toHaveLength(1);
  });

  it('answers alike for an address that somebody has, and mails only its owner', async () => {
    await registered('owner@example.net');
    const client = await registered('mover@example.net');
    await client.changeAddress('owner@example.net');
    const mail = await newestMail(stack, 'owner@example.net', 'cannot be used');
    expect(`${mail.subject} ${mail.text}`).not.toMatch(/\b\d{6}\b/);
    expect(mail.text).not.toContain('mover@');
    const oldCode = await nextCode(stack, 'mover@example.net', 1);
    await expect(client.confirmAddress(oldCode, '123456')).rejects.toMatchObject({
      code: 'code_wrong',
      facts: { field: 'newCode' },
    });
    for (const address of ['tammy.gould@example.gov', 'nobody@example.gov']) {
      await expect(client.changeAddress(address)).rejects.toMatchObject({ code: 'use_work_account' });
    }
    await expect(client.changeAddress('MOVER@example.net')).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('waits until no message to the new address can be read any more', async () => {
    const browser = createBrowser();
    const client = await registered('patient@example.net', browser);
    const pane = paneClient(stack, 'tammy.gould@example.gov');
    await sendAs(pane, letterTo('waiting@example.org', nowMs));
    await client.changeAddress('waiting@example.org');
    await mailsThatFit(stack, 'waiting@example.org', (mail) => mail.subject.includes('cannot be used'));
    await moveClock(3 * DAY_MS);
    await client.signIn({ address: 'patient@example.net', password });
    await client.changeAddress('waiting@example.org');
    const newCode = await nextCode(stack, 'waiting@example.org');
    const oldCode = await nextCode(stack, 'patient@example.net', 2);

    // A message that comes between the codes and the move is not lost either.
    await sendAs(pane, letterTo('waiting@example.org', nowMs));
    await expect(client.confirmAddress(oldCode, newCode)).rejects.toMatchObject({ code: 'conflict' });
    await moveClock(3 * DAY_MS);
    await client.signIn({ address: 'patient@example.net', password });
    await client.changeAddress('waiting@example.org');
    await client.confirmAddress(
      await nextCode(stack, 'patient@example.net', 3),
      await nextCode(stack, 'waiting@example.org', 1),
    );
    expect(await client.me()).toMatchObject({ address: 'waiting@example.org' });
  });

  it('asks for a fresh proof, and for the codes within ten minutes, five times at most', async () => {
    const client = await registered('slow@example.net');
    await client.changeAddress('slower@example.org');
    const oldCode = await nextCode(stack, 'slow@example.net', 1);
    const newCode = await nextCode(stack, 'slower@example.org');
    for (let i = 0; i < 5; i++) {
      await expect(client.confirmAddress(oldCode, other(newCode))).rejects.toMatchObject({
        code: 'code_wrong',
      });
    }
    await expect(client.confirmAddress(oldCode, newCode)).rejects.toMatchObject({ code: 'code_wrong' });
    await client.changeAddress('slower@example.org');
    const codes = [
      await nextCode(stack, 'slow@example.net', 2),
      await nextCode(stack, 'slower@example.org', 1),
    ] as const;
    await moveClock(11 * MINUTE_MS);
    await expect(client.confirmAddress(...codes)).rejects.toMatchObject({ code: 'code_wrong' });
    await moveClock(5 * MINUTE_MS);
    await expect(client.changeAddress('slower@example.org')).rejects.toMatchObject({
      code: 'fresh_sign_in_needed',
    });
  });
});
