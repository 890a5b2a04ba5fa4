import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { organisation, signIn } from '../../infra/local/people.ts';
import type { Stack } from '../../infra/local/stack.ts';
import type { Provider } from '../../shared/api/index.ts';
import { nameAddress, startAccountStack, withPolicy } from './account-stack.ts';
import { type Browser, createBrowser, portalClient } from './clients.ts';
import { addTotp, codeAt, MINUTE_MS, password, RESTARTS_MS, recipient, told } from './factor-clients.ts';

const PENDING = '__Host-sealpost-sign-in-elsewhere';

let stack: Stack;
let stop: () => Promise<void>;
let movedMs = 0;

const nowMs = () => Date.now() + movedMs;
async function move(byMs: number): Promise<void> {
  await stack.moveClock(byMs);
  movedMs += byMs;
}

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('providers'));
});
afterAll(async () => stop?.());

type Typed = { address: string; verified?: 'yes' | 'no'; account?: string; name?: string } | 'cancel';

/** Follows one redirect and answers where it leads. */
async function hop(browser: Browser, url: string, init: RequestInit = {}): Promise<string> {
  const response = await browser.fetch(url, { ...init, redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${new URL(url).pathname} leads nowhere: ${response.status}`);
  return new URL(location, url).href;
}

/** Leaves for a provider, signs in there, and answers the address of the callback, not yet visited. */
async function signInThere(browser: Browser, provider: Provider, typed: Typed, query = ''): Promise<string> {
  const left = await hop(browser, `${stack.urls.product}/api/sign-in/with/${provider}${query}`);
  const page = await hop(browser, left);
  const fields = typed === 'cancel' ? { cancel: 'yes' } : { name: 'Robin Hill', verified: 'yes', ...typed };
  const resumed = await hop(browser, page, { method: 'POST', body: new URLSearchParams(fields) });
  return hop(browser, resumed);
}

/** The whole way; answers the page of ours that it ends at. */
async function come(browser: Browser, provider: Provider, typed: Typed, query = ''): Promise<string> {
  const end = await hop(browser, await signInThere(browser, provider, typed, query));
  expect(new URL(end).origin).toBe(stack.urls.product);
  return end.slice(stack.urls.product.length);
}

describe('signing in with Microsoft or Google', () => {
  it('is offered where policy and settings have it', async () => {
    const { ways } = await portalClient(stack).config();
    expect(ways.providers).toEqual([
      { id: 'microsoft', name: 'Microsoft' },
      { id: 'google', name: 'Google' },
    ]);
  });

  it('asks with PKCE, state and nonce, for the address and for nothing else', async () => {
    const left = new URL(await hop(createBrowser(), `${stack.urls.product}/api/sign-in/with/google`));
    expect(Object.fromEntries(left.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid profile email',
      redirect_uri: `${stack.urls.product}/api/sign-in/with/google/callback`,
      state: expect.stringMatching(/.{20}/),
      nonce: expect.stringMatching(/.{20}/),
      code_challenge: expect.stringMatching(/.{40}/),
    });
  });

  it('registers whoever a message names, who then agrees to the terms, and leads back to the message', async () => {
    const address = 'new-at-google@example.net';
    await nameAddress(stack, address);
    const browser = createBrowser();
    const path = `/m/${'A'.repeat(22)}`;
    expect(await come(browser, 'google', { address }, `?return=${encodeURIComponent(path)}`)).toBe(path);
    const client = portalClient(stack, browser);
    expect(await client.me()).toMatchObject({
      kind: 'recipient',
      address,
      name: 'Robin Hill',
      duties: ['terms'],
    });
    await expect(client.mailbox('inbox')).rejects.toMatchObject({ code: 'duty_first' });
    // Without a password there is none to guess.
    await expect(portalClient(stack).signIn({ address, password })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
    expect((await mailsTo(stack.urls.mail, address)).map(({ subject }) => subject).join()).not.toContain(
      'Another way to sign in',
    );
  });

  it('opens an existing account, links it and tells its owner once', async () => {
    const address = 'both-ways@example.net';
    const known = await (await recipient(stack, address)).me();
    for (const provider of ['microsoft', 'google', 'microsoft'] as const) {
      const browser = createBrowser();
      expect(await come(browser, provider, { address: address.toUpperCase() })).toBe('/inbox');
      expect(await portalClient(stack, browser).me()).toMatchObject({ id: known.id, name: 'Pat Doe' });
    }
    await told(stack, address, 'Another way to sign in was added');
    await stack.runTimer('sweep');
    const mails = await mailsTo(stack.urls.mail, address);
    expect(mails.filter(({ subject }) => subject.startsWith('Another way to sign in'))).toHaveLength(2);
  });

  it('finds the linked account under another address of the same person, until the link is ended', async () => {
    const address = 'moved@example.net';
    const owner = await recipient(stack, address);
    const { id } = await owner.me();
    await come(createBrowser(), 'google', { address, account: 'robin' });
    const renamed = { address: 'renamed@example.org', account: 'robin' };
    const browser = createBrowser();
    expect(await come(browser, 'google', renamed)).toBe('/inbox');
    expect(await portalClient(stack, browser).me()).toMatchObject({ id, address });
    // The same name at the other provider is somebody else.
    expect(await come(createBrowser(), 'microsoft', renamed)).toBe('/sign-in?problem=provider-nothing');
    await owner.unlinkProvider('google');
    expect(await come(createBrowser(), 'google', renamed)).toBe('/sign-in?problem=provider-nothing');
    await expect(owner.unlinkProvider('google')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('asks for the second factor of an account that has one', async () => {
    const address = 'careful@example.net';
    const { secret } = await addTotp(await recipient(stack, address), nowMs());
    const browser = createBrowser();
    expect(await come(browser, 'google', { address })).toBe(
      '/inbox?step=second-factor&ways=totp.recovery_code',
    );
    const client = portalClient(stack, browser);
    await expect(client.me()).rejects.toMatchObject({ code: 'not_signed_in' });
    expect(await client.signInSecondFactor('totp', codeAt(secret, nowMs() + 30_000))).toMatchObject({
      state: 'signed_in',
    });
  });

  it('takes no address that the provider has not verified', async () => {
    const address = 'claimed@example.net';
    await recipient(stack, address);
    for (const provider of ['microsoft', 'google'] as const) {
      const browser = createBrowser();
      expect(await come(browser, provider, { address, verified: 'no' })).toBe(
        '/sign-in?problem=provider-address',
      );
      await expect(portalClient(stack, browser).me()).rejects.toMatchObject({ code: 'not_signed_in' });
    }
  });

  it('answers alike for an address that no message names and for one of the organisation', async () => {
    for (const address of ['nobody@example.net', 'tammy.gould@example.gov', 'nobody@example.gov'])
      expect(await come(createBrowser(), 'google', { address })).toBe('/sign-in?problem=provider-nothing');
  });

  it('refuses whatever was not begun in this browser, with this provider, ten minutes ago at most', async () => {
    const address = 'forged@example.net';
    await recipient(stack, address);
    const failed = '/sign-in?problem=provider';
    const visit = async (browser: Browser, url: string) =>
      (await hop(browser, url)).slice(stack.urls.product.length);

    const browser = createBrowser();
    const callback = await signInThere(browser, 'google', { address });
    // A stranger's answer, in a browser that began nothing: no signing in as somebody else.
    expect(await visit(createBrowser(), callback)).toBe(failed);
    const kept = browser.cookies.get(PENDING) ?? '';
    const attempt = (url: string, cookie: string) => {
      const other = createBrowser();
      other.cookies.set(PENDING, cookie);
      return visit(other, url);
    };
    const changed = new URL(callback);
    changed.searchParams.set('state', 'forged');
    expect(await attempt(changed.href, kept)).toBe(failed);
    expect(await attempt(callback.replace('/google/', '/microsoft/'), kept)).toBe(failed);
    expect(await attempt(callback.replace('/with/google/', '/staff/'), kept)).toBe(
      '/sign-in?problem=work-account',
    );
    const [text = '', mac = ''] = kept.split('.');
    const pending = JSON.parse(Buffer.from(text, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...pending, returnTo: '/sent' })).toString('base64url');
    expect(await attempt(callback, `${forged}.${mac}`)).toBe(failed);
    // Another browser's own pending sign-in does not fit this answer.
    const second = createBrowser();
    await signInThere(second, 'google', { address });
    expect(await attempt(callback, second.cookies.get(PENDING) ?? '')).toBe(failed);

    const late = createBrowser();
    const lateCallback = await signInThere(late, 'google', { address });
    await move(11 * MINUTE_MS);
    expect(await visit(late, lateCallback)).toBe(failed);
    expect(await come(createBrowser(), 'google', 'cancel')).toBe(failed);
  });

  it('uses an answer once', async () => {
    const address = 'once@example.net';
    await recipient(stack, address);
    const browser = createBrowser();
    const callback = await signInThere(browser, 'google', { address });
    const kept = browser.cookies.get(PENDING) ?? '';
    expect(await hop(browser, callback)).toBe(`${stack.urls.product}/inbox`);
    const thief = createBrowser();
    thief.cookies.set(PENDING, kept);
    expect(await hop(thief, callback)).toBe(`${stack.urls.product}/sign-in?problem=provider`);
  });

  it('leads back to pages of ours alone', async () => {
    const address = 'back@example.net';
    await recipient(stack, address);
    for (const foreign of ['https://evil.example/', '//evil.example', '/api/me', '/m/../x'])
      expect(
        await come(createBrowser(), 'google', { address }, `?return=${encodeURIComponent(foreign)}`),
      ).toBe('/inbox');
  });
});

describe('policy and settings', { timeout: RESTARTS_MS }, () => {
  it('let this device stay signed in, also by way of the second factor', async () => {
    const address = 'stays@example.net';
    const { secret } = await addTotp(await recipient(stack, address), nowMs());
    const remembered = async (query: string) => {
      const browser = createBrowser();
      await come(browser, 'google', { address }, query);
      const client = portalClient(stack, browser);
      await client.signInSecondFactor('totp', codeAt(secret, nowMs() + 30_000));
      await move(MINUTE_MS);
      const { sessions } = await client.sessions();
      return sessions.find(({ current }) => current)?.remembered;
    };
    await withPolicy(stack, { signIn, session: { rememberDays: 2 } });
    expect(await remembered('?remember=yes')).toBe(true);
    expect(await remembered('')).toBe(false);
    await withPolicy(stack, { signIn });
    expect(await remembered('?remember=yes')).toBe(false);
  });

  it('leave out a provider that policy does not name, or that has no client or cannot be reached', async () => {
    const policy = (over: object) => JSON.stringify({ organisation, signIn: { ...signIn, ...over } });
    await stack.restartFunctions({ SEALPOST_POLICY: policy({ providers: ['google'] }) });
    const { ways } = await portalClient(stack).config();
    expect(ways.providers.map(({ id }) => id)).toEqual(['google']);
    const { fetch } = createBrowser();
    for (const path of ['microsoft', 'microsoft/callback?code=x', 'facebook'])
      expect((await fetch(`${stack.urls.product}/api/sign-in/with/${path}`)).status, path).toBe(404);

    await stack.restartFunctions({ SEALPOST_GOOGLE_ISSUER: `${stack.urls.identity}/nowhere` });
    expect(await hop(createBrowser(), `${stack.urls.product}/api/sign-in/with/google`)).toBe(
      `${stack.urls.product}/sign-in?problem=unavailable`,
    );
    await stack.restartFunctions();
  });
});
