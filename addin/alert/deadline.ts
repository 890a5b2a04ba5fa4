/** The moment by which the alert has answered, whatever is still under way. */
export type Deadline = {
  /** Milliseconds that are left, 0 where it has passed. */
  leftMs: () => number;
  /** The value of the work, or `late` where it comes after the deadline or after `limitMs`. Rejects as the work does. */
  within: <T>(work: Promise<T>, limitMs?: number) => Promise<T | 'late'>;
};

/** A deadline so many milliseconds from now. */
export function startDeadline(totalMs: number): Deadline {
  const end = Date.now() + totalMs;
  const leftMs = () => Math.max(0, end - Date.now());
  const within = <T>(work: Promise<T>, limitMs?: number) => {
    const late = new Promise<'late'>((resolve) => {
      setTimeout(() => resolve('late'), limitMs === undefined ? leftMs() : Math.min(limitMs, leftMs()));
    });
    return Promise.race([work, late]);
  };
  return { leftMs, within };
}
