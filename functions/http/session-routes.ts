import { type Context, Hono } from 'hono';
import { type Reauthentication, settingsRoutes } from '../../shared/api/index.ts';
import { listAccountEvents } from '../accounts/account-events.ts';
import { byPasskey } from '../accounts/passkeys.ts';
import {
  byMailedCode,
  byPassword,
  type FurtherProof,
  mailReauthenticationCode,
  reauthenticate,
} from '../accounts/reauthenticate.ts';
import type { SignedIn } from '../accounts/session.ts';
import { endSession, listSessions, signOutEverywhere } from '../accounts/sessions.ts';
import { byTotp } from '../accounts/totp.ts';
import type { Ports } from '../ports.ts';
import { dropCookie, putCookie, readCookie } from './cookies.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { originOf } from './origin.ts';
import { serve } from './route.ts';

const HOUR_SECONDS = 3_600;

/** Routes of one's own sessions and history, and of proving once more who one is. */
export function sessionRoutes(deps: Dependencies): Hono<Env> {
  const { ports } = deps;
  const app = new Hono<Env>();

  serve(app, deps, settingsRoutes.sessions, async (_, { who }) =>
    listSessions(ports, who.caller.accountId, who.sessionId),
  );
  serve(app, deps, settingsRoutes.endSession, async ({ params }, { c, who }) => {
    await endSession(ports, who.caller.accountId, params.row);
    if (params.row === who.sessionId) dropCookie(c, 'session');
  });
  serve(app, deps, settingsRoutes.signOutEverywhere, async (_, { c, who }) => {
    await signOutEverywhere(ports, who.caller.accountId, originOf(deps, c));
    dropCookie(c, 'session');
  });
  serve(app, deps, settingsRoutes.history, async (_, { who }) =>
    listAccountEvents(ports, who.caller.accountId),
  );
  serve(app, deps, settingsRoutes.mailReauthenticationCode, async (_, { c, who }) => {
    const { token } = await mailReauthenticationCode(ports, who, originOf(deps, c));
    putCookie(c, 'reauthentication', token, HOUR_SECONDS);
  });
  serve(app, deps, settingsRoutes.reauthenticate, async ({ body }, { c, who }) => {
    const proof = furtherProof(ports, c, who, body);
    const { token, maxAgeSeconds } = await reauthenticate(ports, who, proof, originOf(deps, c));
    if ('code' in body) dropCookie(c, 'reauthentication');
    if ('passkey' in body) dropCookie(c, 'passkey');
    putCookie(c, 'session', token, maxAgeSeconds);
  });
  return app;
}

function furtherProof(ports: Ports, c: Context, who: SignedIn, body: Reauthentication): FurtherProof {
  if ('password' in body) return byPassword(ports, who, body.password);
  if ('code' in body) return byMailedCode(ports, who, body.code, readCookie(c, 'reauthentication'));
  if ('totp' in body) return byTotp(ports, who, body.totp);
  return byPasskey(ports, who, body.passkey, readCookie(c, 'passkey'));
}
