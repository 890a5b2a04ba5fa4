/** No answer leaves sooner: well above what the work takes, and hardly felt by a person. */
const LEAST_MS = 400;
/** Where a busy machine takes longer, answers leave at multiples of this: fine, or who is late would show more. */
const STEP_MS = 25;

/**
 * Does some work and lets its outcome out, answer or error, at the next even moment, so that the time taken
 * tells nothing about what was found. The steps themselves are alike too; this hides what is left.
 */
export async function atEvenPace<T>(work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  try {
    return await work();
  } finally {
    const takenMs = performance.now() - startedMs;
    const leaveMs = Math.max(LEAST_MS, Math.ceil(takenMs / STEP_MS) * STEP_MS);
    await new Promise((resolve) => setTimeout(resolve, leaveMs - takenMs));
  }
}
