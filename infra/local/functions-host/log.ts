/** One event of the host: what happened, at what level, and facts about it (never content, never addresses). */
export type HostEvent = {
  readonly level: 'debug' | 'information' | 'warning' | 'error';
  readonly event: string;
  readonly [fact: string]: unknown;
};

/** Writes an event as one JSON line to standard output. */
export function writeEvent(event: HostEvent): void {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`);
}

/** The facts of an error that may stand in a log. */
export function errorFacts(error: unknown): { error: string; stack?: string } {
  if (!(error instanceof Error)) return { error: String(error) };
  return {
    error: `${error.name}: ${error.message}`,
    ...(error.stack !== undefined && { stack: error.stack }),
  };
}
