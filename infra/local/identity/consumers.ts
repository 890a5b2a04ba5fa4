import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider, { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { readBody } from '../body.ts';
import { consumerClients } from '../people.ts';
import { type ConsumerForm, readConsumerForm, renderConsumerSignIn } from './consumer-page.ts';
import { createMemory } from './memory.ts';
import { mountRequest } from './mount.ts';
import { renderProblem } from './page.ts';
import type { SigningKey } from './signing-key.ts';

/*
 * Stand-ins for the sign-in of Microsoft (its common endpoint) and of Google, with their paths and the claims that
 * matter: whether the address is verified. Whoever signs in types any address, and says what the provider knows of
 * it, so that every answer of the real ones can be tried on this machine.
 */

type ConsumerId = keyof typeof consumerClients;
/** One stand-in: where it is mounted, and whom it has seen, by account id. */
export type Consumer = {
  readonly id: ConsumerId;
  readonly name: string;
  readonly mount: string;
  readonly issuerPath: string;
  readonly provider: Provider;
  readonly people: Map<string, ConsumerForm>;
};

const places = {
  microsoft: {
    name: 'Microsoft',
    mount: '/common',
    issuerPath: '/common/v2.0',
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      jwks: '/discovery/v2.0/keys',
    },
  },
  google: {
    name: 'Google',
    mount: '/google',
    issuerPath: '/google',
    routes: { authorization: '/o/oauth2/v2/auth', token: '/token', jwks: '/oauth2/v3/certs' },
  },
} as const;
/** The tenant of personal Microsoft accounts. */
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';
const SESSION_SECONDS = 24 * 60 * 60;

/** Builds both stand-ins, for mounting at their `mount` on `url`; `origin` is the product's. */
export function createConsumers(at: { url: string; origin: string; key: SigningKey }): Consumer[] {
  return [createConsumer('microsoft', at), createConsumer('google', at)];
}

function createConsumer(
  id: ConsumerId,
  { url, origin, key }: { url: string; origin: string; key: SigningKey },
): Consumer {
  const { name, mount, issuerPath, routes } = places[id];
  const people = new Map<string, ConsumerForm>();
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  const provider = new Provider(`${url}${issuerPath}`, {
    adapter: createMemory(),
    jwks: { keys: [key] },
    // All providers of this host share its cookies.
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: `_session_${id}`, interaction: `_interaction_${id}`, resume: `_resume_${id}` },
    },
    routes,
    clients: [
      {
        client_id: consumerClients[id].id,
        client_secret: consumerClients[id].secret,
        client_name: 'Sealpost',
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${origin}/api/sign-in/with/${id}/callback`],
      },
    ],
    responseTypes: ['code'],
    scopes: ['openid', 'profile', 'email'],
    claims: {
      openid: ['sub', 'tid', 'ver'],
      profile: ['name', 'given_name', 'family_name'],
      email: ['email', 'email_verified', 'xms_edov'],
    },
    conformIdTokenClaims: false,
    findAccount: async (_ctx, accountId) => {
      const person = people.get(accountId);
      return person && { accountId, claims: async () => ({ sub: accountId, ...claimsOf(id, person) }) };
    },
    loadExistingGrant: grantEverything,
    interactions: { policy, url: (_ctx, { uid }) => `${mount}/sign-in/${uid}` },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 3600,
      Session: SESSION_SECONDS,
      Grant: SESSION_SECONDS,
    },
    renderError: async (ctx, { error, error_description: description }) => {
      ctx.type = 'html';
      ctx.body = renderProblem(description ?? error);
    },
  });
  return { id, name, mount, issuerPath, provider, people };
}

/** What each provider says of somebody: Microsoft has no `email_verified`, Google no `xms_edov`. */
function claimsOf(id: ConsumerId, { address, name, isVerified }: ConsumerForm) {
  if (id === 'microsoft')
    return { ver: '2.0', tid: PERSONAL_TENANT, name, email: address, ...(isVerified && { xms_edov: true }) };
  const [given = '', ...family] = name.split(' ');
  return {
    name,
    given_name: given,
    family_name: family.join(' '),
    email: address,
    email_verified: isVerified,
  };
}

/** Answers a request below a stand-in's mount: its sign-in page, or the protocol. */
export async function answerConsumerSignIn(
  { id, name, mount, issuerPath, provider, people }: Consumer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (!path.startsWith(`${mount}/sign-in/`)) {
    if (path.startsWith(`${mount}${places[id].routes.authorization}`)) forgetSession(request, id);
    mountRequest(request, mount, issuerPath);
    return provider.callback()(request, response);
  }
  await provider.interactionDetails(request, response);
  const form = request.method === 'POST' ? readConsumerForm((await readBody(request)).toString()) : null;
  if (form === null) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(renderConsumerSignIn(name));
    return;
  }
  if (form === 'cancelled') {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
    return;
  }
  // One person may come with another address: whoever names the same account is the same subject.
  const subject = createHash('sha256')
    .update(`${id} ${form.account || form.address}`)
    .digest('base64url');
  people.set(subject, form);
  await provider.interactionFinished(request, response, {
    login: { accountId: subject },
    select_account: {},
  });
}

/** Each sign-in stands for itself: for another person the provider would ask to sign the first one out. */
function forgetSession(request: IncomingMessage, id: ConsumerId): void {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  request.headers.cookie = cookies.filter((cookie) => !cookie.startsWith(`_session_${id}`)).join('; ');
}

async function grantEverything(ctx: KoaContextWithOIDC) {
  const { provider, client, session } = ctx.oidc;
  const grant = new provider.Grant({
    ...(client && { clientId: client.clientId }),
    ...(session?.accountId !== undefined && { accountId: session.accountId }),
  });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}
