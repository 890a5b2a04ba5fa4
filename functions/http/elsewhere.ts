import type { Context } from 'hono';
import * as z from 'zod/mini';
import { AppError } from '../../shared/errors.ts';
import type { PendingSignIn, Ports } from '../ports.ts';
import { dropCookie, putCookie, readCookie } from './cookies.ts';

/* What a browser keeps while it signs in elsewhere: with the organisation, Microsoft or Google. */

const PENDING_SECONDS = 600;
const FIRST_PAGE = '/inbox';
/** Where a sign-in elsewhere may lead back to: pages of ours, nothing else. */
const RETURN_PATH =
  /^\/(m\/[A-Za-z0-9_-]{22}(\/(reply|reply-all|forward))?|compose(\/[A-Za-z0-9_-]{22})?|inbox|sent|drafts|trash|folder\/f-[A-Za-z0-9_-]{16}|settings(\/[a-z-]{1,40})?|tls-request|manage\/[a-z-]{1,40})?$/;

const pendingSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string().check(z.regex(RETURN_PATH)),
  remember: z.boolean(),
  endsMs: z.number(),
});

/**
 * Leaves for a sign-in elsewhere, keeping the page to return to and whether this device is to stay signed in; the
 * cookie says with whom, so that no other's answer counts. Changes nothing here.
 */
export async function leaveFor(
  ports: Ports,
  c: Context,
  where: string,
  { url, pending }: { url: string; pending: PendingSignIn },
  {
    return: asked = FIRST_PAGE,
    remember,
  }: { return?: string | undefined; remember?: 'yes' | undefined } = {},
): Promise<Response> {
  const returnTo = RETURN_PATH.test(asked) ? asked : FIRST_PAGE;
  const endsMs = ports.clock.now().getTime() + PENDING_SECONDS * 1000;
  const text = Buffer.from(
    JSON.stringify({ ...pending, returnTo, remember: remember === 'yes', endsMs }),
  ).toString('base64url');
  const mac = await ports.service.mac('sign-in-state', where, text);
  putCookie(c, 'signInElsewhere', `${text}.${mac}`, PENDING_SECONDS);
  return c.redirect(url);
}

/** Reads what `leaveFor` kept, once. Throws `sign_in_failed` where nothing was begun there in this browser. */
export async function comeBackFrom(
  ports: Ports,
  c: Context,
  where: string,
): Promise<{ pending: PendingSignIn; returnTo: string; remember: boolean }> {
  const [text, mac] = readCookie(c, 'signInElsewhere')?.split('.') ?? [];
  dropCookie(c, 'signInElsewhere');
  if (
    text === undefined ||
    mac === undefined ||
    (await ports.service.mac('sign-in-state', where, text)) !== mac
  )
    throw notBegun();
  const kept = z.parse(pendingSchema, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  if (ports.clock.now().getTime() >= kept.endsMs) throw notBegun();
  const { returnTo, remember, state, nonce, codeVerifier } = kept;
  return { pending: { state, nonce, codeVerifier }, returnTo, remember };
}

function notBegun(): AppError {
  return new AppError('sign_in_failed', { detail: 'no sign-in was begun in this browser' });
}

/**
 * Answers a sign-in elsewhere that failed with a page of ours, since that is where the person stands; `problems`
 * names it for the page, by code.
 */
export function backToSignIn(
  ports: Ports,
  c: Context,
  where: string,
  thrown: unknown,
  problem: string,
): Response {
  const code = thrown instanceof AppError ? thrown.code : 'unknown';
  const detail = thrown instanceof AppError ? thrown.detail : String(thrown);
  ports.log.warn('elsewhere.sign_in_failed', { where, code, detail });
  return c.redirect(`/sign-in?problem=${code === 'unavailable' ? 'unavailable' : problem}`);
}
