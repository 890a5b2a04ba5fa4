import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import {
  confirmRequestSchema,
  keyRequestSchema,
  type MeAnswer,
  registerRequestSchema,
  resendRequestSchema,
  signInRequestSchema,
} from '../../shared/api/index.ts';
import { encryptToReader } from '../../shared/envelope/index.ts';
import { AppError } from '../../shared/errors.ts';
import { fetchAccountKey } from '../accounts/account-key.ts';
import { confirmRegistration, register, resendCode } from '../accounts/register.ts';
import { closeSession, openSession, type SignedIn } from '../accounts/session.ts';
import { signIn } from '../accounts/sign-in.ts';
import { staffAccount } from '../accounts/staff.ts';
import { signedIn } from './authenticate.ts';
import { dropCookie, putCookie, readCookie } from './cookies.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { body } from './parse.ts';

const HOUR_SECONDS = 3_600;
const STAFF_SIGN_IN_SECONDS = 600;
/** Where the organisation's sign-in may lead back to: pages of ours, nothing else. */
const RETURN_PATH = /^\/(m\/[A-Za-z0-9_-]{22}(\/reply)?|inbox|sent)?$/;

const pendingSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string().check(z.regex(RETURN_PATH)),
});

/** Routes of accounts: who one is, registering, signing in and out. */
export function accountRoutes(deps: Dependencies): Hono<Env> {
  const { ports, identity, directory } = deps;
  const routes = new Hono<Env>();

  const enter = (c: Context, session: { token: string } & SignedIn): MeAnswer => {
    putCookie(c, 'session', session.token, ports.policy.session.absoluteHours * HOUR_SECONDS);
    return meAnswer(session);
  };

  routes.get('/me', async (c) => c.json(meAnswer(await signedIn(deps, c))));
  routes.post('/me/key', async (c) => {
    const { caller } = await signedIn(deps, c);
    const { ephemeralKey } = await body(c, keyRequestSchema);
    const key = await fetchAccountKey(ports, caller.accountId);
    return c.json({ key: await encryptToReader(key, ephemeralKey) });
  });

  routes.post('/accounts/register', async (c) => {
    const { token } = await register(ports, await body(c, registerRequestSchema));
    putCookie(c, 'registration', token, HOUR_SECONDS);
    return c.body(null, 202);
  });
  routes.post('/accounts/resend', async (c) => {
    const { address } = await body(c, resendRequestSchema);
    await resendCode(ports, address, readCookie(c, 'registration'));
    return c.body(null, 202);
  });
  routes.post('/accounts/confirm', async (c) => {
    const { address, code } = await body(c, confirmRequestSchema);
    const session = await confirmRegistration(ports, address, code, readCookie(c, 'registration'));
    dropCookie(c, 'registration');
    return c.json(enter(c, session));
  });

  routes.post('/sign-in', async (c) =>
    c.json(enter(c, await signIn(ports, await body(c, signInRequestSchema)))),
  );
  routes.post('/sign-out', async (c) => {
    const token = readCookie(c, 'session');
    if (token !== null) await closeSession(ports, token);
    dropCookie(c, 'session');
    return c.body(null, 204);
  });

  // A GET that changes nothing here: it only sends the browser on, with what it must bring back.
  routes.get('/sign-in/staff', async (c) => {
    const asked = c.req.query('return') ?? '/inbox';
    const returnTo = RETURN_PATH.test(asked) ? asked : '/inbox';
    const { url, pending } = await identity.beginSignIn();
    const text = Buffer.from(JSON.stringify({ ...pending, returnTo })).toString('base64url');
    const mac = await ports.service.mac('sign-in-state', text);
    putCookie(c, 'staffSignIn', `${text}.${mac}`, STAFF_SIGN_IN_SECONDS);
    return c.redirect(url);
  });
  routes.get('/sign-in/staff/callback', async (c) => {
    try {
      const pending = await readPending(deps, readCookie(c, 'staffSignIn'));
      const claims = await identity.finishSignIn(new URL(c.req.url), pending);
      const caller = await staffAccount(ports, directory, claims);
      enter(c, await openSession(ports, caller.accountId, claims.roles));
      dropCookie(c, 'staffSignIn');
      return c.redirect(pending.returnTo);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'unknown';
      ports.log.warn('staff.sign_in_failed', {
        code,
        detail: error instanceof AppError ? error.detail : String(error),
      });
      dropCookie(c, 'staffSignIn');
      // The person stands on a page of ours, so the answer is a page too.
      return c.redirect(`/sign-in?problem=${code === 'unavailable' ? 'unavailable' : 'work-account'}`);
    }
  });
  return routes;
}

async function readPending(
  deps: Dependencies,
  cookie: string | null,
): Promise<z.infer<typeof pendingSchema>> {
  const [text, mac] = cookie?.split('.') ?? [];
  if (
    text === undefined ||
    mac === undefined ||
    (await deps.ports.service.mac('sign-in-state', text)) !== mac
  ) {
    throw new AppError('sign_in_failed', { detail: 'no sign-in was begun in this browser' });
  }
  return z.parse(pendingSchema, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
}

function meAnswer({ caller, signedInUntil }: SignedIn): MeAnswer {
  return {
    id: caller.accountId,
    kind: caller.kind,
    address: caller.address,
    name: caller.name,
    signedInUntil,
  };
}
