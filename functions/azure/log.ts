import type { Log } from '../ports.ts';

/** The log on standard output, one JSON line an event, which the Functions host hands to Application Insights. */
export function createLog(): Log {
  const line =
    (level: 'info' | 'warn' | 'error'): Log['info'] =>
    (event, facts = {}) =>
      console[level](JSON.stringify({ level, event, ...facts }));
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
