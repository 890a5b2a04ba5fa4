import { Hono } from 'hono';
import { settingsRoutes } from '../../shared/api/index.ts';
import { acceptTerms } from '../accounts/accept-terms.ts';
import { changeAddress, confirmAddress } from '../accounts/change-address.ts';
import { changeName } from '../accounts/change-name.ts';
import { changePassword, postponePassword } from '../accounts/change-password.ts';
import { closeAccount } from '../accounts/close-account.ts';
import { changeHint } from '../accounts/hint.ts';
import { changePreferences } from '../accounts/preferences.ts';
import { readProfile } from '../accounts/profile.ts';
import { changeQuestion } from '../accounts/question.ts';
import { dropCookie, putCookie, readCookie } from './cookies.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { originOf } from './origin.ts';
import { serve } from './route.ts';

const HOUR_SECONDS = 3_600;

/** Routes of one's own account: who one is, the password, the address, what helps back in, the end. */
export function settingsRoutesOf(deps: Dependencies): Hono<Env> {
  const { ports } = deps;
  const app = new Hono<Env>();

  serve(app, deps, settingsRoutes.profile, (_, { who }) => readProfile(ports, who.caller.accountId));
  serve(app, deps, settingsRoutes.changeName, ({ body }, { c, who }) =>
    changeName(ports, who.caller.accountId, body, originOf(deps, c)),
  );
  serve(app, deps, settingsRoutes.changePreferences, ({ body }, { who }) =>
    changePreferences(ports, who.caller.accountId, body),
  );
  serve(app, deps, settingsRoutes.changePassword, ({ body }, { c, who }) =>
    changePassword(ports, who, body.password, originOf(deps, c)),
  );
  serve(app, deps, settingsRoutes.postponePassword, (_, { who }) =>
    postponePassword(ports, who.caller.accountId),
  );
  serve(app, deps, settingsRoutes.changeAddress, async ({ body }, { c, who }) => {
    const origin = originOf(deps, c);
    const { oldToken, newToken } = await changeAddress(ports, who.caller.accountId, body.address, origin);
    putCookie(c, 'oldAddress', oldToken, HOUR_SECONDS);
    putCookie(c, 'newAddress', newToken, HOUR_SECONDS);
  });
  serve(app, deps, settingsRoutes.confirmAddress, async ({ body }, { c, who }) => {
    const tokens = { oldToken: readCookie(c, 'oldAddress'), newToken: readCookie(c, 'newAddress') };
    await confirmAddress(ports, who.caller.accountId, body, tokens, originOf(deps, c));
    dropCookie(c, 'oldAddress');
    dropCookie(c, 'newAddress');
  });
  serve(app, deps, settingsRoutes.closeAccount, async (_, { c, who }) => {
    await closeAccount(ports, who.caller.accountId, originOf(deps, c));
    dropCookie(c, 'session');
  });
  serve(app, deps, settingsRoutes.acceptTerms, ({ body }, { c, who }) =>
    acceptTerms(ports, who.caller.accountId, body.version, originOf(deps, c)),
  );
  serve(app, deps, settingsRoutes.changeHint, ({ body }, { c, who }) =>
    changeHint(ports, who.caller.accountId, body.hint, originOf(deps, c)),
  );
  serve(app, deps, settingsRoutes.changeQuestion, ({ body }, { c, who }) =>
    changeQuestion(ports, who.caller.accountId, body, originOf(deps, c)),
  );
  return app;
}
