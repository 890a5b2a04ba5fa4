import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisation } from '../../infra/local/people.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { startAccountStack } from './account-stack.ts';
import { type Authenticator, createAuthenticator, type Deviation } from './authenticator.ts';
import { createBrowser, type PortalClient, portalClient } from './clients.ts';
import {
  addTotp,
  codeAt,
  MINUTE_MS,
  password,
  pendingSignIn,
  RESTARTS_MS,
  recipient,
  told,
} from './factor-clients.ts';

const refused = { code: 'sign_in_failed' };

let stack: Stack;
let stop: () => Promise<void>;
let movedMs = 0;

const nowMs = () => Date.now() + movedMs;
async function move(byMs: number): Promise<void> {
  await stack.moveClock(byMs);
  movedMs += byMs;
}

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('passkeys'));
});
afterAll(async () => stop?.());

async function addPasskey(client: PortalClient, name = 'Phone'): Promise<Authenticator> {
  const authenticator = createAuthenticator(stack.urls.product);
  const { options } = await client.passkeyOptions();
  await client.addPasskey(authenticator.create(options), name);
  return authenticator;
}

/** Signs in with a passkey in a browser of its own. */
async function signInWith(authenticator: Authenticator, client = portalClient(stack)) {
  const { options } = await client.passkeySignInOptions();
  return client.signInByPasskey({ response: authenticator.get(options) });
}

describe('passkeys', () => {
  it('are added, open the account without naming an address, and are told by mail', async () => {
    const address = 'passkey@example.net';
    const client = await recipient(stack, address);
    const { options } = await client.passkeyOptions();
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: organisation.name },
      user: { id: (await client.me()).id, name: address, displayName: 'Pat Doe' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
    const authenticator = await addPasskey(client);
    await told(stack, address, 'A passkey was added');
    const again = await client.passkeyOptions();
    expect(again.options.excludeCredentials).toHaveLength(1);

    const begun = await portalClient(stack).passkeySignInOptions();
    expect(begun.options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(begun.options).not.toHaveProperty('allowCredentials');
    const answer = await signInWith(authenticator);
    expect(answer).toMatchObject({ state: 'signed_in', me: { address } });
    // The password goes on by itself: a passkey is an easier way in, not a lock on the others.
    expect(await portalClient(stack).signIn({ address, password })).toMatchObject({ state: 'signed_in' });
  });

  it('are refused for another origin, another challenge, an unverified owner, a used answer or counter', async () => {
    const client = await recipient(stack, 'refused@example.net');
    const authenticator = await addPasskey(client);
    const attempt = async (deviation: Deviation) => {
      const stranger = portalClient(stack);
      const { options } = await stranger.passkeySignInOptions();
      return stranger.signInByPasskey({ response: authenticator.get(options, deviation) });
    };
    for (const deviation of [
      { origin: 'https://sealpost.example' },
      { challenge: 'A'.repeat(43) },
      { isVerified: false },
      { userHandle: 'A'.repeat(22) },
      { userHandle: 'not an id' },
    ])
      await expect(attempt(deviation), JSON.stringify(deviation)).rejects.toMatchObject(refused);
    expect(await attempt({})).toMatchObject({ state: 'signed_in' });
    // A copy of the key whose counter has fallen behind.
    await expect(attempt({ counter: 1 })).rejects.toMatchObject(refused);

    const browser = createBrowser();
    const thief = portalClient(stack, browser);
    const { options } = await thief.passkeySignInOptions();
    const cookie = browser.cookies.get('__Host-sealpost-passkey') ?? '';
    const response = authenticator.get(options, { counter: 1000 });
    const body = { ...response, response: { ...(response.response as object), signature: 'AAAA' } };
    await expect(thief.signInByPasskey({ response: body })).rejects.toMatchObject(refused);
    browser.cookies.set('__Host-sealpost-passkey', cookie);
    expect(await thief.signInByPasskey({ response })).toMatchObject({ state: 'signed_in' });
    // The same answer with the same cookie, both stolen; then a later answer to the same challenge.
    for (const replayed of [response, authenticator.get(options, { counter: 1001 })]) {
      browser.cookies.set('__Host-sealpost-passkey', cookie);
      await expect(thief.signInByPasskey({ response: replayed })).rejects.toMatchObject(refused);
    }
    await expect(thief.signInByPasskey({ response: {} })).rejects.toMatchObject(refused);
  });

  it('count only with a challenge that this browser was given for this, for ten minutes', async () => {
    const browser = createBrowser();
    const client = await recipient(stack, 'challenge@example.net', browser);
    const authenticator = await addPasskey(client);
    const begin = async () => {
      const { options } = await client.passkeySignInOptions();
      return { options, cookie: browser.cookies.get('__Host-sealpost-passkey') ?? '' };
    };
    const { options, cookie } = await begin();
    const answer = { response: authenticator.get(options) };
    await expect(portalClient(stack).signInByPasskey(answer)).rejects.toMatchObject(refused);
    const [challenge, , mac] = cookie.split('.');
    for (const forged of [`${challenge}.9999999999999.${mac}`, `${challenge}..`, 'x']) {
      browser.cookies.set('__Host-sealpost-passkey', forged);
      await expect(client.signInByPasskey(answer)).rejects.toMatchObject(refused);
    }
    // A challenge for adding a passkey does not do for signing in.
    const adding = await client.passkeyOptions();
    await expect(
      client.signInByPasskey({ response: authenticator.get({ challenge: adding.options.challenge }) }),
    ).rejects.toMatchObject(refused);
    const late = await begin();
    await move(11 * MINUTE_MS);
    await expect(client.signInByPasskey({ response: authenticator.get(late.options) })).rejects.toMatchObject(
      refused,
    );
  });

  it('of one account neither open, rename nor remove those of another', async () => {
    const mine = await recipient(stack, 'mine@example.net');
    const other = await recipient(stack, 'other@example.net');
    const authenticator = await addPasskey(mine);
    const stranger = portalClient(stack);
    const { options } = await stranger.passkeySignInOptions();
    // Signed with my key, under the other account's name.
    const response = authenticator.get(options, { userHandle: (await other.me()).id });
    await expect(stranger.signInByPasskey({ response })).rejects.toMatchObject(refused);

    const id = await idOf(authenticator);
    await expect(other.renamePasskey(id, 'Mine now')).rejects.toMatchObject({ code: 'not_found' });
    await expect(other.removePasskey(id)).rejects.toMatchObject({ code: 'not_found' });
    await mine.renamePasskey(id, '<b>Work</b> phone');
    await mine.removePasskey(id);
    await told(stack, 'mine@example.net', 'A passkey was removed');
    await expect(mine.removePasskey(id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(signInWith(authenticator)).rejects.toMatchObject(refused);
  });

  it('are not added from another origin, unverified, twice, with a bad name or without a fresh proof', async () => {
    const client = await recipient(stack, 'adding@example.net');
    const bad = { code: 'bad_request' };
    for (const deviation of [
      { origin: 'https://sealpost.example' },
      { isVerified: false },
      { challenge: 'A'.repeat(43) },
    ]) {
      const { options } = await client.passkeyOptions();
      const response = createAuthenticator(stack.urls.product).create(options, deviation);
      await expect(client.addPasskey(response, 'Phone')).rejects.toMatchObject(bad);
    }
    const authenticator = await addPasskey(client);
    const { options } = await client.passkeyOptions();
    for (const name of ['', '   ', 'x'.repeat(61), 'a\u0007b'])
      await expect(client.addPasskey(authenticator.create(options), name)).rejects.toMatchObject(bad);
    await expect(client.addPasskey(authenticator.create(options), 'Again')).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(client.addPasskey({}, 'Nothing')).rejects.toMatchObject(bad);
    await move(16 * MINUTE_MS);
    await expect(client.passkeyOptions()).rejects.toMatchObject({ code: 'fresh_sign_in_needed' });
  });

  it('and codes of an app prove once more who is signed in, each for its own account', async () => {
    const browser = createBrowser();
    const client = await recipient(stack, 'again@example.net', browser);
    const { secret } = await addTotp(client, nowMs());
    const authenticator = await addPasskey(client);
    const strangers = await addPasskey(await recipient(stack, 'strange@example.net'));
    const stale = { code: 'fresh_sign_in_needed' };
    await move(16 * MINUTE_MS);
    await expect(client.newRecoveryCodes()).rejects.toMatchObject(stale);
    const begun = await client.reauthenticationPasskeyOptions();
    expect(begun.options.allowCredentials).toHaveLength(1);
    await expect(client.reauthenticate({ passkey: strangers.get(begun.options) })).rejects.toMatchObject(
      refused,
    );
    // A challenge for signing in does not do for this.
    const other = await client.passkeySignInOptions();
    await expect(client.reauthenticate({ passkey: authenticator.get(other.options) })).rejects.toMatchObject(
      refused,
    );
    await expect(client.newRecoveryCodes()).rejects.toMatchObject(stale);
    const { options } = await client.reauthenticationPasskeyOptions();
    await client.reauthenticate({ passkey: authenticator.get(options) });
    await client.newRecoveryCodes();

    await move(16 * MINUTE_MS);
    await expect(client.newRecoveryCodes()).rejects.toMatchObject(stale);
    const code = codeAt(secret, nowMs());
    await client.reauthenticate({ totp: code });
    await client.newRecoveryCodes();
    await expect(client.reauthenticate({ totp: code })).rejects.toMatchObject({ code: 'code_wrong' });
  });

  it('are enough where an app is asked for, and are among the ways', async () => {
    const address = 'instead@example.net';
    const client = await recipient(stack, address);
    await addTotp(client, nowMs());
    const authenticator = await addPasskey(client);
    const { client: pending, browser, ways } = await pendingSignIn(stack, address);
    expect(ways).toEqual(['totp', 'recovery_code', 'passkey']);
    expect(await signInWith(authenticator, pending)).toMatchObject({ state: 'signed_in', me: { address } });
    expect([...browser.cookies.keys()]).not.toContain('__Host-sealpost-second-factor');
  });
});

describe('policy', { timeout: RESTARTS_MS }, () => {
  const withSignIn = (signIn: Record<string, unknown>) =>
    stack.restartFunctions({ SEALPOST_POLICY: JSON.stringify({ organisation, signIn }) });

  it('asks for the passkey beside a password where a second factor is required, and can do without passkeys', async () => {
    const address = 'required@example.net';
    await withSignIn({ secondFactor: 'required' });
    const client = await recipient(stack, address);
    const authenticator = await addPasskey(client);
    expect(await client.me()).toMatchObject({ duties: [] });
    // Whoever may lose the one device gets codes for that day.
    const { codes } = await client.newRecoveryCodes();
    const { ways, client: pending } = await pendingSignIn(stack, address);
    expect(ways).toEqual(['recovery_code', 'passkey']);
    expect(await pending.signInSecondFactor('recovery_code', codes[0] ?? '')).toMatchObject({
      state: 'signed_in',
    });
    expect(await signInWith(authenticator)).toMatchObject({ state: 'signed_in' });

    await withSignIn({ passkeys: false });
    const forbidden = { code: 'forbidden' };
    const options = { challenge: 'A'.repeat(43) };
    await expect(portalClient(stack).passkeySignInOptions()).rejects.toMatchObject(forbidden);
    await expect(
      portalClient(stack).signInByPasskey({ response: authenticator.get(options) }),
    ).rejects.toMatchObject(forbidden);
    await expect(client.passkeyOptions()).rejects.toMatchObject(forbidden);
    await client.removePasskey(await idOf(authenticator));
    await stack.restartFunctions();
  });
});

/** What the service calls a passkey: the SHA-256 of its credential id. */
async function idOf(authenticator: Authenticator): Promise<string> {
  const { id } = authenticator.get({ challenge: '' });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(String(id)));
  return Buffer.from(digest).toString('base64url');
}
