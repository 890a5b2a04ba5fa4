import { readFileSync } from 'node:fs';
import type { Clock } from '../ports.ts';

/** The machine's clock, or with a test clock file the machine's clock plus the milliseconds the file holds. */
export function createClock(testClockFile: string | null): Clock {
  if (testClockFile === null) return { now: () => new Date() };
  return {
    now: () => {
      let offsetMs = 0;
      try {
        offsetMs = Number(readFileSync(testClockFile, 'utf8')) || 0;
      } catch {
        // No file yet: nobody has moved the clock.
      }
      return new Date(Date.now() + offsetMs);
    },
  };
}
