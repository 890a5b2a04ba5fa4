/**
 * The Azure Functions host of the local stack, a process of its own:
 *   node run.ts --app dist/functions/main.js --host host.json --port 3000 --control-port 3005 --tls .local/tls
 * Writes `{"event":"ready"}` to standard output once every trigger runs; SIGTERM drains and ends it.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serveControl } from './control.ts';
import { readHostJson } from './host-json.ts';
import { serveHttp } from './http.ts';
import { runHooks } from './invoke.ts';
import { loadApp } from './load.ts';
import { errorFacts, writeEvent } from './log.ts';
import { listenToQueue } from './queue.ts';
import { startTimer } from './timer.ts';

const drainLimitMs = 10_000;

async function run(): Promise<() => Promise<void>> {
  const { values } = parseArgs({
    options: {
      app: { type: 'string', default: 'dist/functions/main.js' },
      host: { type: 'string', default: 'host.json' },
      port: { type: 'string', default: '3000' },
      'control-port': { type: 'string', default: '3005' },
      tls: { type: 'string', default: '.local/tls' },
    },
  });
  const hostJson = await readHostJson(values.host);
  const tls = {
    key: await readFile(join(values.tls, 'server.key'), 'utf8'),
    cert: await readFile(join(values.tls, 'server.crt'), 'utf8'),
  };
  const { model, functions } = await loadApp(resolve(values.app));
  await runHooks('appStart', { hookData: {} });
  const http = await serveHttp({
    model,
    functions,
    routePrefix: hostJson.extensions.http.routePrefix,
    port: Number(values.port),
    tls,
  });
  const of = (type: string) => functions.filter(({ trigger }) => trigger.type === type);
  const settings = hostJson.extensions.queues;
  const queues = of('queueTrigger').map((fn) => listenToQueue({ model, fn, settings }));
  const timers = of('timerTrigger').map((fn) => startTimer(model, fn));
  const control = await serveControl(timers, Number(values['control-port']));
  writeEvent({
    level: 'information',
    event: 'ready',
    port: http.port,
    controlPort: control.port,
    functions: functions.map(({ metadata }) => metadata.name),
  });
  return async () => {
    await Promise.all([...queues, ...timers].map(({ stop }) => stop()));
    await http.drain();
    await control.stop();
    await runHooks('appTerminate', { hookData: {} });
  };
}

try {
  const drain = await run();
  let isDraining = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Ctrl-C reaches this process and its parent, which then sends SIGTERM.
      if (isDraining) return;
      isDraining = true;
      writeEvent({ level: 'information', event: 'draining' });
      setTimeout(() => process.exit(1), drainLimitMs).unref();
      drain().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  writeEvent({ level: 'error', event: 'start-failed', ...errorFacts(error) });
  process.exit(1);
}
