import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Identity, startIdentity } from '../../infra/local/identity/server.ts';
import { clientIds, localPassword, people, portalClientSecret, tenantId } from '../../infra/local/people.ts';
import { findFreePorts } from '../../infra/local/ports.ts';
import { ensureCertificate } from '../../infra/local/tls.ts';

const origin = 'https://localhost:3000';
const redirectUri = `${origin}/api/sign-in/staff/callback`;
const apiScope = `api://${clientIds.api}/access_as_user`;
const tammy = people[0];

describe('local identity provider', () => {
  let folder: string;
  let identity: Identity;
  let ca: string;
  let offsetMs = 0;

  /** fetch that trusts the local CA, keeps cookies in `jar` and follows no redirect. */
  function browser() {
    const jar = new Map<string, string>();
    return async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
      const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = Object.fromEntries(new Headers(init.headers));
      if (init.body !== undefined) headers['content-type'] ??= 'application/x-www-form-urlencoded';
      return new Promise((resolve, reject) => {
        const outgoing = request(
          url,
          { ca, method: init.method ?? 'GET', headers: { ...headers, cookie: cookies } },
          (incoming) => {
            for (const cookie of incoming.headers['set-cookie'] ?? []) {
              const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
              jar.set(name, value);
            }
            const status = incoming.statusCode ?? 500;
            const plain = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
              name,
              String(value),
            ]);
            const body =
              status === 204 || status === 303 ? null : (Readable.toWeb(incoming) as ReadableStream);
            resolve(new Response(body, { status, headers: plain }));
          },
        );
        outgoing.once('error', reject);
        outgoing.end(init.body === undefined || init.body === null ? undefined : String(init.body));
      });
    };
  }

  async function discover(clientId: string, secret?: string) {
    const fetch = browser();
    return oidc.discovery(
      new URL(identity.issuer),
      clientId,
      secret,
      secret === undefined ? oidc.None() : undefined,
      { [oidc.customFetch]: (url, options) => fetch(url, options as RequestInit) },
    );
  }

  /** Walks the sign-in as a browser does and returns the URL of the callback. */
  async function walk(url: URL, password = localPassword): Promise<{ callback?: URL; page: string }> {
    const go = browser();
    const started = await go(url);
    expect(started.status).toBe(303);
    const signIn = new URL(started.headers.get('location') ?? '', identity.url);
    expect((await go(signIn)).status).toBe(200);
    const body = new URLSearchParams({ address: tammy?.address ?? '', password });
    const posted = await go(signIn, { method: 'POST', body });
    if (posted.status !== 303) return { page: await posted.text() };
    const resumed = await go(posted.headers.get('location') ?? '');
    return { callback: new URL(resumed.headers.get('location') ?? ''), page: '' };
  }

  async function verify(token: string, audience: string) {
    const jwks = await (await browser()(`${identity.url}/${tenantId}/discovery/v2.0/keys`)).json();
    return jwtVerify(token, createLocalJWKSet(jwks), {
      issuer: identity.issuer,
      audience,
      algorithms: ['RS256'],
      currentDate: new Date(Date.now() + offsetMs),
    });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'identity-'));
    const tls = await ensureCertificate(folder);
    ca = tls.ca;
    const [port = 0] = await findFreePorts(1);
    identity = await startIdentity({
      folder,
      port,
      tls,
      origin,
      now: () => new Date(Date.now() + offsetMs),
      smtpPort: 0,
    });
  });
  afterAll(async () => {
    await identity.stop();
    await rm(folder, { recursive: true });
  });

  test("has Entra's addresses", async () => {
    const metadata = (await discover(clientIds.portal, portalClientSecret)).serverMetadata();
    const base = `${identity.url}/${tenantId}`;
    expect(metadata).toMatchObject({
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    });
  });

  test('signs staff in to the portal: code, PKCE, ID token with the claims of Entra', async () => {
    const config = await discover(clientIds.portal, portalClientSecret);
    const verifier = oidc.randomPKCECodeVerifier();
    const nonce = oidc.randomNonce();
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      state: 'the-state',
      nonce,
      prompt: 'select_account',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const { callback } = await walk(url);
    if (!callback) throw new Error('not signed in');
    expect(callback.href.startsWith(`${redirectUri}?`)).toBe(true);
    const tokens = await oidc.authorizationCodeGrant(config, callback, {
      expectedState: 'the-state',
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
    });
    expect(tokens.claims()).toMatchObject({
      iss: identity.issuer,
      aud: clientIds.portal,
      ver: '2.0',
      tid: tenantId,
      oid: tammy?.oid,
      name: 'Tammy Gould',
      preferred_username: 'tammy.gould@example.gov',
      email: 'tammy.gould@example.gov',
      roles: ['Sender'],
    });
    expect(tokens.claims()?.sub).not.toBe(tammy?.oid);
    await verify(tokens.id_token ?? '', clientIds.portal);
  });

  test('gives a public client an access token for the API alone', async () => {
    const config = await discover(clientIds.pane);
    const verifier = oidc.randomPKCECodeVerifier();
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: `${origin}/addin/pane.html`,
      scope: `openid profile ${apiScope}`,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const { callback } = await walk(url);
    if (!callback) throw new Error('not signed in');
    const tokens = await oidc.authorizationCodeGrant(config, callback, { pkceCodeVerifier: verifier });
    const { payload } = await verify(tokens.access_token, clientIds.api);
    expect(payload).toEqual({
      iss: identity.issuer,
      aud: clientIds.api,
      sub: expect.any(String),
      azp: clientIds.pane,
      azpacr: '0',
      scp: 'access_as_user',
      ver: '2.0',
      tid: tenantId,
      oid: tammy?.oid,
      name: 'Tammy Gould',
      preferred_username: 'tammy.gould@example.gov',
      roles: ['Sender'],
      iat: expect.any(Number),
      nbf: expect.any(Number),
      exp: expect.any(Number),
    });
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ typ: 'JWT', alg: 'RS256' });
  });

  test('refuses a wrong password and a foreign redirect', async () => {
    const config = await discover(clientIds.portal, portalClientSecret);
    const { page, callback } = await walk(
      oidc.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: 'openid' }),
      'wrong',
    );
    expect(callback).toBeUndefined();
    expect(page).toContain('The address or the password is not right.');
    const foreign = oidc.buildAuthorizationUrl(config, {
      redirect_uri: 'https://evil.example/',
      scope: 'openid',
    });
    expect((await browser()(foreign)).status).toBe(400);
  });

  test('the broker signs for the pane with the same keys, by the clock that tests move', async () => {
    offsetMs = 40 * 24 * 60 * 60 * 1000;
    const { accessToken, idToken, expiresInSeconds } = await identity.brokerToken(tammy?.oid ?? '', [
      apiScope,
    ]);
    expect(expiresInSeconds).toBe(3600);
    expect((await verify(accessToken, clientIds.api)).payload).toMatchObject({
      azp: clientIds.pane,
      oid: tammy?.oid,
    });
    expect((await verify(idToken, clientIds.pane)).payload).toMatchObject({
      oid: tammy?.oid,
      roles: ['Sender'],
    });
    await expect(identity.brokerToken('nobody', [apiScope])).rejects.toThrow('AADSTS50034');
    await expect(identity.brokerToken(tammy?.oid ?? '', ['User.Read'])).rejects.toThrow('AADSTS70011');
    offsetMs = 0;
  });
});
