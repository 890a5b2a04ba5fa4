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
  const failure = error as ServiceFailure;
  const named = Number(failure?.response?.headers.get('retry-after') ?? Number.NaN);
  return new AppError('unavailable', {
    message: 'The service is busy. Please try again in a moment.',
    detail: `${service}: ${failure?.statusCode ?? 'no answer'} ${failure?.code ?? ''}`.trim(),
    retryAfterSeconds: Number.isFinite(named) ? named : RETRY_AFTER_SECONDS,
    cause: error,
  });
}
