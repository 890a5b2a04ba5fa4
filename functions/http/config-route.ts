import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { type ConfigAnswer, routes } from '../../shared/api/index.ts';
import { type Policy, toSendPolicy } from '../../shared/policy/index.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { usableProviders } from './provider-routes.ts';
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

/** Browsers hand through only what a mail will say. */
function mailed({ confirmations }: Policy): ConfigAnswer['confirmations'] {
  const isMailed = confirmations.sent === 'mail';
  return {
    subject: isMailed && confirmations.subject,
    attachmentNames: isMailed && confirmations.attachmentNames,
  };
}

async function configAnswer(deps: Dependencies): Promise<ConfigAnswer> {
  const { config, ports } = deps;
  const { policy } = ports;
  const { name, helpPhone, helpAddress, language } = policy.organisation;
  const send = toSendPolicy(policy);
  const { minDays, defaultDays, maxDays } = policy.expiry;
  const { kid, kty, n, e } = await ports.vault.publicKey();
  return {
    organisation: { name, helpPhone, helpAddress, language },
    branding: { colour: policy.branding.colour, hasLogo: policy.branding.logo !== '' },
    insideDomainHashes: [...send.insideDomainHashes],
    send,
    maxMessageBytes: policy.maxMessageBytes,
    maxReaders: policy.maxReaders,
    expiry: { minDays, defaultDays, maxDays },
    ...(policy.messageFile.when === 'never' ? {} : { messageFiles: true as const }),
    confirmations: mailed(policy),
    password: {
      minLength: policy.password.minLength,
      minLengthWithSecondFactor: policy.password.minLengthWithSecondFactor,
      maxLength: policy.password.maxLength,
      kinds: policy.password.kinds,
    },
    ways: {
      oneTimeCode: policy.signIn.oneTimeCode,
      passkeys: policy.signIn.passkeys,
      secondFactor: policy.signIn.secondFactor,
      providers: usableProviders(deps),
      rememberDays: policy.session.rememberDays,
      hint: policy.recovery.hint,
      securityQuestion: policy.recovery.securityQuestion,
    },
    terms: policy.terms,
    vaultKey: { kid, kty, n, e },
    signIn: {
      authority: `${config.identity.authority}/${config.identity.tenantId}`,
      paneClientId: config.identity.paneClientId,
      scope: `api://${config.identity.apiClientId}/access_as_user`,
    },
  };
}
