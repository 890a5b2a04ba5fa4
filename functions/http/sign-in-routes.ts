import { Hono } from 'hono';
import { accountRoutes } from '../../shared/api/index.ts';
import { admit } from '../accounts/admit.ts';
import { closeSession } from '../accounts/session.ts';
import { mailSignInCode, proveByMailedCode, proveByPassword } from '../accounts/sign-in.ts';
import { unlock } from '../accounts/unlock.ts';
import { dropCookie, putCookie, readCookie } from './cookies.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { enter, knowDevice } from './enter.ts';
import { originOf } from './origin.ts';
import { serve } from './route.ts';

const HOUR_SECONDS = 3_600;

/** Routes of recipients' signing in, and of signing out. */
export function signInRoutes(deps: Dependencies): Hono<Env> {
  const { ports } = deps;
  const app = new Hono<Env>();

  serve(app, deps, accountRoutes.signIn, async ({ body }, { c }) => {
    const origin = originOf(deps, c);
    const accountId = await proveByPassword(ports, body, origin);
    const remember = body.remember === true;
    return enter(c, await admit(ports, accountId, { method: 'password', remember }, origin));
  });
  serve(app, deps, accountRoutes.mailSignInCode, async ({ body }, { c }) => {
    const { token } = await mailSignInCode(ports, body.address, originOf(deps, c));
    putCookie(c, 'code', token, HOUR_SECONDS);
  });
  serve(app, deps, accountRoutes.signInByCode, async ({ body }, { c }) => {
    const origin = originOf(deps, c);
    const { accountId, proof } = await proveByMailedCode(ports, body, readCookie(c, 'code'), origin);
    dropCookie(c, 'code');
    return enter(c, await admit(ports, accountId, proof, origin));
  });
  serve(app, deps, accountRoutes.unlock, async ({ body }, { c }) => {
    const { device } = await unlock(ports, body.link, originOf(deps, c));
    knowDevice(c, device);
  });
  serve(app, deps, accountRoutes.signOut, async (_, { c }) => {
    const token = readCookie(c, 'session');
    if (token !== null) await closeSession(ports, token);
    dropCookie(c, 'session');
  });
  return app;
}
