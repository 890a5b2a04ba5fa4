import { Hono } from 'hono';
import { accountRoutes } from '../../shared/api/index.ts';
import { mailHint } from '../accounts/hint.ts';
import { finishReset, mailReset, proveReset } from '../accounts/reset.ts';
import { dropCookie, putCookie, readCookie } from './cookies.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { originOf } from './origin.ts';
import { serve } from './route.ts';

const HOUR_SECONDS = 3_600;
/** A proof is good for so long; see reset.ts. */
const PROVED_SECONDS = 600;

/** Routes of finding back in without the password. */
export function recoveryRoutes(deps: Dependencies): Hono<Env> {
  const { ports } = deps;
  const app = new Hono<Env>();

  serve(app, deps, accountRoutes.mailReset, async ({ body }, { c }) => {
    // Without the account's id: an address that gets an account meanwhile must not show by another value.
    const { token } = await mailReset(ports, body.address, originOf(deps, c));
    putCookie(c, 'reset', token, HOUR_SECONDS);
  });
  serve(app, deps, accountRoutes.proveReset, async ({ body }, { c }) => {
    const { token, ...answer } = await proveReset(ports, body, readCookie(c, 'reset'));
    putCookie(c, 'reset', token, PROVED_SECONDS);
    return answer;
  });
  serve(app, deps, accountRoutes.finishReset, async ({ body }, { c }) => {
    await finishReset(ports, readCookie(c, 'reset'), body, originOf(deps, c));
    dropCookie(c, 'reset');
  });
  serve(app, deps, accountRoutes.mailHint, ({ body }, { c }) =>
    mailHint(ports, body.address, originOf(deps, c)),
  );
  return app;
}
