import { randomUUID } from 'node:crypto';
import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as openRequest,
  type ServerResponse,
} from 'node:http';
import { createServer } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { type Listening, listen } from '../listen.ts';
import type { ProgrammingModel, TypedData } from './core.ts';
import { invoke } from './invoke.ts';
import type { TriggeredFunction } from './load.ts';
import { errorFacts, writeEvent } from './log.ts';
import { comparePrecedence, matchRoute, parseRoute, type Route } from './route.ts';

type Endpoint = { route: Route; methods: readonly string[]; fn: TriggeredFunction };
type Front = {
  endpoints: readonly Endpoint[];
  model: ProgrammingModel;
  proxyUrl: string;
  agents: typeof agents;
};

// The real host keeps these first segments for itself, even where an app has a catch-all route.
const reserved = ['admin', 'runtime'];
const hopByHop = ['connection', 'keep-alive', 'te', 'trailer', 'upgrade', 'expect', 'proxy-authorization'];
const invocationHeader = 'x-ms-invocation-id';

/**
 * A connection that is kept may be closed by the library as the next request begins: that request then never arrives
 * there, and its invocation waits for it without end. So most have one of their own; but a large body that is answered
 * before it was read would break that one off before its answer is read.
 */
const agents = { fresh: new Agent({ keepAlive: false }), kept: new Agent({ keepAlive: true }) };
const LARGE_BYTES = 16_384;

function isLarge({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > LARGE_BYTES;
}

/**
 * Serves the app's HTTP triggers over https. Bodies stream both ways through the proxy that the library opens
 * with `app.setup({ enableHttpStream: true })`; throws when the app has not asked for that.
 */
export async function serveHttp({
  model,
  functions,
  routePrefix,
  port,
  tls,
}: {
  model: ProgrammingModel;
  functions: readonly TriggeredFunction[];
  routePrefix: string;
  port: number;
  tls: { key: string; cert: string };
}): Promise<Listening> {
  const { HttpUri: proxyUrl } = await model.getCapabilities({});
  if (proxyUrl === undefined) throw new Error('the app must call app.setup({ enableHttpStream: true })');
  const endpoints = functions
    .filter(({ trigger }) => trigger.type === 'httpTrigger')
    .map((fn) => endpointOf(fn, routePrefix))
    .sort((a, b) => comparePrecedence(a.route, b.route));
  const front = { endpoints, model, proxyUrl, agents };
  const server = createServer(tls, (request, response) => {
    handle(front, request, response).catch((error: unknown) => {
      writeEvent({ level: 'error', event: 'http-failed', ...errorFacts(error) });
      response.destroy();
    });
  });
  return listen(server, port);
}

function endpointOf(fn: TriggeredFunction, routePrefix: string): Endpoint {
  const { route, methods, authLevel } = fn.trigger;
  if (authLevel !== 'anonymous') throw new Error(`${fn.metadata.name}: the local host has no function keys`);
  const template = typeof route === 'string' ? route : fn.metadata.name;
  return {
    fn,
    route: parseRoute(`${routePrefix}/${template}`),
    methods: Array.isArray(methods) ? methods.map((method) => String(method).toUpperCase()) : [],
  };
}

async function handle(front: Front, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedMs = performance.now();
  const url = new URL(request.url ?? '/', 'https://localhost');
  const found = find(front.endpoints, request.method ?? 'GET', url.pathname);
  if (!found) {
    response.writeHead(404).end();
    return;
  }
  const invocationId = randomUUID();
  await forward(front, found, { invocationId, url, request, response });
  writeEvent({
    level: 'information',
    event: 'http',
    function: found.fn.metadata.name,
    invocationId,
    method: request.method,
    // Only the first segments: further ones can be ids or addresses.
    path: url.pathname.split('/').slice(0, 3).join('/'),
    status: response.statusCode,
    durationMs: Math.round(performance.now() - startedMs),
  });
}

type Found = { fn: TriggeredFunction; parameters: Record<string, string> };

function find(endpoints: readonly Endpoint[], method: string, pathname: string): Found | null {
  if (reserved.includes(pathname.split('/')[1]?.toLowerCase() ?? '')) return null;
  for (const { route, methods, fn } of endpoints) {
    if (!methods.includes(method)) continue;
    const parameters = matchRoute(route, pathname);
    if (parameters) return { fn, parameters };
  }
  return null;
}

type Exchange = { invocationId: string; url: URL; request: IncomingMessage; response: ServerResponse };

async function forward(front: Front, { fn, parameters }: Found, exchange: Exchange): Promise<void> {
  const { invocationId, url, request, response } = exchange;
  const headers = forwardedHeaders(request);
  const upstream = openRequest(new URL(request.url ?? '/', front.proxyUrl), {
    agent: isLarge(request) ? front.agents.kept : front.agents.fresh,
    method: request.method ?? 'GET',
    headers: { ...headers, [invocationHeader]: invocationId },
  });
  response.once('close', () => {
    if (!response.writableFinished) upstream.destroy();
  });
  const answered = new Promise<void>((resolve, reject) => {
    upstream.once('error', reject);
    upstream.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 500, withoutHopByHop(answer.headers));
      pipeline(answer, response).then(resolve, reject);
    });
  });
  // A body that breaks off shows in the handler, which reads it; here there is nobody left to tell.
  pipeline(request, upstream).catch(() => undefined);
  const invoked = invoke(front.model, fn, {
    invocationId,
    input: { http: {} },
    triggerMetadata: {
      ...Object.fromEntries(Object.entries(parameters).map(([name, string]) => [name, { string }])),
      Headers: { json: JSON.stringify(flat(headers)) },
      Query: { json: JSON.stringify(Object.fromEntries(url.searchParams)) },
    } satisfies Record<string, TypedData>,
  });
  await settle({ answered, invoked, upstream, exchange, name: fn.metadata.name });
}

async function settle({
  answered,
  invoked,
  upstream,
  exchange: { invocationId, response },
  name,
}: {
  answered: Promise<void>;
  invoked: Promise<unknown>;
  upstream: { destroy(): unknown };
  exchange: Exchange;
  name: string;
}): Promise<void> {
  await Promise.allSettled([
    // Not after the invocation, which may still wait for a request that broke off.
    answered.catch(() => {
      if (!response.writableEnded) response.destroy();
    }),
    invoked.then(
      (result) => {
        if (result !== undefined && result !== null) return;
        // A handler that returns nothing leaves the proxied request open; Azure answers 204.
        upstream.destroy();
        response.writeHead(204).end();
      },
      (error: unknown) => {
        writeEvent({
          level: 'error',
          event: 'function-failed',
          function: name,
          invocationId,
          ...errorFacts(error),
        });
        upstream.destroy();
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      },
    ),
  ]);
}

function forwardedHeaders(request: IncomingMessage): IncomingHttpHeaders {
  const { remoteAddress, remotePort } = request.socket;
  const { 'x-forwarded-for': earlier, [invocationHeader]: _, ...headers } = request.headers;
  return {
    ...withoutHopByHop(headers),
    'x-forwarded-host': request.headers.host,
    'x-forwarded-proto': 'https',
    // App Service's front end appends the caller as address:port.
    'x-forwarded-for': [earlier, `${remoteAddress}:${remotePort}`].filter(Boolean).join(', '),
  };
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const dropped = [...hopByHop, invocationHeader];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.includes(name)));
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
