import { Hono } from 'hono';
import { accountRoutes } from '../../shared/api/index.ts';
import { admit } from '../accounts/admit.ts';
import { resendFlow } from '../accounts/begin-flow.ts';
import { accountIdFor } from '../accounts/directory.ts';
import { confirmByCode, confirmByLink, register } from '../accounts/register.ts';
import { dropCookie, putCookie, readCookie } from './cookies.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { enter } from './enter.ts';
import { originOf } from './origin.ts';
import { serve } from './route.ts';

const HOUR_SECONDS = 3_600;

/** Routes of registering. */
export function registrationRoutes(deps: Dependencies): Hono<Env> {
  const { ports } = deps;
  const app = new Hono<Env>();

  serve(app, deps, accountRoutes.register, async ({ body }, { c }) => {
    const { token } = await register(ports, body, originOf(deps, c));
    putCookie(c, 'registration', token, HOUR_SECONDS);
  });
  serve(app, deps, accountRoutes.resendCode, async ({ body }, { c }) =>
    resendFlow(ports, 'register', await accountIdFor(ports, body.address), readCookie(c, 'registration')),
  );
  serve(app, deps, accountRoutes.confirm, async ({ body }, { c }) => {
    const origin = originOf(deps, c);
    const token = readCookie(c, 'registration');
    const accountId = await confirmByCode(ports, body.address, body.code, token, origin);
    dropCookie(c, 'registration');
    return enter(c, await admit(ports, accountId, { method: 'registration' }, origin));
  });
  serve(app, deps, accountRoutes.confirmByLink, async ({ body }, { c }) => {
    const origin = originOf(deps, c);
    const accountId = await confirmByLink(ports, body, readCookie(c, 'registration'), origin);
    dropCookie(c, 'registration');
    return enter(c, await admit(ports, accountId, { method: 'registration' }, origin));
  });
  return app;
}
