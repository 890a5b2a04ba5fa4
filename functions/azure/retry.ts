import { setTimeout as pause } from 'node:timers/promises';
import { retryAfterSeconds, statusOfFailure, unavailable } from './failures.ts';

/** How long one try may take: well over Azure's slow answers (about a second), well under a person's patience. */
const TRY_MS = 5_000;
/** How long a call may take with all its tries; a browser still waits then for the answer `unavailable`. */
const CALL_MS = 12_000;
const MAX_TRIES = 6;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** One try of a call. */
export type Try = {
  /** Ends the try when its time is over. */
  signal: AbortSignal;
  /** An earlier try may have done its work although no answer came. */
  isRepeat: boolean;
};

/**
 * Calls storage or the vault with bounded tries: the same rules for each service, in place of the SDKs' own
 * (which wait for ever on a silent connection, and as long as a Retry-After says). Throws what a refusal
 * throws, and `unavailable` where the other side stays down, throttles or is silent.
 */
export async function withRetries<T>(service: string, call: (one: Try) => Promise<T>): Promise<T> {
  const untilMs = performance.now() + CALL_MS;
  for (let tries = 1; ; tries++) {
    const leftMs = Math.max(1, untilMs - performance.now());
    try {
      return await call({
        signal: AbortSignal.timeout(Math.ceil(Math.min(TRY_MS, leftMs))),
        isRepeat: tries > 1,
      });
    } catch (error) {
      const pauseMs = pauseAfter(error, tries);
      const isWorthIt = isPassing(error) && tries < MAX_TRIES && performance.now() + pauseMs < untilMs;
      if (!isWorthIt) throw unavailable(service, error);
      await pause(pauseMs);
    }
  }
}

/** No answer, a throttled call or a fault of the other side: the next try may succeed. */
function isPassing(error: unknown): boolean {
  const status = statusOfFailure(error);
  return status === undefined || status === 408 || status === 429 || status >= 500;
}

/** Milliseconds until the next try: what the other side asks for, else doubling, with jitter against herds. */
function pauseAfter(error: unknown, tries: number): number {
  const named = retryAfterSeconds(error);
  if (named !== undefined) return named * 1000;
  return Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (0.5 + Math.random());
}
