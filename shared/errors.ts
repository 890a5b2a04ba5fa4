/**
 * Every code an AppError can carry. A code is a stable, public name: clients branch on it and
 * catalogues translate it; `statusOf` maps each to its HTTP status (RFC 9110).
 */
export const statusOf = {
  bad_request: 400,
  not_signed_in: 401,
  sign_in_failed: 401,
  forbidden: 403,
  fresh_sign_in_needed: 403,
  duty_first: 403,
  not_for_you: 404,
  not_found: 404,
  conflict: 409,
  expired: 410,
  too_large: 413,
  unsupported_media_type: 415,
  code_wrong: 422,
  answer_wrong: 422,
  passphrase_needed: 422,
  passphrase_wrong: 422,
  passphrase_stopped: 422,
  recipients_not_allowed: 422,
  part_missing: 422,
  password_refused: 422,
  use_work_account: 422,
  too_many_requests: 429,
  unknown: 500,
  unavailable: 503,
  verification_failed: 500,
} as const;

export type ErrorCode = keyof typeof statusOf;

export type AppErrorOptions = {
  /** What the caller may be told, in plain English; never content, keys, tokens or whole addresses. */
  message?: string;
  /** What only the log may hold. */
  detail?: string;
  cause?: unknown;
  /** Seconds after which a retry makes sense (the Retry-After header). */
  retryAfterSeconds?: number;
  /** Facts a page needs to explain the error, such as the moment a message expired (ISO UTC). */
  facts?: Readonly<Record<string, string | number>>;
};

/** A broken promise with a stable code, a public message, a private detail and a cause. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly facts: Readonly<Record<string, string | number>> | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.message ?? code, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.facts = options.facts;
  }
}

/** The refusal of a message over the limit, the same in the browser and at the service. */
export function tooLarge(maxBytes: number): AppError {
  return new AppError('too_large', {
    message: `The message is larger than ${Math.floor(maxBytes / 1_000_000)} MB.`,
    facts: { maxBytes },
  });
}
