import { Hono } from 'hono';
import { accountRoutes, settingsRoutes } from '../../shared/api/index.ts';
import { newRecoveryCodes } from '../accounts/recovery-codes.ts';
import { signInSecondFactor } from '../accounts/second-factor.ts';
import { beginTotp, confirmTotp, removeTotp } from '../accounts/totp.ts';
import { dropCookie, readCookie } from './cookies.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { enter } from './enter.ts';
import { originOf } from './origin.ts';
import { serve } from './route.ts';

/** Routes of the second factor: asked at sign-in, added and removed in the settings. */
export function secondFactorRoutes(deps: Dependencies): Hono<Env> {
  const { ports } = deps;
  const app = new Hono<Env>();

  serve(app, deps, accountRoutes.signInSecondFactor, async ({ body }, { c }) => {
    const pending = readCookie(c, 'secondFactor');
    const admission = await signInSecondFactor(ports, pending, body, originOf(deps, c));
    dropCookie(c, 'secondFactor');
    return enter(c, admission);
  });
  serve(app, deps, settingsRoutes.beginTotp, async (_, { who }) => beginTotp(ports, who.caller.accountId));
  serve(app, deps, settingsRoutes.confirmTotp, async ({ body }, { c, who }) => ({
    codes: await confirmTotp(ports, who.caller.accountId, body.code, originOf(deps, c)),
  }));
  serve(app, deps, settingsRoutes.removeTotp, async (_, { c, who }) =>
    removeTotp(ports, who.caller.accountId, originOf(deps, c)),
  );
  serve(app, deps, settingsRoutes.newRecoveryCodes, async (_, { c, who }) => ({
    codes: await newRecoveryCodes(ports, who.caller.accountId, originOf(deps, c)),
  }));
  return app;
}
