import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atOnce } from '../../functions/at-once.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import {
  accountRoutes,
  draftRoutes,
  lifeRoutes,
  mailboxRoutes,
  partnerRoutes,
  routes,
  settingsRoutes,
} from '../../shared/api/index.ts';
import { createBrowser, letterTo, paneClient, register, sendAs, trust } from './clients.ts';
import { type JsonSchema, mutations, sample } from './json-schema.ts';

/* Every route that /api/openapi.json names, called in every wrong way: a clear refusal, never a 500. */

const allRoutes = {
  ...routes,
  ...draftRoutes,
  ...partnerRoutes,
  ...lifeRoutes,
  ...mailboxRoutes,
  ...accountRoutes,
  ...settingsRoutes,
};

type Operation = {
  operationId: keyof typeof allRoutes;
  security: unknown[];
  parameters: { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: JsonSchema }[];
  requestBody?: { content: { 'application/json': { schema: JsonSchema } } };
  responses: Record<string, unknown>;
};
type Named = Operation & { method: string; path: string };

let stack: Stack;
let folder: string;
let operations: Named[];
/** A message that the stranger is not named by. */
let messageId: string;
const stranger = createBrowser();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-api-'));
  stack = await startStack({ folder, ports: 'free', fresh: true });
  trust(stack);
  const staff = paneClient(stack, 'tammy.gould@example.gov');
  messageId = await sendAs(staff, letterTo('pat@example.net', Date.now()));
  await sendAs(staff, letterTo('eve@example.org', Date.now()));
  await register(stack, 'eve@example.org', stranger);
  const description = await (await fetch(`${stack.urls.product}/api/openapi.json`)).json();
  operations = Object.entries(description.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An operation's path with sampled parameters. */
function pathOf(operation: Named): string {
  return operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((path, { name, schema }) => {
      const value = name === 'id' ? messageId : String(sample(schema));
      return path.replace(`{${name}}`, encodeURIComponent(value));
    }, operation.path);
}

/** Calls an operation with sampled parameters and the given body. */
async function call(operation: Named, body: unknown, signedIn: 'stranger' | 'nobody') {
  const path = pathOf(operation);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const parameter of operation.parameters.filter((one) => one.in === 'header'))
    headers[parameter.name] = String(sample(parameter.schema));
  const fetchAs = signedIn === 'stranger' ? stranger.fetch : fetch;
  return fetchAs(`${stack.urls.product}/api${path}`, {
    method: operation.method.toUpperCase(),
    headers,
    redirect: 'manual',
    ...(operation.requestBody === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function bodySchema(operation: Named): JsonSchema | undefined {
  return operation.requestBody?.content['application/json'].schema;
}

/** Calls that would end the stranger's session, or wait for the organisation's sign-in. */
const leaves = new Set([
  'signOut',
  'signOutEverywhere',
  'closeAccount',
  'signInStaff',
  'signInStaffCallback',
  'signInWith',
  'signInWithCallback',
]);

describe('the description', () => {
  it('names every route, and the service serves every one that it names', async () => {
    expect(operations.map((operation) => operation.operationId).sort()).toEqual(
      Object.keys(allRoutes).sort(),
    );
    for (const operation of operations) {
      const response = await call(operation, {}, 'nobody');
      expect(response.status, operation.operationId).not.toBe(404);
      expect(response.status, operation.operationId).toBeLessThan(500);
    }
  });
});

describe('the send alert', () => {
  it('may ask for the policy from wherever Outlook runs it, and for nothing else', async () => {
    // As classic Outlook spells its own origin.
    const origin = `${stack.urls.product}/`;
    for (const path of ['/api/config', '/api/session']) {
      const url = `${stack.urls.product}${path}`;
      const answer = await fetch(url, { headers: { origin } });
      const preflight = await fetch(url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET' },
      });
      const isOpen = path === '/api/config';
      expect(answer.headers.get('access-control-allow-origin')).toBe(isOpen ? '*' : null);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(preflight.status).toBe(isOpen ? 204 : 404);
      expect(preflight.headers.get('access-control-allow-methods')).toBe(isOpen ? 'GET' : null);
    }
  });

  it('is served with the address of its service, packed or not', async () => {
    const url = `${stack.urls.product}/addin/alert.js`;
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
    const packed = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    for (const { headers } of [plain, packed]) {
      expect(headers.get('cache-control')).toBe('public, max-age=300');
      expect(headers.get('vary')).toContain('accept-encoding');
      expect(headers.get('content-type')).toContain('text/javascript');
    }
    const script = await plain.text();
    expect((await packed.text()) === script).toBe(true);
    expect(script.includes(`"${stack.urls.product}"`)).toBe(true);
    expect(script.includes('__SEALPOST_ORIGIN__')).toBe(false);
  });
});

describe('what is served without a token', () => {
  it('may be read from any page, kept for a minute, and names no domain and nobody', async () => {
    const response = await fetch(`${stack.urls.product}/api/config`);
    const { headers } = response;
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    const text = await response.text();
    expect(text).not.toMatch(/bank\.example|tlsDomains"|"owner"|"reason"/);
    expect(text.length).toBeLessThan(20_000);
  });
});

describe('every route', () => {
  it('asks for a sign-in where it says so', async () => {
    for (const operation of operations.filter((one) => one.security.length > 0)) {
      const schema = bodySchema(operation);
      const response = await call(operation, schema === undefined ? undefined : sample(schema), 'nobody');
      expect(response.status, operation.operationId).toBe(401);
      expect((await response.json()).error.code).toBe('not_signed_in');
    }
  });

  it("tells a stranger nothing of somebody else's message", async () => {
    for (const operation of operations.filter((one) => /^\/(?:messages|drafts)\/\{id\}/.test(one.path))) {
      const schema = bodySchema(operation);
      const response = await call(operation, schema === undefined ? undefined : sample(schema), 'stranger');
      expect(response.status, operation.operationId).toBe(404);
      expect((await response.json()).error.code).toBe('not_for_you');
    }
  });

  it('refuses each field missing, wrong, huge or unknown with words, never with a 500', async () => {
    let calls = 0;
    for (const operation of operations.filter((one) => !leaves.has(one.operationId))) {
      const schema = bodySchema(operation);
      if (schema === undefined) continue;
      // Anonymous routes answer at an even pace: eight at a time, or this would take minutes.
      await atOnce(8, mutations(schema), async ({ name, body }) => {
        const response = await call(operation, body, 'stranger');
        const label = `${operation.operationId} with ${name}`;
        expect(response.status, label).toBeGreaterThanOrEqual(400);
        expect(response.status, label).toBeLessThan(500);
        const { error } = await response.json();
        expect(error.message.length, label).toBeGreaterThan(10);
        expect(error.message, label).not.toContain('xxxxxxxx');
        calls++;
      });
    }
    expect(calls).toBeGreaterThan(100);
  });

  it('refuses what is not JSON and what says it is something else', async () => {
    for (const operation of operations.filter(
      (one) => bodySchema(one) !== undefined && !leaves.has(one.operationId),
    )) {
      const path = pathOf(operation);
      const send = (type: string, body: string) =>
        stranger.fetch(`${stack.urls.product}/api${path}`, {
          method: operation.method.toUpperCase(),
          headers: { 'content-type': type, 'idempotency-key': crypto.randomUUID() },
          body,
        });
      expect((await send('application/json', '{"a":')).status, operation.operationId).toBe(400);
      expect((await send('application/json', '')).status, operation.operationId).toBe(400);
      expect((await send('text/plain', '{}')).status, operation.operationId).toBe(415);
    }
  });
});
