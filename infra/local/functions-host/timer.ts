import type { ProgrammingModel } from './core.ts';
import { invoke } from './invoke.ts';
import type { TriggeredFunction } from './load.ts';
import { errorFacts, writeEvent } from './log.ts';
import { nextRun, parseSchedule } from './schedule.ts';

/** A scheduled function: run it now, or end its schedule. */
export type Timer = {
  readonly name: string;
  /** Runs the function as soon as no other run of it is going on; throws what it throws. */
  readonly run: () => Promise<void>;
  /** Ends the schedule and waits for a run that is going on. */
  readonly stop: () => Promise<void>;
};

// setTimeout cannot wait longer than 2^31 ms.
const longestSleepMs = 24 * 60 * 60 * 1000;

/**
 * Runs a timer-triggered function by its schedule, never two runs at once. Where the setting
 * `AzureWebJobs.<name>.Disabled` is `true` it runs only when told to, as Azure's administrative endpoint allows.
 * https://learn.microsoft.com/azure/azure-functions/disable-function
 */
export function startTimer(model: ProgrammingModel, fn: TriggeredFunction): Timer {
  const { name } = fn.metadata;
  const { schedule: expression, runOnStartup } = fn.trigger;
  if (typeof expression !== 'string') throw new Error(`${name}: schedule is missing`);
  const schedule = parseSchedule(expression);
  let last = new Date();
  let lastRun: Promise<void> = Promise.resolve();
  let sleep: NodeJS.Timeout | undefined;

  const runOnce = async () => {
    const startedMs = performance.now();
    const status = { Last: last, LastUpdated: last, Next: nextRun(schedule, new Date()) };
    last = new Date();
    const timer = { Schedule: { AdjustForDST: true }, ScheduleStatus: status, IsPastDue: false };
    try {
      await invoke(model, fn, { input: { json: JSON.stringify(timer) } });
    } catch (error) {
      writeEvent({ level: 'error', event: 'function-failed', function: name, ...errorFacts(error) });
      throw error;
    }
    const durationMs = Math.round(performance.now() - startedMs);
    writeEvent({ level: 'information', event: 'timer-done', function: name, durationMs });
  };
  const run = () => {
    lastRun = lastRun.catch(() => undefined).then(runOnce);
    return lastRun;
  };
  const wait = (until: Date) => {
    const remainingMs = until.getTime() - Date.now();
    sleep = setTimeout(
      () => {
        if (remainingMs > longestSleepMs) return wait(until);
        run()
          .catch(() => undefined)
          .finally(() => sleep && wait(nextRun(schedule, new Date())));
      },
      Math.min(Math.max(remainingMs, 0), longestSleepMs),
    );
  };
  if (process.env[`AzureWebJobs.${name}.Disabled`] !== 'true') {
    wait(nextRun(schedule, new Date()));
    if (runOnStartup === true) run().catch(() => undefined);
  }
  return {
    name,
    run,
    stop: async () => {
      clearTimeout(sleep);
      sleep = undefined;
      await lastRun.catch(() => undefined);
    },
  };
}
