import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { type ConfigAnswer, routes } from '../../shared/api/index.ts';
import { toSendPolicy } from '../../shared/policy/index.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { serve } from './route.ts';

/** How long a browser may remember that it may ask. */
const PREFLIGHT_SECONDS = 86_400;
/** So long after a change of policy or of the vault's key a page may still hold the old one, which is no harm. */
const MAX_AGE_SECONDS = 60;

/** What pages may know before anyone has signed in: thresholds, hashed domains, the vault's public key. */
export function configRoute(deps: Dependencies): Hono<Env> {
  const app = new Hono<Env>();
  // Where Outlook runs the send alert without a page of ours (classic, Mac), its requests come from another origin:
  // Outlook's own, or ours spelt with a slash. Everybody may know this answer, and no cookie goes with the request.
  app.use(routes.config.path, cors({ origin: '*', allowMethods: ['GET'], maxAge: PREFLIGHT_SECONDS }));
  serve(app, deps, routes.config, async (_input, { c }) => {
    const answer = await configAnswer(deps);
    // The same for everybody: one answer does for the mails of a minute.
    c.header('cache-control', `public, max-age=${MAX_AGE_SECONDS}`);
    return answer;
  });
  return app;
}

async function configAnswer({ config, ports }: Dependencies): Promise<ConfigAnswer> {
  const { policy } = ports;
  const { name, helpPhone, helpAddress } = policy.organisation;
  const send = toSendPolicy(policy);
  const { kid, kty, n, e } = await ports.vault.publicKey();
  return {
    organisation: { name, helpPhone, helpAddress },
    insideDomainHashes: [...send.insideDomainHashes],
    send,
    maxMessageBytes: policy.maxMessageBytes,
    maxReaders: policy.maxReaders,
    expiry: policy.expiry,
    password: policy.password,
    terms: policy.terms,
    vaultKey: { kid, kty, n, e },
    signIn: {
      authority: `${config.identity.authority}/${config.identity.tenantId}`,
      paneClientId: config.identity.paneClientId,
      scope: `api://${config.identity.apiClientId}/access_as_user`,
    },
  };
}
