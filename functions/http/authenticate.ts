import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '../../shared/errors.ts';
import { findSession, type SignedIn } from '../accounts/session.ts';
import { staffAccount } from '../accounts/staff.ts';
import { readCookie } from './cookies.ts';
import type { Dependencies } from './dependencies.ts';

/** The time a bearer token's caller may be shown as signed in; the pane asks for a new token itself. */
const BEARER_MINUTES = 60;

/** Finds who calls: staff by bearer token (the pane), or whoever holds the session cookie. Throws `not_signed_in`. */
export async function signedIn(deps: Dependencies, c: Context): Promise<SignedIn> {
  const authorization = c.req.header('authorization');
  if (authorization !== undefined) {
    const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/.exec(authorization)?.[1];
    if (token === undefined) throw new AppError('not_signed_in');
    const claims = await deps.identity.verifyAccessToken(token);
    const now = deps.ports.clock.now();
    const until = new Date(now.getTime() + BEARER_MINUTES * 60_000).toISOString();
    return {
      caller: await staffAccount(deps.ports, deps.directory, claims),
      at: now.toISOString(),
      signedInUntil: until,
      signedInAtMostUntil: until,
      sessionId: null,
      isFresh: true,
      hasApp: false,
      duties: [],
      preferences: { language: null, timeZone: null, pageSize: 25 },
    };
  }
  const cookie = readCookie(c, 'session');
  const session = cookie === null ? null : await findSession(deps.ports, cookie);
  if (session === null) throw new AppError('not_signed_in');
  return session;
}

/** Refuses a change that another site's page asks for: cookies alone must never speak for a person. */
export function requireSameOrigin(origin: string): MiddlewareHandler {
  return async (c, next) => {
    const isChange = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    const from = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const isForeign =
      (from !== undefined && from !== origin) || (site !== undefined && site !== 'same-origin');
    if (isChange && isForeign) throw new AppError('forbidden', { detail: 'another origin' });
    await next();
  };
}
