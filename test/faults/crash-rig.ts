import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { odata, TableClient } from '@azure/data-tables';
import { delegates, organisation, send, signIn } from '../../infra/local/people.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { type Browser, createBrowser, trust } from '../flow/clients.ts';

/** What a client does whose request gets no answer: asks again once the service is back, or is never seen again. */
export type OnCrash = 'asks again' | 'is gone';

/** A stack whose service crashes where it is told to, and comes back. */
export type Rig = {
  readonly stack: Stack;
  /** Azurite's connection string, to look behind the service. */
  readonly storageConnection: string;
  /** Arms a crash point (an empty text disarms) and forgets what has been passed. */
  readonly arm: (point: string, onCrash?: OnCrash) => void;
  /** Points passed since the rig was armed: one list for each request or run of a timer. */
  readonly passed: () => string[][];
  /** Whether the service has died since the rig was armed. */
  readonly hasCrashed: () => boolean;
  /** Whether the service is dead now. */
  readonly isDead: () => boolean;
  /** Starts the service again, disarmed, where it has died. */
  readonly revive: () => Promise<void>;
  /** A fetch that does what the armed `onCrash` says when the service dies under it. */
  readonly fetch: typeof fetch;
  /** The same with cookies of its own. */
  readonly createBrowser: () => Browser;
  /** Runs the sweep; where the service dies in it, starts it again and sweeps once more. */
  readonly sweep: () => Promise<void>;
  /** Moves the clock of the service. */
  readonly move: (byMs: number) => Promise<void>;
  /** Now by the service's clock, in milliseconds. */
  readonly nowMs: () => number;
  readonly stop: () => Promise<void>;
};

/** How long a dead process may take to be seen as dead. */
const DEATH_MS = 500;
const STEP = 'step';

/** Starts a stack of its own whose service reads its crash point from a file; `policy` is what differs from the local one. */
export async function startRig(policy: Readonly<Record<string, unknown>> = {}): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-crash-'));
  const path = join(folder, 'failpoint');
  const passedPath = `${path}.passed`;
  let hasCrashed = false;
  let isDead = false;
  let answerToCrash: OnCrash = 'asks again';
  let movedMs = 0;

  // The second line makes each arming a new text, with which counting begins anew.
  const write = (point: string) => writeFileSync(path, `${point}\n${crypto.randomUUID()}\n`);
  const arm = (point: string, onCrash: OnCrash = 'asks again') => {
    writeFileSync(passedPath, '');
    write(point);
    hasCrashed = false;
    answerToCrash = onCrash;
  };
  const beginStep = () => appendFileSync(passedPath, `${STEP}\n`);
  arm('');

  const stack = await startStack({ folder, ports: 'free', fresh: true });
  trust(stack);
  const { storageConnection } = JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8'));
  const start = async () => {
    // A sweep of the minute would pass points of its own among those of a scenario; here it runs only when told to.
    await stack.restartFunctions({
      SEALPOST_FAILPOINT: path,
      SEALPOST_POLICY: JSON.stringify({ organisation, delegates, send, signIn, ...policy }),
      'AzureWebJobs.sweep.Disabled': 'true',
    });
    isDead = false;
    // What an instance does at its first request must not stand among the points of a later one.
    await fetch(`${stack.urls.product}/api/config`);
    void stack.functionsEnded().then((how) => {
      if (how === 'SIGKILL') isDead = hasCrashed = true;
    });
  };
  let reviving: Promise<void> | null = null;
  const revive = () => {
    if (!isDead) return Promise.resolve();
    write('');
    reviving ??= start().finally(() => {
      reviving = null;
    });
    return reviving;
  };
  const untilBack = async () => {
    // The socket is gone before the process is.
    for (let waitedMs = 0; !isDead && waitedMs < DEATH_MS; waitedMs += 10) await sleep(10);
    await revive();
  };
  const patient =
    (send: typeof fetch): typeof fetch =>
    async (input, init) => {
      beginStep();
      try {
        return await send(input, init);
      } catch (error) {
        await untilBack();
        if (hasCrashed && answerToCrash === 'is gone') throw error;
        return send(input, init);
      }
    };
  await start();

  return {
    stack,
    storageConnection,
    arm,
    passed: () => stepsOf(readFileSync(passedPath, 'utf8')),
    hasCrashed: () => hasCrashed,
    isDead: () => isDead,
    revive,
    fetch: patient(fetch),
    createBrowser: () => {
      const browser = createBrowser();
      return { cookies: browser.cookies, fetch: patient(browser.fetch) };
    },
    sweep: async () => {
      beginStep();
      try {
        await stack.runTimer('sweep');
      } catch {
        await untilBack();
        await stack.runTimer('sweep');
      }
    },
    move: async (byMs) => {
      movedMs += byMs;
      await stack.moveClock(byMs);
    },
    nowMs: () => Date.now() + movedMs,
    stop: async () => {
      await stack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function stepsOf(text: string): string[][] {
  const steps: string[][] = [[]];
  for (const line of text.split('\n')) {
    if (line === STEP) steps.push([]);
    else if (line !== '') steps.at(-1)?.push(line);
  }
  return steps;
}

/** Calls that change nothing outside the process. Whatever is not named here counts as a change. */
const reads = new Set([
  'records.get',
  'records.list',
  'parts.uploadLink',
  'parts.downloadLink',
  'parts.sizes',
  'jobs.countPoisoned',
  'vault.publicKey',
  'vault.wrap',
  'vault.unwrap',
  'service.mac',
]);

/**
 * The points of a run at which a crash leaves the outside in different states: after each change, and
 * before the first one of each step (between changes, before one is after the last, and reads change nothing).
 */
export function crashPoints(steps: readonly string[][]): string[] {
  return steps.flatMap((points) => {
    const chosen: string[] = [];
    let isFirst = true;
    for (const point of points) {
      const [, call = '', moment] = /^(.*)\.(before|after)#/.exec(point) ?? [];
      if (reads.has(call)) continue;
      if (moment === 'after' || isFirst) chosen.push(point);
      isFirst = false;
    }
    return chosen;
  });
}

/** One try of a scenario: what it made, for the check that follows all of them. */
export type Tried<T> = { point: string; made: T; hasCrashed: boolean };

/** What a crash left in the background may come between and take the count: so often a point is tried. */
const TRIES = 3;
/** So often a scenario is watched at most, until it passes the same points twice; what runs side by side may never. */
const WATCHES = 5;
/**
 * How many of a scenario's points the watched run may have passed by chance: where two writers met at one row, the
 * second wrote once more.
 */
const UNREACHED_SHARE = 0.1;

/** Tries until the service dies at the point; null where it never does. */
async function reach<T>(
  point: string,
  attempt: (point: string) => Promise<Tried<T>>,
): Promise<Tried<T> | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const tried = await attempt(point);
    if (tried.hasCrashed) return tried;
  }
  return null;
}

/**
 * Runs a scenario until two runs pass the same points, or a few times, then once more for each of them with a crash there.
 * `choose` says which of the points are worth it. The last run that only watched is the first of the answer; all
 * others have crashed. Throws where more than a tenth of the points is never passed again.
 */
export async function crashEverywhere<T>(
  rig: Rig,
  scenario: {
    prepare: () => Promise<T>;
    run: (made: T) => Promise<void>;
    /** Lets what a crash left in the background be done, so that it does not meet the next try. */
    settle?: (made: T) => Promise<void>;
  },
  { onCrash, choose }: { onCrash: OnCrash; choose: (points: string[]) => string[] },
): Promise<Tried<T>[]> {
  const attempt = async (point: string): Promise<Tried<T>> => {
    const made = await scenario.prepare();
    rig.arm(point, onCrash);
    await scenario.run(made).catch((error: unknown) => {
      if (onCrash !== 'is gone' || !rig.hasCrashed()) throw error;
    });
    if (point !== '' && !rig.hasCrashed()) await sleep(DEATH_MS);
    const hasCrashed = rig.hasCrashed();
    await rig.revive();
    const passed = rig.passed();
    rig.arm('');
    if (hasCrashed) await scenario.settle?.(made);
    if (point === '') watched = passed;
    return { point, made, hasCrashed };
  };
  let watched: string[][] = [];
  let points: string[] = [];
  let first: Tried<T>;
  for (let watches = 1; ; watches++) {
    first = await attempt('');
    const seen = choose(crashPoints(watched));
    const isSteady = seen.length > 0 && seen.join() === points.join();
    points = seen;
    if (isSteady || watches === WATCHES) break;
  }
  const tried = [first];
  const unreached: string[] = [];
  for (const point of points) {
    const one = await reach(point, attempt);
    if (one === null) unreached.push(point);
    else tried.push(one);
  }
  if (unreached.length > Math.ceil(points.length * UNREACHED_SHARE)) {
    throw new Error(`these crash points were passed once and never again: ${unreached.join(', ')}`);
  }
  return tried;
}

/** Waits until the service has done what follows from a commit, and answers whether it has; no longer than it lives. */
export async function waitForDelivery(rig: Rig, messageId: string, waitMs = 15_000): Promise<boolean> {
  const table = TableClient.fromConnectionString(rig.storageConnection, 'messages', {
    allowInsecureConnection: true,
  });
  const untilMs = performance.now() + waitMs;
  do {
    const isDone = await table.getEntity(messageId, 'outbox:deliver').then(
      () => false,
      () => true,
    );
    if (isDone) return true;
    await sleep(30);
  } while (performance.now() < untilMs && !rig.isDead());
  return false;
}

/** Ends a delivery that died with its process, whose claim has to run out first. */
export async function finishDelivery(rig: Rig, messageId: string): Promise<void> {
  if (await waitForDelivery(rig, messageId, 1_000)) return;
  await rig.move(6 * 60_000);
  await rig.sweep();
  if (!(await waitForDelivery(rig, messageId))) throw new Error(`${messageId} is not delivered`);
}

/** Waits until nothing of a message is left to do; no longer than the service lives. */
export async function noWorkIsLeft(rig: Rig, id: string): Promise<void> {
  const table = TableClient.fromConnectionString(rig.storageConnection, 'messages', {
    allowInsecureConnection: true,
  });
  const filter = odata`PartitionKey eq ${id} and RowKey ge 'outbox:' and RowKey lt 'outbox;'`;
  for (let tries = 0; tries < 200 && !rig.isDead(); tries++) {
    const rows = await table.listEntities({ queryOptions: { filter } }).next();
    if (rows.done === true) return;
    await sleep(30);
  }
}

/** Of each kind of call the first and the last: the rows between them differ only in whose they are. */
export function firstAndLast(points: string[]): string[] {
  const kindOf = (point: string) => point.replace(/#\d+$/, '');
  const kinds = points.map(kindOf);
  return points.filter((_, at) => {
    const kind = kinds[at] ?? '';
    return kinds.indexOf(kind) === at || kinds.lastIndexOf(kind) === at;
  });
}
