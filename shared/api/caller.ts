import * as z from 'zod/mini';
import { AppError, type ErrorCode, statusOf } from '../errors.ts';
import type { Route, RouteAnswer, RouteInput } from './route.ts';
import { errorAnswerSchema } from './schemas.ts';

export type ClientOptions = {
  /** Origin of the service, empty for same-origin pages. */
  origin: string;
  /** A bearer token (RFC 6750) for each call, or null where a session cookie speaks. */
  token: () => Promise<string | null>;
  fetch?: typeof fetch;
};

/** Calls a route of `/api`. */
export type Call = <R extends Route>(route: R, input: RouteInput<R>) => Promise<RouteAnswer<R>>;

/**
 * The one place that calls `/api`. Each call resolves to a parsed answer and throws AppError with the
 * service's code; `unavailable` where no answer came (offline, reset, time-out).
 */
export function createCaller(options: ClientOptions): Call {
  return async <R extends Route>(route: R, input: RouteInput<R>): Promise<RouteAnswer<R>> => {
    const { params = {}, query = {}, headers = {}, body } = input as Loose;
    const token = await options.token();
    const url = `${options.origin}/api${fill(route.path, params)}${search(query)}`;
    const response = await (options.fetch ?? fetch)(url, {
      method: route.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(unreachable);
    if (!response.ok) throw await toError(response);
    if (route.answer === undefined) return undefined as RouteAnswer<R>;
    const text = await response.text().catch(unreachable);
    return z.parse(route.answer, JSON.parse(text)) as RouteAnswer<R>;
  };
}

type Loose = {
  params?: Record<string, string>;
  query?: Record<string, string | undefined>;
  headers?: Record<string, string>;
  body?: unknown;
};

function fill(path: string, params: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function search(query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

function unreachable(cause: unknown): never {
  throw new AppError('unavailable', { message: 'The service could not be reached.', cause });
}

async function toError(response: Response): Promise<AppError> {
  const parsed = z.safeParse(errorAnswerSchema, await response.json().catch(() => null));
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const code =
    parsed.success && parsed.data.error.code in statusOf ? (parsed.data.error.code as ErrorCode) : 'unknown';
  return new AppError(parsed.success ? code : response.status >= 502 ? 'unavailable' : 'unknown', {
    ...(parsed.success ? { message: parsed.data.error.message } : {}),
    detail: `HTTP ${response.status}`,
    ...(Number.isFinite(retryAfter) ? { retryAfterSeconds: retryAfter } : {}),
    ...(parsed.success && parsed.data.error.facts ? { facts: parsed.data.error.facts } : {}),
  });
}
