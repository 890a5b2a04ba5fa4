import { Hono } from 'hono';
import { accountRoutes, settingsRoutes } from '../../shared/api/index.ts';
import { CHALLENGE_SECONDS } from '../accounts/passkey-challenge.ts';
import {
  addPasskey,
  passkeyOptions,
  passkeySignInOptions,
  reauthenticationPasskeyOptions,
  removePasskey,
  renamePasskey,
  signInByPasskey,
} from '../accounts/passkeys.ts';
import { dropCookie, putCookie, readCookie } from './cookies.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { enter } from './enter.ts';
import { originOf } from './origin.ts';
import { serve } from './route.ts';

/** Routes of passkeys: signing in with one, and those of one's own account. */
export function passkeyRoutes(deps: Dependencies): Hono<Env> {
  const { ports } = deps;
  const app = new Hono<Env>();

  serve(app, deps, accountRoutes.passkeySignInOptions, async (_, { c }) => {
    const { options, cookie } = await passkeySignInOptions(ports);
    putCookie(c, 'passkey', cookie, CHALLENGE_SECONDS);
    return { options };
  });
  serve(app, deps, accountRoutes.signInByPasskey, async ({ body }, { c }) => {
    const cookie = readCookie(c, 'passkey');
    dropCookie(c, 'passkey');
    const admission = await signInByPasskey(ports, cookie, body, originOf(deps, c));
    dropCookie(c, 'secondFactor');
    return enter(c, admission);
  });
  serve(app, deps, settingsRoutes.reauthenticationPasskeyOptions, async (_, { c, who }) => {
    const { options, cookie } = await reauthenticationPasskeyOptions(ports, who.caller.accountId);
    putCookie(c, 'passkey', cookie, CHALLENGE_SECONDS);
    return { options };
  });
  serve(app, deps, settingsRoutes.passkeyOptions, async (_, { c, who }) => {
    const { options, cookie } = await passkeyOptions(ports, who.caller.accountId);
    putCookie(c, 'passkey', cookie, CHALLENGE_SECONDS);
    return { options };
  });
  serve(app, deps, settingsRoutes.addPasskey, async ({ body }, { c, who }) => {
    const cookie = readCookie(c, 'passkey');
    dropCookie(c, 'passkey');
    await addPasskey(ports, who.caller.accountId, cookie, body, originOf(deps, c));
  });
  serve(app, deps, settingsRoutes.renamePasskey, async ({ params, body }, { who }) =>
    renamePasskey(ports, who.caller.accountId, params.row, body.name),
  );
  serve(app, deps, settingsRoutes.removePasskey, async ({ params }, { c, who }) =>
    removePasskey(ports, who.caller.accountId, params.row, originOf(deps, c)),
  );
  return app;
}
