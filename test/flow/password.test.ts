import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { linkOfMail, nameAddress, newestMail, startAccountStack, withPolicy } from './account-stack.ts';
import { createBrowser, portalClient, register } from './clients.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const password = 'correct horse battery';
const newPassword = 'a stable for the new horse';

let stack: Stack;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('password'));
});
afterAll(async () => stop?.());

async function registered(address: string) {
  await nameAddress(stack, address);
  return register(stack, address);
}

describe('a new password', () => {
  it('is refused with the reason', async () => {
    const client = portalClient(stack);
    const { terms } = await client.config();
    const form = {
      address: 'jordan.quill@example.net',
      firstName: 'Jordan',
      lastName: 'Quill',
      language: 'en' as const,
      acceptedTerms: terms.version,
    };
    const refusals = {
      short: ['fourteen chars', 'ｆｕｌｌｗｉｄｔｈ'],
      long: ['a b c d e f '.repeat(22)],
      varied: [
        'aaaaaaaaaaaaaaaa',
        'abababababababab',
        'abcdefghijklmnopqrst',
        '12345678901234567890',
        'QwertyuiopQwertyuiop',
      ],
      personal: [
        'jordan.quill@example.net',
        'JordanQuill2026!',
        'quill jordan 1999',
        'StateOfExample2026',
        'Secure Mail 123456',
      ],
      common: [
        'password12345678',
        'PassWord!!!!!!!!',
        'p@ssw0rdp@ssw0rd',
        'iloveyouiloveyou',
        'hello!hello!hello!',
        'momsanaladventure',
      ],
    };
    for (const [rule, passwords] of Object.entries(refusals)) {
      for (const weak of passwords) {
        await expect(client.register({ ...form, password: weak }), `${rule}: ${weak}`).rejects.toMatchObject({
          code: 'password_refused',
          facts: { rule },
        });
      }
    }
    await client.register({ ...form, password: 'liberty kangaroo fence' });
  });

  it('is taken as its NFKC form, however it is typed', async () => {
    const address = 'unicode@example.net';
    const client = await registered(address);
    await client.changePassword('Ångström ﬁve horses');
    expect(
      await portalClient(stack).signIn({ address, password: 'A\u030angstro\u0308m five horses' }),
    ).toMatchObject({ state: 'signed_in' });
  });

  it('ends every other session and every pending way in, but not the one that chose it', async () => {
    const address = 'change@example.net';
    const client = await registered(address);
    const other = portalClient(stack);
    await other.signIn({ address, password });
    const finder = portalClient(stack);
    await finder.mailReset(address);
    const mail = await newestMail(stack, address, 'is your code', 1);
    await finder.proveReset({ link: linkOfMail(mail) });

    await expect(client.changePassword(password)).rejects.toMatchObject({
      code: 'password_refused',
      facts: { rule: 'same' },
    });
    await client.changePassword(newPassword);
    expect(await client.me()).toMatchObject({ address });
    await expect(other.me()).rejects.toMatchObject({ code: 'not_signed_in' });
    await expect(finder.finishReset({ password: 'yet another good password' })).rejects.toMatchObject({
      code: 'code_wrong',
    });
    await newestMail(stack, address, 'Your password was changed');
    await expect(portalClient(stack).signIn({ address, password })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
    expect(await portalClient(stack).signIn({ address, password: newPassword })).toMatchObject({
      state: 'signed_in',
    });
  });

  it('asks for a fresh proof after a quarter of an hour, and for a session', async () => {
    const client = await registered('stale@example.net');
    await stack.moveClock(16 * MINUTE_MS);
    await expect(client.changePassword(newPassword)).rejects.toMatchObject({ code: 'fresh_sign_in_needed' });
    await expect(portalClient(stack).changePassword(newPassword)).rejects.toMatchObject({
      code: 'not_signed_in',
    });
  });

  it('has to hold the kinds of characters that policy names, and no fewer characters than it says', async () => {
    const client = await registered('kinds@example.net');
    await withPolicy(stack, { password: { minLength: 20, kinds: ['upper', 'digit', 'symbol'] } });
    for (const [weak, rule] of [
      ['liberty kangaroo', 'short'],
      ['liberty kangaroo fence', 'upper'],
      ['Liberty kangaroo fence', 'digit'],
      ['LibertyKangarooFence7', 'symbol'],
    ] as const) {
      await expect(client.changePassword(weak), weak).rejects.toMatchObject({ facts: { rule } });
    }
    await client.changePassword('Liberty kangaroo fence 7');
    await withPolicy(stack, {});
  });
});

describe('an old password', { timeout: 240_000 }, () => {
  it('has to be changed after policy’s days, and can be put off for a day, three times', async () => {
    const address = 'expiry@example.net';
    await registered(address);
    await withPolicy(stack, { password: { expiryDays: 60 } });
    const browser = createBrowser();
    const client = portalClient(stack, browser);
    expect(await client.signIn({ address, password })).toMatchObject({ me: { duties: [] } });
    await expect(client.postponePassword()).rejects.toMatchObject({ code: 'conflict' });
    // Long after the end, a day is still a day.
    await stack.moveClock(100 * DAY_MS);
    for (let left = 3; left > 0; left--) {
      const answer = await client.signIn({ address, password });
      expect(answer).toMatchObject({ state: 'signed_in', me: { duties: ['password'] } });
      await expect(client.mailbox('inbox')).rejects.toMatchObject({
        code: 'duty_first',
        facts: { duty: 'password' },
      });
      expect(await client.profile()).toMatchObject({ password: { postponementsLeft: left } });
      await client.postponePassword();
      expect(await client.me()).toMatchObject({ duties: [] });
      await client.mailbox('inbox');
      await stack.moveClock(DAY_MS + MINUTE_MS);
    }
    await client.signIn({ address, password });
    await expect(client.postponePassword()).rejects.toMatchObject({ code: 'conflict' });
    await client.changePassword(newPassword);
    expect(await client.me()).toMatchObject({ duties: [] });
    expect(await client.profile()).toMatchObject({ password: { postponementsLeft: 3 } });
    await withPolicy(stack, {});
  });
});
