import * as z from 'zod/mini';
import { AppError, type ErrorCode, statusOf } from '../errors.ts';
import { type Route, type RouteAnswer, type RouteInput, routes } from './routes.ts';
import {
  type DraftRequest,
  errorAnswerSchema,
  type Folder,
  type PublicJwk,
  type RegisterRequest,
  type SendRequest,
  type SignInRequest,
} from './schemas.ts';

export type ClientOptions = {
  /** Origin of the service, empty for same-origin pages. */
  origin: string;
  /** A bearer token (RFC 6750) for each call, or null where a session cookie speaks. */
  token: () => Promise<string | null>;
  fetch?: typeof fetch;
};

export type Client = ReturnType<typeof createClient>;

/**
 * The typed client of `/api`. Each call resolves to a parsed answer and throws AppError with the
 * service's code; `unavailable` where no answer came (offline, reset, time-out).
 */
export function createClient(options: ClientOptions) {
  const call = async <R extends Route>(route: R, input: RouteInput<R>): Promise<RouteAnswer<R>> => {
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

  return {
    config: () => call(routes.config, {}),
    me: () => call(routes.me, {}),
    accountKey: (ephemeralKey: PublicJwk) => call(routes.accountKey, { body: { ephemeralKey } }),
    register: (body: RegisterRequest) => call(routes.register, { body }),
    resendCode: (address: string) => call(routes.resendCode, { body: { address } }),
    confirm: (address: string, code: string) => call(routes.confirm, { body: { address, code } }),
    signIn: (body: SignInRequest) => call(routes.signIn, { body }),
    signOut: () => call(routes.signOut, { body: {} }),
    /** `idempotencyKey` (a UUID) names this message for all retries: the same key gives the same draft. */
    createDraft: (body: DraftRequest, idempotencyKey: string) =>
      call(routes.createDraft, { body, headers: { 'idempotency-key': idempotencyKey } }),
    createPart: (id: string, sizeBytes: number) =>
      call(routes.createPart, { params: { id }, body: { sizeBytes } }),
    /** Commits the message. Safe to repeat: the same request gets the same answer. */
    send: (id: string, body: SendRequest) => call(routes.send, { params: { id }, body }),
    /** Ends a draft, so that no late commit can follow; answers `sent` where it was committed before. */
    abandon: (id: string) => call(routes.abandon, { params: { id }, body: {} }),
    /** Tells the service that the notice has left the sender's mailbox. */
    noticeReleased: (id: string) => call(routes.noticeReleased, { params: { id }, body: {} }),
    open: (id: string, ephemeralKey: PublicJwk) =>
      call(routes.open, { params: { id }, body: { ephemeralKey } }),
    status: (id: string) => call(routes.status, { params: { id } }),
    mailbox: (folder: Folder, after?: string) =>
      call(routes.mailbox, { params: { folder }, query: { after } }),
    storeSubject: (row: string, subjectCell: string) =>
      call(routes.storeSubject, { params: { row }, body: { subjectCell } }),
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
