import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { startAccountStack, withPolicy } from './account-stack.ts';
import {
  type Browser,
  createBrowser,
  letterTo,
  nextCode,
  paneClient,
  portalClient,
  register,
  sendAs,
} from './clients.ts';

/* Ways in that are not a password, and what a password leaves behind in a browser. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const password = 'correct horse battery';
const sessionCookie = '__Host-sealpost';
const wrongCode = { code: 'code_wrong' };

let stack: Stack;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('sign-in'));
  await withPolicy(stack, { signIn: { oneTimeCode: true }, session: { rememberDays: 2 } });
});
afterAll(async () => stop?.());

async function registered(address: string): Promise<Browser> {
  await sendAs(paneClient(stack, 'tammy.gould@example.gov'), letterTo(address, Date.now()));
  const browser = createBrowser();
  await register(stack, address, browser);
  return browser;
}

const codesTo = async (address: string) =>
  (await mailsTo(stack.urls.mail, address)).filter(({ subject }) => subject.includes('is your code')).length;

/** The Set-Cookie line of the session of a raw sign-in. */
async function sessionLine(browser: Browser, body: Record<string, unknown>): Promise<string> {
  const response = await browser.fetch(`${stack.urls.product}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response.headers.getSetCookie().find((line) => line.startsWith(`${sessionCookie}=`)) ?? '';
}

describe('a code by mail instead of the password', () => {
  it('lets in once, in the browser that asked, within ten minutes', async () => {
    const address = 'code@example.net';
    await registered(address);
    const browser = createBrowser();
    const client = portalClient(stack, browser);
    const before = await codesTo(address);
    await client.mailSignInCode(address);
    const code = await nextCode(stack, address, before);
    await expect(portalClient(stack).signInByCode({ address, code })).rejects.toMatchObject(wrongCode);
    const cookie = browser.cookies.get('__Host-sealpost-code') ?? '';
    expect(await client.signInByCode({ address, code })).toMatchObject({
      state: 'signed_in',
      me: { address },
    });
    const { events } = await client.history();
    expect(events[0]).toMatchObject({ kind: 'signed_in', how: 'code' });
    // A copy of code and cookie is worth nothing now.
    const copy = createBrowser();
    copy.cookies.set('__Host-sealpost-code', cookie);
    await expect(portalClient(stack, copy).signInByCode({ address, code })).rejects.toMatchObject(wrongCode);

    const late = portalClient(stack, createBrowser());
    await late.mailSignInCode(address);
    const lateCode = await nextCode(stack, address, before + 1);
    await stack.moveClock(11 * MINUTE_MS);
    await expect(late.signInByCode({ address, code: lateCode })).rejects.toMatchObject(wrongCode);
  });

  it('counts only the newest code, and five tries', async () => {
    const address = 'newest@example.net';
    await registered(address);
    const client = portalClient(stack, createBrowser());
    const before = await codesTo(address);
    await client.mailSignInCode(address);
    const first = await nextCode(stack, address, before);
    await client.mailSignInCode(address);
    const second = await nextCode(stack, address, before + 1);
    if (first !== second)
      await expect(client.signInByCode({ address, code: first })).rejects.toMatchObject(wrongCode);
    const other = second === '000000' ? '000001' : '000000';
    for (let i = 0; i < 3; i++)
      await expect(client.signInByCode({ address, code: other })).rejects.toMatchObject(wrongCode);
    expect(await client.signInByCode({ address, code: second })).toMatchObject({ state: 'signed_in' });
  });

  it('mails nothing to addresses without an account, staff among them, and answers them alike', async () => {
    const addresses = ['code@example.net', 'nobody@example.net', 'tammy.gould@example.gov'];
    const answers = await Promise.all(
      addresses.map(async (address) => {
        const response = await createBrowser().fetch(`${stack.urls.product}/api/sign-in/code`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ address }),
        });
        const cookies = response.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, '=…'));
        return { status: response.status, cookies, body: await response.text() };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 202, body: '' });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    await nextCode(stack, 'code@example.net', 2);
    expect(await mailsTo(stack.urls.mail, 'nobody@example.net')).toEqual([]);
    const toStaff = await mailsTo(stack.urls.mail, 'tammy.gould@example.gov');
    expect(toStaff.filter(({ subject }) => subject.includes('code'))).toEqual([]);
  });
});

describe('a session', () => {
  it('is a new one at each sign-in, and ends the one this browser had', async () => {
    const address = 'fixed@example.net';
    const browser = await registered(address);
    const planted = browser.cookies.get(sessionCookie) ?? '';
    const copy = createBrowser();
    copy.cookies.set(sessionCookie, planted);
    expect(await portalClient(stack, copy).me()).toMatchObject({ address });
    // The victim signs in over a session that somebody else knows.
    await portalClient(stack, browser).signIn({ address, password });
    expect(browser.cookies.get(sessionCookie)).not.toBe(planted);
    await expect(portalClient(stack, copy).me()).rejects.toMatchObject({ code: 'not_signed_in' });
    expect((await portalClient(stack, browser).sessions()).sessions).toHaveLength(1);
  });

  it('is dead after sign-out, for a copy of the cookie as well', async () => {
    const address = 'fixed@example.net';
    const browser = createBrowser();
    await portalClient(stack, browser).signIn({ address, password });
    const copy = createBrowser();
    copy.cookies.set(sessionCookie, browser.cookies.get(sessionCookie) ?? '');
    expect(await portalClient(stack, copy).me()).toMatchObject({ address });
    await portalClient(stack, browser).signOut();
    expect(browser.cookies.has(sessionCookie)).toBe(false);
    await expect(portalClient(stack, copy).me()).rejects.toMatchObject({ code: 'not_signed_in' });
  });

  it('ends with the browser, or stays on this device for the days of policy where its owner wishes', async () => {
    const address = 'stay@example.net';
    await registered(address);
    expect(await sessionLine(createBrowser(), { address, password })).not.toMatch(/max-age/i);
    const stays = createBrowser();
    expect(await sessionLine(stays, { address, password, remember: true })).toMatch(/max-age=172800/i);
    const short = createBrowser();
    await portalClient(stack, short).signIn({ address, password });
    await stack.moveClock(DAY_MS);
    await expect(portalClient(stack, short).me()).rejects.toMatchObject({ code: 'not_signed_in' });
    expect(await portalClient(stack, stays).me()).toMatchObject({ address });
    expect((await portalClient(stack, stays).sessions()).sessions).toMatchObject([
      { remembered: true, current: true },
    ]);
    await stack.moveClock(DAY_MS);
    await expect(portalClient(stack, stays).me()).rejects.toMatchObject({ code: 'not_signed_in' });
  });
});

describe('with the policies off', () => {
  it('no code is mailed, none counts that was mailed before, and no device stays signed in', async () => {
    const address = 'code@example.net';
    const browser = createBrowser();
    const client = portalClient(stack, browser);
    const before = await codesTo(address);
    await client.mailSignInCode(address);
    const code = await nextCode(stack, address, before);
    await withPolicy(stack, {});
    await expect(client.mailSignInCode(address)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(client.signInByCode({ address, code })).rejects.toMatchObject(wrongCode);
    expect(await sessionLine(createBrowser(), { address, password, remember: true })).not.toMatch(/max-age/i);
  });
});
