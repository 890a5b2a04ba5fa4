import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import type { Route, RouteAnswer, RouteInput } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { freshSignInNeeded } from '../accounts/reauthenticate.ts';
import type { SignedIn } from '../accounts/session.ts';
import { signedIn } from './authenticate.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { atEvenPace } from './even-pace.ts';

/** What a handler may use beside its parsed input: the context for cookies, and who calls. */
export type Call = { c: Context<Env>; who: SignedIn };

/**
 * Serves one described route: authenticates where it asks for that, parses every part of the request,
 * and sends what the handler answers with the route's status. A Response is passed on as it is.
 */
export function serve<R extends Route>(
  app: Hono<Env>,
  deps: Dependencies,
  route: R,
  handle: (
    input: RouteInput<R>,
    call: R['access'] extends 'signed_in' ? Call : Pick<Call, 'c'>,
  ) => Promise<RouteAnswer<R> | Response>,
): void {
  const answerTo = async (c: Context<Env>) => {
    const who = route.access === 'signed_in' ? await signedIn(deps, c) : undefined;
    if (who !== undefined) requireReady(route, who);
    const input = await readInput(c, route);
    return handle(input as RouteInput<R>, { c, who } as never);
  };
  app.on(route.method, honoPath(route.path), async (c) => {
    const answer = await (route.pace === 'even' ? atEvenPace(() => answerTo(c)) : answerTo(c));
    if (answer instanceof Response) return answer;
    if (route.answer === undefined) return c.body(null, route.status as 204);
    return c.json(answer as Record<string, unknown>, route.status as 200);
  });
}

/** Throws `duty_first` where something has to be done first, `fresh_sign_in_needed` where the last proof is too old. */
function requireReady(route: Route, who: SignedIn): void {
  const [duty] = who.duties;
  if (duty !== undefined && route.duties !== 'ignored') {
    throw new AppError('duty_first', { message: 'There is something to do first.', facts: { duty } });
  }
  if (route.proof === 'fresh' && !who.isFresh) throw freshSignInNeeded(who);
}

async function readInput(c: Context, route: Route): Promise<Record<string, unknown>> {
  return {
    ...(route.params === undefined ? {} : { params: readParams(c, route.params) }),
    ...(route.query === undefined ? {} : { query: parse(route.query, c.req.query(), 'query') }),
    ...(route.headers === undefined ? {} : { headers: parse(route.headers, c.req.header(), 'header') }),
    ...(route.body === undefined ? {} : { body: parse(route.body, await readJson(c), '') }),
  };
}

/** An id that cannot be one gets the answer for an unknown one. */
function readParams(c: Context, schema: z.ZodMiniType<Record<string, string>>): Record<string, string> {
  const params = c.req.param();
  const parsed = z.safeParse(schema, params);
  if (parsed.success) return parsed.data;
  throw new AppError('id' in params ? 'not_for_you' : 'not_found');
}

async function readJson(c: Context): Promise<unknown> {
  const mediaType = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new AppError('unsupported_media_type', { message: 'Send JSON as application/json.' });
  }
  try {
    return await c.req.json();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('bad_request', { message: 'The body is not JSON.', cause });
  }
}

const MOST_PROBLEMS = 5;

function parse<T>(schema: z.ZodMiniType<T>, value: unknown, place: string): T {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const problems = new Set(parsed.error.issues.map((issue) => problemOf(issue, place)));
  throw new AppError('bad_request', { message: [...problems].slice(0, MOST_PROBLEMS).join(' ') });
}

/** One problem in words: where it is, and what the schema says about it. The value is never repeated. */
function problemOf(issue: z.core.$ZodIssue, place: string): string {
  const path = [place, ...issue.path.map(String)].filter((step) => step !== '').join('.');
  if (issue.code === 'unrecognized_keys') return `Unknown field: ${issue.keys.map(shortened).join(', ')}.`;
  const isGeneric = issue.message === 'Invalid input';
  return `${path === '' ? 'The body' : path}: ${isGeneric ? 'missing, or not of the expected form.' : issue.message}`;
}

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}

/** OpenAPI's `{id}` as Hono's `:id`. */
function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
