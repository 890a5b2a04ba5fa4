import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import type Provider from 'oidc-provider';
import { readBody } from '../body.ts';
import { listen } from '../listen.ts';
import { localPassword, people, tenantId } from '../people.ts';
import { type BrokerToken, createBroker } from './broker.ts';
import { answerConsumerSignIn, createConsumers } from './consumers.ts';
import { answerSendMail, answerUsers } from './graph.ts';
import { mountRequest } from './mount.ts';
import { renderProblem, renderSignIn } from './page.ts';
import { createProvider } from './provider.ts';
import { ensureSigningKey } from './signing-key.ts';

/** A running identity provider. */
export type Identity = {
  /** The authority, without the tenant. */
  readonly url: string;
  readonly issuer: string;
  /** Tokens for the person signed in to Outlook, as its broker hands them to an add-in. */
  readonly brokerToken: BrokerToken;
  readonly stop: () => Promise<void>;
};

const mount = `/${tenantId}`;
const signInPath = new RegExp(`^${mount}/sign-in/[^/]+$`);

/**
 * Starts the stand-in for Microsoft Entra ID: OpenID Connect with Entra's paths and claims over https, for the
 * seeded people; beside it those of Microsoft's and Google's sign-in for everybody (consumers.ts) and Microsoft Graph's list of users and its sending of mail (graph.ts). `origin` is the product's; access tokens are dated by `now`; the signing key stands in `folder`.
 */
export async function startIdentity({
  folder,
  port,
  tls,
  origin,
  now,
  smtpPort,
}: {
  folder: string;
  port: number;
  tls: { key: string; cert: string };
  origin: string;
  now: () => Date;
  /** Of the mail system to which Microsoft Graph hands mails. */
  smtpPort: number;
}): Promise<Identity> {
  const url = `https://localhost:${port}`;
  const issuer = `${url}${mount}/v2.0`;
  const key = await ensureSigningKey(join(folder, 'signing-key.json'));
  const provider = createProvider({ issuer, origin, graphUrl: url, key, now });
  const answerProtocol = provider.callback();
  const consumers = createConsumers({ url, origin, key });
  const server = createServer(tls, (request, response) => {
    const asked = new URL(request.url ?? '/', url);
    const { pathname } = asked;
    protect(response, origin);
    if (pathname === '/v1.0/users') {
      answerUsers(provider, asked, request.headers, response).catch(() => response.destroy());
      return;
    }
    const [, mailbox] = /^\/v1\.0\/users\/([^/]+)\/sendMail$/.exec(pathname) ?? [];
    if (mailbox !== undefined && request.method === 'POST') {
      answerSendMail({ provider, smtpPort }, decodeURIComponent(mailbox), request, response).catch(() =>
        response.destroy(),
      );
      return;
    }
    if (signInPath.test(pathname)) {
      signIn(provider, request, response).catch(() => sendPage(response, 400, renderProblem(expired)));
      return;
    }
    const consumer = consumers.find((one) => pathname.startsWith(`${one.mount}/`));
    if (consumer !== undefined) {
      answerConsumerSignIn(consumer, request, response).catch(() =>
        sendPage(response, 400, renderProblem(expired)),
      );
      return;
    }
    if (!pathname.startsWith(`${mount}/`))
      return sendPage(response, 404, renderProblem('This page does not exist.'));
    // Entra has the discovery document below the issuer.
    mountRequest(request, mount, `${mount}/v2.0`);
    answerProtocol(request, response).catch(() => response.destroy());
  });
  const listening = await listen(server, port);
  return { url, issuer, brokerToken: createBroker({ issuer, key, now }), stop: listening.stop };
}

const expired = 'This sign-in has ended or was begun in another browser.';

async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const hint = typeof params.login_hint === 'string' ? params.login_hint : '';
  if (request.method !== 'POST') return sendPage(response, 200, renderSignIn({ address: hint }));
  const form = new URLSearchParams((await readBody(request)).toString());
  const address = (form.get('address') ?? '').trim();
  const person = people.find((one) => one.address === address.toLowerCase());
  if (!person || form.get('password') !== localPassword) {
    const problem = 'The address or the password is not right.';
    return sendPage(response, 400, renderSignIn({ address, problem }));
  }
  const result = { login: { accountId: person.oid }, select_account: {} };
  await provider.interactionFinished(request, response, result);
}

function protect(response: ServerResponse, origin: string): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader(
    'content-security-policy',
    // Chromium applies form-action to the redirects after a form, too, and the last one leads to the product.
    `default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self' ${origin}; frame-ancestors 'none'`,
  );
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(html);
}
