import { Hono } from 'hono';
import { routes } from '../../shared/api/index.ts';
import { encryptToReader } from '../../shared/envelope/index.ts';
import { fetchAccountKey } from '../accounts/account-key.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { meAnswer } from './enter.ts';
import { serve } from './route.ts';

/** Who is signed in, and the key of the account. */
export function meRoutes(deps: Dependencies): Hono<Env> {
  const { ports } = deps;
  const app = new Hono<Env>();
  serve(app, deps, routes.me, async (_, { who }) => meAnswer(who));
  serve(app, deps, routes.accountKey, async ({ body }, { who }) => {
    const key = await fetchAccountKey(ports, who.caller.accountId);
    return { key: await encryptToReader(key, body.ephemeralKey) };
  });
  return app;
}
