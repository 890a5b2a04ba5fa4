import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { nameAddress, seen, startAccountStack } from './account-stack.ts';
import { createBrowser, nextCode, portalClient, register } from './clients.ts';

const MINUTE_MS = 60_000;
const password = 'correct horse battery';
const person = { firstName: 'Pat', lastName: 'Doe', password, language: 'en' as const };

let stack: Stack;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('accounts'));
});
afterAll(async () => stop?.());

describe('registering and signing in', () => {
  it('tells nobody whether an address has an account', async () => {
    await nameAddress(stack, 'known@example.net');
    await register(stack, 'known@example.net');
    await nameAddress(stack, 'named@example.net');
    const { terms } = await portalClient(stack).config();
    for (const path of ['/sign-in', '/accounts/resend', '/accounts/confirm', '/accounts/register'] as const) {
      const forms = ['known@example.net', 'named@example.net', 'nobody@example.net'].map((address) => {
        const forms_ = {
          '/sign-in': { address, password: 'wrong wrong wrong' },
          '/accounts/resend': { address },
          '/accounts/confirm': { address, code: '000000' },
          '/accounts/register': { ...person, address, acceptedTerms: terms.version },
        };
        return forms_[path];
      });
      const [first, ...others] = await Promise.all(forms.map((form) => seen(stack, path, form)));
      for (const other of others) expect(other, path).toEqual(first);
    }
    await waitForMail(stack.urls.mail, 'known@example.net', (mail) =>
      mail.subject.startsWith('You already have an account'),
    );
    expect(await mailsTo(stack.urls.mail, 'nobody@example.net')).toEqual([]);
  });

  it('takes a code only in the browser that asked for it, five times at most, for ten minutes', async () => {
    await nameAddress(stack, 'code@example.net');
    const browser = createBrowser();
    const client = portalClient(stack, browser);
    const { terms } = await client.config();
    await client.register({ ...person, address: 'code@example.net', acceptedTerms: terms.version });
    const code = await nextCode(stack, 'code@example.net');
    const wrong = { code: 'code_wrong' };
    await expect(portalClient(stack).confirm('code@example.net', code)).rejects.toMatchObject(wrong);
    const other = code === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i++)
      await expect(client.confirm('code@example.net', other)).rejects.toMatchObject(wrong);
    await expect(client.confirm('code@example.net', code)).rejects.toMatchObject(wrong);

    const late = createBrowser();
    const lateClient = portalClient(stack, late);
    await lateClient.register({ ...person, address: 'code@example.net', acceptedTerms: terms.version });
    const second = await nextCode(stack, 'code@example.net', 1);
    await stack.moveClock(11 * MINUTE_MS);
    await expect(lateClient.confirm('code@example.net', second)).rejects.toMatchObject(wrong);
    await lateClient.resendCode('code@example.net');
    const third = await nextCode(stack, 'code@example.net', 2);
    expect(await lateClient.confirm('code@example.net', third)).toMatchObject({
      state: 'signed_in',
      me: { kind: 'recipient', name: 'Pat Doe' },
    });
  });

  it('refuses weak passwords and changed terms, and sends staff to their own sign-in', async () => {
    const client = portalClient(stack);
    const { terms } = await client.config();
    const form = { ...person, address: 'weak@example.net', acceptedTerms: terms.version };
    for (const weak of ['short', 'aaaaaaaaaaaaaaaa', 'weak@example.net', 'x'.repeat(257)]) {
      await expect(client.register({ ...form, password: weak })).rejects.toMatchObject({
        code: 'password_refused',
      });
    }
    await expect(client.register({ ...form, acceptedTerms: 'old' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(client.register({ ...form, address: 'tammy.gould@example.gov' })).rejects.toMatchObject({
      code: 'use_work_account',
    });
    await expect(client.signIn({ address: 'tammy.gould@example.gov', password })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
  });

  it('makes whoever guesses passwords wait, alike for every address', async () => {
    await nameAddress(stack, 'guess@example.net');
    await register(stack, 'guess@example.net');
    for (const address of ['guess@example.net', 'unknown@example.net']) {
      const client = portalClient(stack);
      const codes: string[] = [];
      for (let i = 0; i < 6; i++) {
        await client
          .signIn({ address, password: 'wrong wrong wrong' })
          .catch((error) => codes.push(error.code));
      }
      expect(codes, address).toEqual([...Array(5).fill('sign_in_failed'), 'too_many_requests']);
    }
    await stack.moveClock(2 * MINUTE_MS);
    expect(await portalClient(stack).signIn({ address: 'GUESS@example.net', password })).toMatchObject({
      state: 'signed_in',
      me: { name: 'Pat Doe' },
    });
  });

  it('ends a session when it is signed out or idle', async () => {
    const browser = createBrowser();
    const client = portalClient(stack, browser);
    await client.signIn({ address: 'known@example.net', password });
    const stolen = createBrowser();
    for (const [name, value] of browser.cookies) stolen.cookies.set(name, value);
    expect(await portalClient(stack, stolen).me()).toMatchObject({ address: 'known@example.net' });
    await client.signOut();
    await expect(portalClient(stack, stolen).me()).rejects.toMatchObject({ code: 'not_signed_in' });

    await client.signIn({ address: 'known@example.net', password });
    await stack.moveClock(31 * MINUTE_MS);
    await expect(client.me()).rejects.toMatchObject({ code: 'not_signed_in' });
  });
});

describe('every answer', () => {
  it('carries the security headers, errors included', async () => {
    for (const path of [
      '/',
      '/m/AAAAAAAAAAAAAAAAAAAAAA',
      '/api/me',
      '/api/nothing',
      '/addin/pane.html',
      '/assets/none.js',
    ]) {
      const { headers } = await fetch(`${stack.urls.product}${path}`);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'");
      expect(headers.get('content-security-policy'), path).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers.get('cache-control'), path).toBe('no-store');
    }
  });

  it('refuses changes from another origin, other media types, broken JSON and huge bodies', async () => {
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${stack.urls.product}/api/sign-in`, { method: 'POST', headers, body });
    const json = { 'content-type': 'application/json' };
    const form = JSON.stringify({ address: 'a@example.net', password: 'x' });
    expect((await post({ ...json, origin: 'https://evil.example' }, form)).status).toBe(403);
    expect((await post({ 'content-type': 'text/plain' }, form)).status).toBe(415);
    expect((await post(json, '{')).status).toBe(400);
    expect((await post(json, JSON.stringify({ address: 'a@b', password: 1 }))).status).toBe(400);
    expect((await post(json, `{"address":"${'a'.repeat(2_000_000)}"}`)).status).toBe(413);
  });

  it('does not serve files from outside the built pages', async () => {
    for (const path of [
      '/assets/..%2f..%2f..%2fpackage.json',
      '/addin/..%2f..%2f..%2fhost.json',
      '/assets/..%2findex.html.br',
    ]) {
      const response = await fetch(`${stack.urls.product}${path}`);
      expect(await response.text()).not.toContain('"version"');
      expect(response.status, path).not.toBe(200);
    }
  });

  it('takes no token but one of its own identity provider, for itself, from the pane', async () => {
    const { accessToken, idToken } = await stack.brokerToken(stack.people[0]?.oid ?? '', [
      'api://1f0c3a52-7d4e-4b8a-8f21-6a9b0c1d2e3f/access_as_user',
    ]);
    const [head = '', payload = '', signature = ''] = accessToken.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, roles: ['Admin'] })).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const tokens = [
      idToken,
      `${head}.${forged}.${signature}`,
      `${none}.${payload}.`,
      'x',
      `${head}.${payload}.${'A'.repeat(342)}`,
    ];
    for (const token of tokens) {
      const response = await fetch(`${stack.urls.product}/api/me`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(response.status).toBe(401);
    }
    const good = await fetch(`${stack.urls.product}/api/me`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(await good.json()).toMatchObject({
      kind: 'staff',
      address: 'tammy.gould@example.gov',
      name: 'Tammy Gould',
    });
  });
});
