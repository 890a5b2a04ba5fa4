import { createServer } from 'node:http';
import { sendJson } from '../body.ts';
import { type Listening, listen } from '../listen.ts';
import { errorFacts } from './log.ts';
import type { Timer } from './timer.ts';

/**
 * Serves what tests need and Azure offers elsewhere, on a port of its own: `POST /timers/{name}/run` runs a
 * timer's function now and answers when it is done, `{ok: true}` or 500 with `{error}`.
 */
export function serveControl(timers: readonly Timer[], port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    const [, name] = /^\/timers\/([^/]+)\/run$/.exec(request.url ?? '') ?? [];
    const timer = request.method === 'POST' ? timers.find((one) => one.name === name) : undefined;
    if (!timer) return sendJson(response, 404, { error: `no timer ${name ?? ''}` });
    timer.run().then(
      () => sendJson(response, 200, { ok: true }),
      (error: unknown) => sendJson(response, 500, errorFacts(error)),
    );
  });
  return listen(server, port);
}
