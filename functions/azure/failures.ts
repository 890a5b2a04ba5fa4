import { AppError } from '../../shared/errors.ts';

/** What the Azure SDKs put on their errors (RestError of `@azure/core-rest-pipeline`). */
type ServiceFailure = {
  statusCode?: number;
  code?: string;
  response?: { headers: { get: (name: string) => string | undefined } };
};

/** Seconds to wait where the other side named none. */
const RETRY_AFTER_SECONDS = 10;

/** The HTTP status of a failed call to Azure; undefined where no answer came. */
export function statusOfFailure(error: unknown): number | undefined {
  return (error as ServiceFailure | null)?.statusCode;
}

/** Turns a failed call to Azure into AppError `unavailable`, with the other side's Retry-After where it named one. */
export function unavailable(service: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const failure = error as ServiceFailure | null;
  return new AppError('unavailable', {
    message: 'The service is busy. Please try again in a moment.',
    detail: `${service}: ${failure?.statusCode ?? 'no answer'} ${failure?.code ?? ''}`.trim(),
    retryAfterSeconds: retryAfterSeconds(error) ?? RETRY_AFTER_SECONDS,
    cause: error,
  });
}

/** The seconds that the other side asks to wait (Retry-After, RFC 9110); undefined where it names none. */
export function retryAfterSeconds(error: unknown): number | undefined {
  const text = (error as ServiceFailure | null)?.response?.headers.get('retry-after');
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
