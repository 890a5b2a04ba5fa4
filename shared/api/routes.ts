import * as z from 'zod/mini';
import * as s from './schemas.ts';

/**
 * Every route of `/api`, described once: the service parses with it, the client is typed by it, and
 * `/api/openapi.json` is made of it. Paths are written as in OpenAPI, below `/api`.
 */
export type Route = {
  method: 'GET' | 'POST' | 'PUT';
  path: `/${string}`;
  /** Whether a session cookie or a bearer token is asked for. */
  access: 'anyone' | 'signed_in';
  params?: z.ZodMiniType<Record<string, string>>;
  query?: z.ZodMiniType<Record<string, string | undefined>>;
  headers?: z.ZodMiniType<Record<string, string>>;
  body?: z.ZodMiniType<unknown>;
  /** Status of a good answer; 302 leads on, 202 and 204 have no body. */
  status: 200 | 201 | 202 | 204 | 302;
  answer?: z.ZodMiniType<unknown>;
};

const messageParams = z.strictObject({ id: s.idSchema });
const nothing = z.strictObject({});
const onMessage = { access: 'signed_in', params: messageParams } as const;

export const routes = {
  config: { method: 'GET', path: '/config', access: 'anyone', status: 200, answer: s.configAnswerSchema },
  me: { method: 'GET', path: '/me', access: 'signed_in', status: 200, answer: s.meAnswerSchema },
  accountKey: {
    method: 'POST',
    path: '/me/key',
    access: 'signed_in',
    body: s.keyRequestSchema,
    status: 200,
    answer: s.keyAnswerSchema,
  },
  register: {
    method: 'POST',
    path: '/accounts/register',
    access: 'anyone',
    body: s.registerRequestSchema,
    status: 202,
  },
  resendCode: {
    method: 'POST',
    path: '/accounts/resend',
    access: 'anyone',
    body: s.resendRequestSchema,
    status: 202,
  },
  confirm: {
    method: 'POST',
    path: '/accounts/confirm',
    access: 'anyone',
    body: s.confirmRequestSchema,
    status: 200,
    answer: s.meAnswerSchema,
  },
  signIn: {
    method: 'POST',
    path: '/sign-in',
    access: 'anyone',
    body: s.signInRequestSchema,
    status: 200,
    answer: s.meAnswerSchema,
  },
  signInStaff: {
    method: 'GET',
    path: '/sign-in/staff',
    access: 'anyone',
    query: z.object({ return: z.optional(z.string()) }),
    status: 302,
  },
  signInStaffCallback: { method: 'GET', path: '/sign-in/staff/callback', access: 'anyone', status: 302 },
  signOut: { method: 'POST', path: '/sign-out', access: 'anyone', body: nothing, status: 204 },
  createDraft: {
    method: 'POST',
    path: '/messages',
    access: 'signed_in',
    headers: z.object({ 'idempotency-key': z.uuid() }),
    body: s.draftRequestSchema,
    status: 201,
    answer: s.draftAnswerSchema,
  },
  createPart: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/parts',
    body: s.partRequestSchema,
    status: 201,
    answer: s.partAnswerSchema,
  },
  send: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/send',
    body: s.sendRequestSchema,
    status: 200,
    answer: s.sendAnswerSchema,
  },
  abandon: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/abandon',
    body: nothing,
    status: 200,
    answer: s.abandonAnswerSchema,
  },
  noticeReleased: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/released',
    body: nothing,
    status: 204,
  },
  open: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/open',
    body: s.keyRequestSchema,
    status: 200,
    answer: s.openAnswerSchema,
  },
  status: {
    ...onMessage,
    method: 'GET',
    path: '/messages/{id}/status',
    status: 200,
    answer: s.statusAnswerSchema,
  },
  mailbox: {
    method: 'GET',
    path: '/mailbox/{folder}',
    access: 'signed_in',
    params: z.strictObject({ folder: s.folderSchema }),
    query: z.object({ after: z.optional(s.mailboxRowNameSchema) }),
    status: 200,
    answer: s.mailboxAnswerSchema,
  },
  storeSubject: {
    method: 'PUT',
    path: '/mailbox/rows/{row}/subject',
    access: 'signed_in',
    params: z.strictObject({ row: s.mailboxRowNameSchema }),
    body: s.subjectRequestSchema,
    status: 204,
  },
} as const satisfies Record<string, Route>;

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
