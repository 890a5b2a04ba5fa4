import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import {
  linkOfMail,
  mailsThatFit,
  nameAddress,
  newestMail,
  seen,
  startAccountStack,
  withPolicy,
} from './account-stack.ts';
import { createBrowser, nextCode, portalClient, register } from './clients.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The product starts anew under several policies. */
const SLOW_MS = 4 * MINUTE_MS;
const password = 'correct horse battery';
const newPassword = 'a stable for the new horse';
const wrong = { code: 'code_wrong' };

let stack: Stack;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('recovery'));
});
afterAll(async () => stop?.());

async function registered(address: string) {
  await nameAddress(stack, address);
  return register(stack, address);
}

const resetMail = (address: string, before = 0) =>
  mailsThatFit(stack, address, (mail) => mail.text.includes('/reset#link='), before).then(([mail]) => {
    if (mail === undefined) throw new Error('unreachable');
    return mail;
  });
const codeIn = (subject: string) => /^\d{6}/.exec(subject)?.[0] ?? '';
const other = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a forgotten password', () => {
  it('tells nobody whether an address has an account', async () => {
    await registered('known@example.net');
    await nameAddress(stack, 'named@example.net');
    for (const path of ['/accounts/reset', '/accounts/reset/proof', '/accounts/hint']) {
      const [first, ...others] = await Promise.all(
        ['known@example.net', 'named@example.net', 'nobody@example.net'].map((address) =>
          seen(stack, path, path.endsWith('proof') ? { address, code: '000000' } : { address }),
        ),
      );
      for (const one of others) expect(one, path).toEqual(first);
    }
    await newestMail(stack, 'named@example.net', 'You have no account yet');
    expect(await mailsTo(stack.urls.mail, 'nobody@example.net')).toEqual([]);
    await expect(portalClient(stack).mailReset('tammy.gould@example.gov')).rejects.toMatchObject({
      code: 'use_work_account',
    });
  });

  it('is chosen anew with the code, in the browser that asked, and ends every session', async () => {
    const elsewhere = await registered('code@example.net');
    const client = portalClient(stack);
    await client.mailReset('code@example.net');
    const mail = await resetMail('code@example.net');
    expect(mail.text).toMatch(/Asked for on .+, from the network .+/);
    const code = codeIn(mail.subject);
    await expect(portalClient(stack).proveReset({ address: 'code@example.net', code })).rejects.toMatchObject(
      wrong,
    );
    await expect(client.finishReset({ password: newPassword })).rejects.toMatchObject(wrong);
    expect(await client.proveReset({ address: 'code@example.net', code })).toEqual({
      address: 'code@example.net',
      minLength: 15,
      question: null,
    });
    // Used up: neither the code nor the link of the same mail proves anything again.
    await expect(client.proveReset({ address: 'code@example.net', code })).rejects.toMatchObject(wrong);
    await expect(portalClient(stack).proveReset({ link: linkOfMail(mail) })).rejects.toMatchObject(wrong);

    await client.mailReset('code@example.net');
    const second = codeIn((await resetMail('code@example.net', 1)).subject);
    await client.proveReset({ address: 'code@example.net', code: second });
    await expect(client.finishReset({ password: 'password12345678' })).rejects.toMatchObject({
      code: 'password_refused',
      facts: { rule: 'common' },
    });
    expect(await elsewhere.me()).toMatchObject({ address: 'code@example.net' });
    await client.finishReset({ password: newPassword });
    await expect(client.finishReset({ password: newPassword })).rejects.toMatchObject(wrong);

    await expect(elsewhere.me()).rejects.toMatchObject({ code: 'not_signed_in' });
    await expect(client.me()).rejects.toMatchObject({ code: 'not_signed_in' });
    await newestMail(stack, 'code@example.net', 'Your password was changed');
    await expect(client.signIn({ address: 'code@example.net', password })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
    expect(await client.signIn({ address: 'code@example.net', password: newPassword })).toMatchObject({
      state: 'signed_in',
    });
  });

  it('is chosen anew with the link in any browser, and the one that asked has no part in it', async () => {
    await registered('link@example.net');
    const asking = createBrowser();
    await portalClient(stack, asking).mailReset('link@example.net');
    const mail = await resetMail('link@example.net');
    const reading = portalClient(stack);
    expect(await reading.proveReset({ link: linkOfMail(mail) })).toMatchObject({ question: null });
    const asker = portalClient(stack, asking);
    await expect(asker.finishReset({ password: newPassword })).rejects.toMatchObject(wrong);
    await expect(
      asker.proveReset({ address: 'link@example.net', code: codeIn(mail.subject) }),
    ).rejects.toMatchObject(wrong);
    await expect(portalClient(stack).proveReset({ link: linkOfMail(mail) })).rejects.toMatchObject(wrong);
    await reading.finishReset({ password: newPassword });
    expect(
      await portalClient(stack).signIn({ address: 'link@example.net', password: newPassword }),
    ).toMatchObject({ state: 'signed_in' });
  });

  it('lets only one of two proofs at once count', async () => {
    await registered('twice@example.net');
    await portalClient(stack).mailReset('twice@example.net');
    const link = linkOfMail(await resetMail('twice@example.net'));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => portalClient(stack).proveReset({ link })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('takes five tries at a code, and ten minutes for code, link and new password', async () => {
    await registered('tries@example.net');
    const client = portalClient(stack);
    const address = 'tries@example.net';
    await client.mailReset(address);
    const code = codeIn((await resetMail(address)).subject);
    for (let i = 0; i < 5; i++)
      await expect(client.proveReset({ address, code: other(code) })).rejects.toMatchObject(wrong);
    await expect(client.proveReset({ address, code })).rejects.toMatchObject(wrong);

    await client.mailReset(address);
    const late = await resetMail(address, 1);
    await stack.moveClock(11 * MINUTE_MS);
    await expect(client.proveReset({ address, code: codeIn(late.subject) })).rejects.toMatchObject(wrong);
    await expect(client.proveReset({ link: linkOfMail(late) })).rejects.toMatchObject(wrong);

    await client.mailReset(address);
    await client.proveReset({ link: linkOfMail(await resetMail(address, 2)) });
    await stack.moveClock(11 * MINUTE_MS);
    await expect(client.finishReset({ password: newPassword })).rejects.toMatchObject(wrong);
  });
});

describe('a hint', { timeout: SLOW_MS }, () => {
  it('is off by default, for everybody alike', async () => {
    const client = await registered('nohint@example.net');
    await expect(client.changeHint('the old street')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(portalClient(stack).mailHint('nohint@example.net')).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('is mailed to its address alone, never holds the password, and goes with the policy', async () => {
    await withPolicy(stack, { recovery: { hint: true } });
    const address = 'hint@example.net';
    const client = await registered(address);
    for (const hint of [
      password,
      'it is correct horse battery',
      '"correct horse battery"!',
      'yrettab esroh tcerroc',
    ]) {
      await expect(client.changeHint(hint), hint).rejects.toMatchObject({ code: 'password_refused' });
    }
    await expect(client.changeHint('one two three four five six seven eight nine')).rejects.toMatchObject({
      code: 'bad_request',
    });
    await client.changeHint('what the farmer had, plugged in');
    expect(await client.profile()).toMatchObject({ hint: true });

    await nameAddress(stack, 'hintless@example.net');
    const [first, ...others] = await Promise.all(
      [address, 'hintless@example.net', 'nobody2@example.net'].map((one) =>
        seen(stack, '/accounts/hint', { address: one }),
      ),
    );
    for (const one of others) expect(one).toEqual(first);
    const mail = await newestMail(stack, address, 'Your password hint');
    expect(mail.text).toContain('what the farmer had, plugged in');
    expect(mail.subject).not.toContain('farmer');
    await newestMail(stack, 'hintless@example.net', 'You have no account yet');
    expect(await mailsTo(stack.urls.mail, 'nobody2@example.net')).toEqual([]);

    await withPolicy(stack, {});
    await portalClient(stack).signIn({ address, password });
    await withPolicy(stack, { recovery: { hint: true } });
    await portalClient(stack).mailHint(address);
    await newestMail(stack, address, 'You have no password hint');
    await withPolicy(stack, {});
  });
});

describe('a security question', { timeout: SLOW_MS }, () => {
  it('is asked after the mailed proof, five times, and never instead of it', async () => {
    const recovery = { securityQuestion: true };
    await withPolicy(stack, { recovery });
    const address = 'question@example.net';
    const client = await registered(address);
    await expect(
      client.changeQuestion({ question: 'Is it Rover, my dog?', answer: 'rover' }),
    ).rejects.toMatchObject({ code: 'bad_request' });
    await client.changeQuestion({ question: 'Where was the first school?', answer: 'Old Mill Road, 4' });
    expect(await client.profile()).toMatchObject({ question: 'Where was the first school?' });

    const reset = async (before: number) => {
      const browser = portalClient(stack);
      await browser.mailReset(address);
      const link = linkOfMail(await resetMail(address, before));
      return { browser, proof: await browser.proveReset({ link }) };
    };
    const first = await reset(0);
    expect(first.proof.question).toBe('Where was the first school?');
    await expect(first.browser.finishReset({ password: newPassword })).rejects.toMatchObject({
      code: 'answer_wrong',
    });
    for (let left = 4; left >= 0; left--) {
      await expect(
        first.browser.finishReset({ password: newPassword, answer: 'somewhere' }),
      ).rejects.toMatchObject({ code: 'answer_wrong', facts: { left } });
    }
    await expect(
      first.browser.finishReset({ password: newPassword, answer: 'old mill road 4' }),
    ).rejects.toMatchObject(wrong);
    // A new proof gives no new tries, until a day is over.
    const second = await reset(1);
    await expect(
      second.browser.finishReset({ password: newPassword, answer: 'old mill road 4' }),
    ).rejects.toMatchObject({ code: 'too_many_requests' });
    await stack.moveClock(DAY_MS + MINUTE_MS);
    const third = await reset(2);
    // A right answer goes on counting as one when the password is refused.
    await expect(
      third.browser.finishReset({ password: 'short', answer: 'old mill road 4' }),
    ).rejects.toMatchObject({ code: 'password_refused' });
    await third.browser.finishReset({ password: newPassword, answer: ' OLD mill-road 4' });
    expect(await portalClient(stack).signIn({ address, password: newPassword })).toMatchObject({
      state: 'signed_in',
    });

    await withPolicy(stack, {});
    const browser = portalClient(stack);
    await browser.mailReset(address);
    const link = linkOfMail(await resetMail(address, 3));
    expect(await browser.proveReset({ link })).toMatchObject({ question: null });
  });
});

describe('after a migration', { timeout: SLOW_MS }, () => {
  it('an account has to be registered anew, and keeps its mailbox', async () => {
    const address = 'migrated@example.net';
    const old = await registered(address);
    await expect.poll(async () => (await old.mailbox('inbox')).rows.length).toBe(1);
    const tomorrow = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10);
    await withPolicy(stack, { recovery: { reregisterBefore: tomorrow } });

    await expect(old.me()).rejects.toMatchObject({ code: 'not_signed_in' });
    const [first, second] = await Promise.all(
      [
        { address, password },
        { address, password: 'wrong wrong wrong' },
      ].map((form) => seen(stack, '/sign-in', form)),
    );
    expect(first).toEqual(second);
    await portalClient(stack).mailReset(address);
    await newestMail(stack, address, 'You have no account yet');

    await stack.moveClock(4 * DAY_MS);
    const browser = portalClient(stack);
    const { terms } = await browser.config();
    await browser.register({
      address,
      firstName: 'Pat',
      lastName: 'Roe',
      password: newPassword,
      language: 'en',
      acceptedTerms: terms.version,
    });
    await browser.confirm(address, await nextCode(stack, address, 1));
    expect(await browser.me()).toMatchObject({ name: 'Pat Roe' });
    expect((await browser.mailbox('inbox')).rows).toHaveLength(1);
    await expect(portalClient(stack).signIn({ address, password })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
  });
});
