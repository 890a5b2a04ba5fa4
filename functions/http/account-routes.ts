import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { type MeAnswer, routes } from '../../shared/api/index.ts';
import { encryptToReader } from '../../shared/envelope/index.ts';
import { AppError } from '../../shared/errors.ts';
import { fetchAccountKey } from '../accounts/account-key.ts';
import { confirmRegistration, register, resendCode } from '../accounts/register.ts';
import { closeSession, openSession, type SignedIn } from '../accounts/session.ts';
import { signIn } from '../accounts/sign-in.ts';
import { staffAccount } from '../accounts/staff.ts';
import { dropCookie, putCookie, readCookie } from './cookies.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { serve } from './route.ts';

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
  const { ports } = deps;
  const app = new Hono<Env>();

  const enter = (c: Context, session: { token: string } & SignedIn): MeAnswer => {
    putCookie(c, 'session', session.token, ports.policy.session.absoluteHours * HOUR_SECONDS);
    return meAnswer(session);
  };

  serve(app, deps, routes.me, async (_, { who }) => meAnswer(who));
  serve(app, deps, routes.accountKey, async ({ body }, { who }) => {
    const key = await fetchAccountKey(ports, who.caller.accountId);
    return { key: await encryptToReader(key, body.ephemeralKey) };
  });
  serve(app, deps, routes.register, async ({ body }, { c }) => {
    const { token } = await register(ports, body);
    putCookie(c, 'registration', token, HOUR_SECONDS);
  });
  serve(app, deps, routes.resendCode, ({ body }, { c }) =>
    resendCode(ports, body.address, readCookie(c, 'registration')),
  );
  serve(app, deps, routes.confirm, async ({ body }, { c }) => {
    const session = await confirmRegistration(ports, body.address, body.code, readCookie(c, 'registration'));
    dropCookie(c, 'registration');
    return enter(c, session);
  });
  serve(app, deps, routes.signIn, async ({ body }, { c }) => enter(c, await signIn(ports, body)));
  serve(app, deps, routes.signOut, async (_, { c }) => {
    const token = readCookie(c, 'session');
    if (token !== null) await closeSession(ports, token);
    dropCookie(c, 'session');
  });
  serve(app, deps, routes.signInStaff, async ({ query }, { c }) => beginStaffSignIn(deps, c, query.return));
  serve(app, deps, routes.signInStaffCallback, async (_, { c }) => finishStaffSignIn(deps, c, enter));
  return app;
}

/** A GET that changes nothing here: it only sends the browser on, with what it must bring back. */
async function beginStaffSignIn(deps: Dependencies, c: Context, asked = '/inbox'): Promise<Response> {
  const returnTo = RETURN_PATH.test(asked) ? asked : '/inbox';
  const { url, pending } = await deps.identity.beginSignIn();
  const text = Buffer.from(JSON.stringify({ ...pending, returnTo })).toString('base64url');
  const mac = await deps.ports.service.mac('sign-in-state', text);
  putCookie(c, 'staffSignIn', `${text}.${mac}`, STAFF_SIGN_IN_SECONDS);
  return c.redirect(url);
}

async function finishStaffSignIn(
  deps: Dependencies,
  c: Context,
  enter: (c: Context, session: { token: string } & SignedIn) => unknown,
): Promise<Response> {
  const { ports, identity, directory } = deps;
  const cookie = readCookie(c, 'staffSignIn');
  dropCookie(c, 'staffSignIn');
  try {
    const pending = await readPending(deps, cookie);
    const claims = await identity.finishSignIn(new URL(c.req.url), pending);
    const caller = await staffAccount(ports, directory, claims);
    enter(c, await openSession(ports, caller.accountId, claims.roles));
    return c.redirect(pending.returnTo);
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'unknown';
    const detail = error instanceof AppError ? error.detail : String(error);
    ports.log.warn('staff.sign_in_failed', { code, detail });
    // The person stands on a page of ours, so the answer is a page too.
    return c.redirect(`/sign-in?problem=${code === 'unavailable' ? 'unavailable' : 'work-account'}`);
  }
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
