import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError, statusOf } from '../../shared/errors.ts';
import type { Log } from '../ports.ts';

/** Public words for codes that were thrown without any. */
const DEFAULT_MESSAGES: Partial<Record<AppError['code'], string>> = {
  bad_request: 'The request is not of the expected form.',
  not_signed_in: 'Please sign in.',
  sign_in_failed: 'Signing in did not work.',
  forbidden: 'This is not allowed.',
  not_for_you: 'This link does not open anything for you.',
  not_found: 'There is nothing here.',
  conflict: 'Somebody changed this in the meantime. Please load it again.',
  unavailable: 'The service is busy. Please try again in a moment.',
  unknown: 'Something went wrong on our side. Please try again.',
};

/** Turns whatever was thrown into the one error answer; what is unknown becomes 500 without detail. */
export function errorAnswer(c: Context, thrown: unknown, log: Log, requestId: string): Response {
  const error = thrown instanceof AppError ? thrown : new AppError('unknown', { cause: thrown });
  const status = statusOf[error.code];
  const facts = {
    requestId,
    code: error.code,
    detail: error.detail,
    path: routeOf(c),
    cause: causeOf(error),
  };
  if (status >= 500) log.error('request.failed', facts);
  else log.info('request.refused', facts);
  if (error.retryAfterSeconds !== undefined) c.header('retry-after', String(error.retryAfterSeconds));
  return c.json(
    {
      error: {
        code: error.code,
        message: error.message === error.code ? (DEFAULT_MESSAGES[error.code] ?? error.code) : error.message,
        ...(error.facts === undefined ? {} : { facts: error.facts }),
      },
    },
    status as ContentfulStatusCode,
  );
}

function routeOf(c: Context): string {
  // The pattern, not the path: a path may hold an id.
  return c.req.routePath;
}

/** The chain of causes for the log: names and codes, and of unknown errors the message. */
function causeOf(error: AppError): string | undefined {
  const cause = error.cause;
  if (cause === undefined) return undefined;
  if (!(cause instanceof Error)) return typeof cause;
  const code = (cause as { code?: unknown }).code;
  return error.code === 'unknown'
    ? (cause.stack ?? cause.message)
    : `${cause.name} ${typeof code === 'string' ? code : ''}`.trim();
}
