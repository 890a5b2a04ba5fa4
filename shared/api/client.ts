import * as z from 'zod/mini';
import { AppError, type ErrorCode, statusOf } from '../errors.ts';
import * as s from './schemas.ts';

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
  const call = async <T>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    answer: z.ZodMiniType<T> | null,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> => {
    const token = await options.token();
    const response = await (options.fetch ?? fetch)(`${options.origin}/api${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new AppError('unavailable', { message: 'The service could not be reached.', cause });
    });
    if (!response.ok) throw await toError(response);
    if (answer === null) return undefined as T;
    return z.parse(answer, await response.json());
  };

  return {
    config: () => call('GET', '/config', s.configAnswerSchema),
    me: () => call('GET', '/me', s.meAnswerSchema),
    accountKey: (ephemeralKey: s.PublicJwk) => call('POST', '/me/key', s.keyAnswerSchema, { ephemeralKey }),
    register: (request: s.RegisterRequest) => call<void>('POST', '/accounts/register', null, request),
    resendCode: (address: string) => call<void>('POST', '/accounts/resend', null, { address }),
    confirm: (address: string, code: string) =>
      call('POST', '/accounts/confirm', s.meAnswerSchema, { address, code }),
    signIn: (request: s.SignInRequest) => call('POST', '/sign-in', s.meAnswerSchema, request),
    signOut: () => call<void>('POST', '/sign-out', null, {}),
    /** `idempotencyKey` (a UUID) names this message for all retries: the same key gives the same draft. */
    createDraft: (request: s.DraftRequest, idempotencyKey: string) =>
      call('POST', '/messages', s.draftAnswerSchema, request, { 'idempotency-key': idempotencyKey }),
    createPart: (messageId: string, sizeBytes: number) =>
      call('POST', `/messages/${messageId}/parts`, s.partAnswerSchema, { sizeBytes }),
    /** Commits the message. Safe to repeat: the same request gets the same answer. */
    send: (messageId: string, request: s.SendRequest) =>
      call('POST', `/messages/${messageId}/send`, s.sendAnswerSchema, request),
    /** Ends a draft, so that no late commit can follow; answers `sent` where it was committed before. */
    abandon: (messageId: string) => call('POST', `/messages/${messageId}/abandon`, s.abandonAnswerSchema, {}),
    /** Tells the service that the notice has left the sender's mailbox. */
    noticeReleased: (messageId: string) => call<void>('POST', `/messages/${messageId}/released`, null, {}),
    open: (messageId: string, ephemeralKey: s.PublicJwk) =>
      call('POST', `/messages/${messageId}/open`, s.openAnswerSchema, { ephemeralKey }),
    status: (messageId: string) => call('GET', `/messages/${messageId}/status`, s.statusAnswerSchema),
    mailbox: (folder: s.Folder, after?: string) =>
      call(
        'GET',
        `/mailbox/${folder}${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`,
        s.mailboxAnswerSchema,
      ),
    storeSubject: (mailboxRow: string, subjectCell: string) =>
      call<void>('PUT', `/mailbox/rows/${encodeURIComponent(mailboxRow)}/subject`, null, { subjectCell }),
  };
}

async function toError(response: Response): Promise<AppError> {
  const parsed = z.safeParse(s.errorAnswerSchema, await response.json().catch(() => null));
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
