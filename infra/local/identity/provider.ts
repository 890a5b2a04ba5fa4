import { randomBytes } from 'node:crypto';
import Provider, { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { clientIds, people, portalClientSecret, tenantId } from '../people.ts';
import {
  accessTokenClaims,
  apiResource,
  apiScope,
  personClaims,
  subjectOf,
  tokenLifetimeSeconds,
} from './claims.ts';
import { graphScope } from './graph.ts';
import { createMemory } from './memory.ts';
import { renderConfirmSignOut, renderProblem, renderSignedOut } from './page.ts';
import type { SigningKey } from './signing-key.ts';

const apiServer = {
  scope: apiScope,
  audience: clientIds.api,
  accessTokenFormat: 'jwt',
  accessTokenTTL: tokenLifetimeSeconds,
  jwt: { sign: { alg: 'RS256' } },
} as const;
const sessionSeconds = 24 * 60 * 60;

/**
 * Builds the OpenID Connect provider with Entra's paths, claims and pairwise subjects, for mounting at
 * `/{tenantId}`. Access tokens for the API are JWTs (RS256) that follow `now`; consent is never asked, because
 * both clients are the organisation's own.
 */
export function createProvider({
  issuer,
  origin,
  graphUrl,
  key,
  now,
}: {
  issuer: string;
  origin: string;
  graphUrl: string;
  key: SigningKey;
  now: () => Date;
}): Provider {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  const page = (ctx: KoaContextWithOIDC, html: string) => {
    ctx.type = 'html';
    ctx.body = html;
  };
  return new Provider(issuer, {
    adapter: createMemory(),
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      end_session: '/oauth2/v2.0/logout',
      jwks: '/discovery/v2.0/keys',
    },
    clients: [portalClient(origin), paneClient(origin)],
    clientBasedCORS: (_ctx, from, client) => client.clientId === clientIds.pane && from === origin,
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: async (_ctx, oid, client) => subjectOf(oid, client.clientId),
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: {
      openid: ['sub', 'ver', 'tid', 'oid', 'roles'],
      profile: ['name', 'preferred_username'],
      email: ['email'],
    },
    conformIdTokenClaims: false,
    findAccount: async (_ctx, oid) => {
      const person = people.find((one) => one.oid === oid);
      return person && { accountId: oid, claims: async () => ({ sub: oid, ...personClaims(person) }) };
    },
    loadExistingGrant: grantEverything,
    interactions: { policy, url: (_ctx, { uid }) => `/${tenantId}/sign-in/${uid}` },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: {
        enabled: true,
        // Entra's clients name the resource inside the scope.
        defaultResource: async (ctx) =>
          (asksFor(ctx, apiScope)
            ? apiResource
            : asksFor(ctx, graphScope(graphUrl))
              ? graphUrl
              : undefined) as string,
        useGrantedResource: async () => true,
        getResourceServerInfo: async (_ctx, resource) =>
          resource === graphUrl
            ? { scope: graphScope(graphUrl), audience: graphUrl, accessTokenFormat: 'opaque' }
            : apiServer,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => page(ctx, renderConfirmSignOut(form)),
        postLogoutSuccessSource: async (ctx) => page(ctx, renderSignedOut()),
      },
    },
    formats: {
      customizers: {
        jwt: async (_ctx, token, parts) => {
          const person = people.find(({ oid }) => 'accountId' in token && oid === token.accountId);
          if (!person || !token.clientId) throw new Error('an access token without a person');
          parts.header = { ...parts.header, typ: 'JWT' };
          parts.payload = accessTokenClaims({ issuer, person, clientId: token.clientId, now: now() });
        },
      },
    },
    ttl: {
      AccessToken: tokenLifetimeSeconds,
      AuthorizationCode: 60,
      ClientCredentials: tokenLifetimeSeconds,
      IdToken: tokenLifetimeSeconds,
      Interaction: 60 * 60,
      RefreshToken: sessionSeconds,
      Session: sessionSeconds,
      Grant: sessionSeconds,
    },
    renderError: async (ctx, { error, error_description: description }) =>
      page(ctx, renderProblem(description ?? error)),
  });
}

function portalClient(origin: string) {
  return {
    client_id: clientIds.portal,
    client_secret: portalClientSecret,
    client_name: 'Sealpost portal',
    subject_type: 'pairwise' as const,
    token_endpoint_auth_method: 'client_secret_post' as const,
    grant_types: ['authorization_code', 'client_credentials'],
    redirect_uris: [`${origin}/api/sign-in/staff/callback`],
    post_logout_redirect_uris: [`${origin}/`, `${origin}/signed-out`],
  };
}

function paneClient(origin: string) {
  return {
    client_id: clientIds.pane,
    client_name: 'Sealpost in Outlook',
    subject_type: 'pairwise' as const,
    token_endpoint_auth_method: 'none' as const,
    redirect_uris: [`${origin}/addin/pane.html`],
  };
}

function asksFor(ctx: KoaContextWithOIDC, wanted: string): boolean {
  const scope = ctx.oidc.params?.scope;
  return typeof scope === 'string' && scope.split(' ').includes(wanted);
}

async function grantEverything(ctx: KoaContextWithOIDC) {
  const { provider, client, session } = ctx.oidc;
  const grant = new provider.Grant({
    ...(client && { clientId: client.clientId }),
    ...(session?.accountId !== undefined && { accountId: session.accountId }),
  });
  grant.addOIDCScope('openid profile email offline_access');
  grant.addResourceScope(apiResource, apiScope);
  await grant.save();
  return grant;
}
