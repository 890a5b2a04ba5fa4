import type { MeAnswer } from '../../shared/api/index.ts';

/** When a session ends, on the page's own clock (ms since 1970). */
export type SessionEnds = {
  /** Unless something happens before. */
  idleMs: number;
  /** Whatever happens. */
  latestMs: number;
};

/** How long before the end the page warns. */
const WARN_MS = 2 * 60_000;
/** Ends that differ by less are the same moment, measured twice. */
const SAME_MS = 1000;

/** The ends that an answer names, moved from the service's clock to the page's. */
export function endsOf(me: MeAnswer, nowMs: number): SessionEnds {
  const offMs = nowMs - Date.parse(me.at);
  return {
    idleMs: Date.parse(me.signedInUntil) + offMs,
    latestMs: Date.parse(me.signedInAtMostUntil) + offMs,
  };
}

/** Whether doing something can still move the end. */
export function isExtendable({ idleMs, latestMs }: SessionEnds): boolean {
  return latestMs - idleMs > SAME_MS;
}

/** What the end asks of the page now; `afterMs`: when to look again. */
export function phaseOf(
  ends: SessionEnds,
  nowMs: number,
): { phase: 'quiet' | 'warning' | 'over'; afterMs: number } {
  const leftMs = ends.idleMs - nowMs;
  if (leftMs <= 0) return { phase: 'over', afterMs: 0 };
  if (leftMs <= WARN_MS) return { phase: 'warning', afterMs: Math.min(leftMs, 1000) };
  return { phase: 'quiet', afterMs: leftMs - WARN_MS };
}
