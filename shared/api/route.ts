import type * as z from 'zod/mini';

/**
 * A route of `/api`, described once: the service parses with it, the client is typed by it, and
 * `/api/openapi.json` is made of it. Paths are written as in OpenAPI, below `/api`.
 */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: `/${string}`;
  /** Whether a session cookie or a bearer token is asked for. */
  access: 'anyone' | 'signed_in';
  /** `even`: every answer, good or bad, leaves at an even moment, so that its time tells nothing. */
  pace?: 'even';
  /** `fresh`: only shortly after a proof of who one is; else `fresh_sign_in_needed`. */
  proof?: 'fresh';
  /** `ignored`: also for somebody who has a duty to do first (MeAnswer). */
  duties?: 'ignored';
  params?: z.ZodMiniType<Record<string, string>>;
  query?: z.ZodMiniType<Record<string, string | undefined>>;
  headers?: z.ZodMiniType<Record<string, string>>;
  body?: z.ZodMiniType<unknown>;
  /** Status of a good answer; 302 leads on, 202 and 204 have no body. */
  status: 200 | 201 | 202 | 204 | 302;
  answer?: z.ZodMiniType<unknown>;
};

type Parsed<R, K extends 'params' | 'query' | 'headers' | 'body'> = R extends {
  [P in K]: z.ZodMiniType<infer T>;
}
  ? Record<K, T>
  : unknown;

/** What a route takes, each part already parsed. */
export type RouteInput<R extends Route> = Parsed<R, 'params'> &
  Parsed<R, 'query'> &
  Parsed<R, 'headers'> &
  Parsed<R, 'body'>;
/** What a route answers with; unknown, since empty, where it has no body. */
export type RouteAnswer<R extends Route> = R extends { answer: z.ZodMiniType<infer T> } ? T : unknown;
