import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { startAccountStack } from './account-stack.ts';
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

/* What somebody sees and ends of their own sessions, and how they prove once more who they are. */

const MINUTE_MS = 60_000;
const password = 'correct horse battery';
const sessionCookie = '__Host-sealpost';
const over = { code: 'not_signed_in' };

let stack: Stack;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('sessions'));
  for (const address of ['pat@example.net', 'kim@example.net']) {
    await sendAs(paneClient(stack, 'tammy.gould@example.gov'), letterTo(address, Date.now()));
    await register(stack, address);
  }
});
afterAll(async () => stop?.());

async function signedIn(address: string, userAgent = 'node'): Promise<Browser> {
  const { fetch: inner, cookies } = createBrowser();
  const browser: Browser = {
    cookies,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('user-agent', userAgent);
      return inner(input, { ...init, headers });
    },
  };
  await portalClient(stack, browser).signIn({ address, password });
  return browser;
}

describe('sessions', () => {
  it('are listed with device and last use, and each can be ended from another', async () => {
    const phone = await signedIn(
      'pat@example.net',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    );
    const desk = await signedIn(
      'pat@example.net',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    );
    const client = portalClient(stack, desk);
    const { sessions } = await client.sessions();
    expect(sessions.find(({ current }) => current)).toMatchObject({
      device: 'Firefox on Windows',
      remembered: false,
    });
    const other = sessions.find(({ device }) => device === 'Safari on iOS');
    expect(other).toMatchObject({ current: false, network: expect.any(String) });
    // Somebody else's session is not theirs to end, whatever id they name.
    const kim = await signedIn('kim@example.net');
    await portalClient(stack, kim).endSession(other?.id ?? '');
    expect(await portalClient(stack, phone).me()).toMatchObject({ address: 'pat@example.net' });
    await client.endSession(other?.id ?? '');
    await expect(portalClient(stack, phone).me()).rejects.toMatchObject(over);
    // Its own as well: that is a sign-out.
    const own = (await client.sessions()).sessions.find(({ current }) => current);
    await client.endSession(own?.id ?? '');
    expect(desk.cookies.has(sessionCookie)).toBe(false);
    await expect(client.me()).rejects.toMatchObject(over);
  });

  it('end everywhere at once, here and for copies of the cookie', async () => {
    const [here, there] = [await signedIn('pat@example.net'), await signedIn('pat@example.net')];
    const copy = createBrowser();
    copy.cookies.set(sessionCookie, here.cookies.get(sessionCookie) ?? '');
    await portalClient(stack, here).signOutEverywhere();
    expect(here.cookies.has(sessionCookie)).toBe(false);
    for (const browser of [copy, there])
      await expect(portalClient(stack, browser).me()).rejects.toMatchObject(over);
    const again = await signedIn('pat@example.net');
    const { events } = await portalClient(stack, again).history();
    expect(events.slice(0, 2).map(({ kind }) => kind)).toEqual(['signed_in', 'signed_out_everywhere']);
    expect((await portalClient(stack, again).sessions()).sessions).toHaveLength(1);
  });

  it('show in the history what came from elsewhere, failed sign-ins among it', async () => {
    const stranger = portalClient(stack);
    await expect(stranger.signIn({ address: 'kim@example.net', password: 'not it' })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
    const kim = portalClient(stack, await signedIn('kim@example.net'));
    const { events } = await kim.history();
    expect(events.slice(0, 2)).toMatchObject([
      { kind: 'signed_in', how: 'password' },
      { kind: 'sign_in_failed', how: 'password', network: expect.any(String), device: expect.any(String) },
    ]);
    expect(events.map(({ kind }) => kind)).toContain('registered');
  });

  it('are nobody else’s to see', async () => {
    for (const path of ['/me/sessions', '/me/history']) {
      expect((await fetch(`${stack.urls.product}/api${path}`)).status).toBe(401);
    }
  });
});

describe('proving once more who one is', () => {
  it('takes the password, and goes on under a new token', async () => {
    const browser = await signedIn('pat@example.net');
    const client = portalClient(stack, browser);
    const before = browser.cookies.get(sessionCookie) ?? '';
    await stack.moveClock(16 * MINUTE_MS);
    await expect(client.reauthenticate({ password: 'not it' })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
    expect(browser.cookies.get(sessionCookie)).toBe(before);
    await client.reauthenticate({ password });
    const copy = createBrowser();
    copy.cookies.set(sessionCookie, before);
    await expect(portalClient(stack, copy).me()).rejects.toMatchObject(over);
    expect(await client.me()).toMatchObject({ address: 'pat@example.net' });
    expect((await client.sessions()).sessions.filter(({ current }) => current)).toHaveLength(1);
  });

  it('takes a mailed code, once, in the browser that asked', async () => {
    const address = 'kim@example.net';
    const browser = await signedIn(address);
    const client = portalClient(stack, browser);
    const before = (await mailsTo(stack.urls.mail, address)).filter(({ subject }) =>
      subject.includes('is your code'),
    ).length;
    await client.mailReauthenticationCode();
    const code = await nextCode(stack, address, before);
    const other = portalClient(stack, await signedIn(address));
    await expect(other.reauthenticate({ code })).rejects.toMatchObject({ code: 'code_wrong' });
    await client.reauthenticate({ code });
    await expect(client.reauthenticate({ code })).rejects.toMatchObject({ code: 'code_wrong' });
    expect(await client.me()).toMatchObject({ address });
  });

  it('counts wrong tries as signing in does: whoever holds a session cannot guess for ever', async () => {
    const client = portalClient(stack, await signedIn('pat@example.net'));
    const codes: string[] = [];
    for (let i = 0; i < 6; i++)
      await client.reauthenticate({ password: 'not it' }).catch((error) => codes.push(error.code));
    expect(codes).toEqual([...Array(5).fill('sign_in_failed'), 'too_many_requests']);
    await expect(client.reauthenticate({ password })).rejects.toMatchObject({ code: 'too_many_requests' });
  });

  it('is for recipients, and by ways that an account has', async () => {
    const kim = portalClient(stack, await signedIn('kim@example.net'));
    await expect(kim.reauthenticate({ totp: '123456' })).rejects.toMatchObject({ code: 'code_wrong' });
    const [person] = stack.people;
    const { accessToken } = await stack.brokerToken(person?.oid ?? '', [
      'api://1f0c3a52-7d4e-4b8a-8f21-6a9b0c1d2e3f/access_as_user',
    ]);
    const response = await fetch(`${stack.urls.product}/api/me/reauthenticate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ password }),
    });
    expect(response.status).toBe(403);
  });
});
