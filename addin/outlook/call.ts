import { AppError } from '../../shared/errors.ts';

/**
 * Runs one Office.js call as a promise. `doing` says in the user's words what was tried, such as
 * "read the subject". Throws `unavailable` with facts `{problem: 'outlook', doing}`.
 */
export function callOutlook<T>(
  doing: string,
  start: (done: (result: Office.AsyncResult<T>) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    try {
      start((result) => {
        if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value);
        else reject(refused(doing, result.error));
      });
    } catch (cause) {
      // Office.js throws at once where a permission or the member itself is missing.
      reject(refused(doing, cause));
    }
  });
}

function refused(doing: string, cause: unknown): AppError {
  return new AppError('unavailable', {
    message: `Outlook could not ${doing}.`,
    detail:
      cause instanceof Error || isOfficeError(cause) ? `${cause.name}: ${cause.message}` : String(cause),
    facts: { problem: 'outlook', doing },
    cause,
  });
}

function isOfficeError(value: unknown): value is Office.Error {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value;
}
