import { type Context, Hono } from 'hono';
import { accountRoutes } from '../../shared/api/index.ts';
import { openSession } from '../accounts/session.ts';
import { staffAccount } from '../accounts/staff.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { backToSignIn, comeBackFrom, leaveFor } from './elsewhere.ts';
import { enter } from './enter.ts';
import { originOf } from './origin.ts';
import { serve } from './route.ts';

/** Routes of the organisation's own sign-in. */
export function staffRoutes(deps: Dependencies): Hono<Env> {
  const { ports, identity } = deps;
  const app = new Hono<Env>();
  serve(app, deps, accountRoutes.signInStaff, async ({ query }, { c }) =>
    leaveFor(ports, c, 'staff', await identity.beginSignIn(), query),
  );
  serve(app, deps, accountRoutes.signInStaffCallback, async (_, { c }) =>
    finishStaffSignIn(deps, c).catch((thrown: unknown) =>
      backToSignIn(ports, c, 'staff', thrown, 'work-account'),
    ),
  );
  return app;
}

async function finishStaffSignIn(deps: Dependencies, c: Context): Promise<Response> {
  const { ports, identity, directory } = deps;
  const { pending, returnTo } = await comeBackFrom(ports, c, 'staff');
  const claims = await identity.finishSignIn(new URL(c.req.url), pending);
  const caller = await staffAccount(ports, directory, claims);
  const session = await openSession(ports, caller.accountId, {
    method: 'work',
    origin: originOf(deps, c),
    roles: claims.roles,
  });
  enter(c, { state: 'signed_in', ...session });
  return c.redirect(returnTo);
}
