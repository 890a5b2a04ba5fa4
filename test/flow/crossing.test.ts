import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { createCaller, createPartnerClient, openMessage } from '../../shared/api/index.ts';
import { startAccountStack } from './account-stack.ts';
import { createAuthenticator } from './authenticator.ts';
import { createBrowser, letterTo, type PortalClient, paneClient, register, sendAs } from './clients.ts';
import { type JsonSchema, sample } from './json-schema.ts';

/*
 * Two recipients, a stranger, the author and an administrator, at every route that takes an id, with each other's
 * ids: whoever has no part in a thing is answered as if it did not exist. The routes come from the description
 * that the service serves, so a new one is covered by itself; a new kind of id has to be named here.
 */

/** What readers of a message may call about it; of everything else only its author learns that it exists. */
const READERS_MAY: readonly string[] = ['open', 'conversation', 'downloaded', 'askAgain', 'messageFile'];

/** What administrators may call about any message that was sent or any request, and nobody else. */
const ADMINS_MAY: readonly string[] = ['wholeHistory', 'answerTlsRequest'];

/** Taking away what is not there is done already. */
const DONE_ALREADY: readonly string[] = ['removeFolder', 'endSession'];

type Operation = {
  operationId: string;
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: JsonSchema }[];
  requestBody?: { content: { 'application/json': { schema: JsonSchema } } };
};
type Who = 'author' | 'pat' | 'sam' | 'stranger' | 'admin';
/** An id, whose it is, and who else may read what it names. */
type Known = { id: string; owner: Who; readers: readonly Who[] };

const author = 'tammy.gould@example.gov';
const password = 'correct horse battery';

let stack: Stack;
let stop: () => Promise<void>;
let operations: Operation[];
let fetchAs: Record<Who, typeof fetch>;
let pat: PortalClient;
let sam: PortalClient;
let shared: Known;
let known: Record<'message' | 'mailboxRow' | 'folder' | 'session' | 'passkey' | 'domain', Known[]>;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('crossing'));
  const staff = paneClient(stack, author);
  const now = Date.now();
  const both = await sendAs(
    staff,
    letterTo('pat@example.net', now, {
      cc: [{ address: 'sam@example.net', name: 'Sam Roe' }],
    }),
  );
  const one = await sendAs(staff, letterTo('pat@example.net', now));
  await sendAs(staff, letterTo('eve@example.org', now));
  const browsers = { pat: createBrowser(), sam: createBrowser(), stranger: createBrowser() };
  pat = await register(stack, 'pat@example.net', browsers.pat);
  sam = await register(stack, 'sam@example.net', browsers.sam);
  await register(stack, 'eve@example.org', browsers.stranger);
  const admin = stack.people.find(({ roles }) => roles.includes('Admin'));
  if (admin === undefined) throw new Error('no administrator is seeded');
  fetchAs = {
    pat: browsers.pat.fetch,
    sam: browsers.sam.fetch,
    stranger: browsers.stranger.fetch,
    author: withToken(author),
    admin: withToken(admin.address),
  };

  const draft = await pat.createDraft({}, crypto.randomUUID());
  const { rows } = await pat.mailbox('inbox');
  const { sessions } = await pat.sessions();
  const asked = { contact: 'Pat', provider: 'Microsoft 365', reason: 'Every day' };
  const { fetch: fetchAsPat } = browsers.pat;
  const origin = stack.urls.product;
  await createPartnerClient(createCaller({ origin, token: async () => null, fetch: fetchAsPat })).askForTls(
    asked,
  );
  const folder = `f-${'q'.repeat(16)}` as const;
  await pat.makeFolder(folder, 'A'.repeat(60));
  shared = { id: both, owner: 'author', readers: ['pat', 'sam'] };
  known = {
    message: [
      shared,
      { id: one, owner: 'author', readers: ['pat'] },
      { id: draft.id, owner: 'pat', readers: [] },
    ],
    // A row's name says the message and the time: whoever else reads the message has one of that name.
    mailboxRow: rows
      .filter(({ messageId }) => messageId === one)
      .map(({ row }) => ({ id: row, owner: 'pat', readers: [] })),
    folder: [{ id: folder, owner: 'pat', readers: [] }],
    session: sessions.map(({ id }) => ({ id, owner: 'pat', readers: [] })),
    passkey: [{ id: await addPasskey(), owner: 'pat', readers: [] }],
    domain: [{ id: 'example.net', owner: 'admin', readers: [] }],
  };
  const description = await (await fetch(`${stack.urls.product}/api/openapi.json`)).json();
  operations = Object.entries(description.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
});
afterAll(async () => stop?.());

/** Pat's first passkey; answers its id. */
async function addPasskey(): Promise<string> {
  const authenticator = createAuthenticator(stack.urls.product);
  const { options } = await pat.passkeyOptions();
  await pat.addPasskey(authenticator.create(options), 'Phone');
  const { passkeys } = await pat.profile();
  return passkeys[0]?.id ?? '';
}

function withToken(address: string): typeof fetch {
  const oid = stack.people.find((one) => one.address === address)?.oid ?? '';
  const scope = 'api://1f0c3a52-7d4e-4b8a-8f21-6a9b0c1d2e3f/access_as_user';
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${(await stack.brokerToken(oid, [scope])).accessToken}`);
    return fetch(input, { ...init, headers });
  };
}

/** Which ids the path of an operation takes; null where it names nothing of anybody. */
function idsOf({ path }: Operation): { name: string; ids: Known[] } | null {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  switch (name) {
    case undefined:
    case 'provider':
      return null;
    case 'folder':
      // Whose folder an id names is in whose mailbox it is asked for; only own ones could be somebody else's.
      return path.startsWith('/mailbox/folders/') ? { name, ids: known.folder } : null;
    case 'domain':
      return { name, ids: known.domain };
    case 'id':
      return { name, ids: known.message };
    case 'row':
      if (path.startsWith('/mailbox/')) return { name, ids: known.mailboxRow };
      if (path.startsWith('/me/sessions/')) return { name, ids: known.session };
      if (path.startsWith('/me/passkeys/')) return { name, ids: known.passkey };
      break;
  }
  throw new Error(`whose ids does ${path} take?`);
}

/** Status and body of a call of an operation as somebody, with one id. */
async function answerTo(who: Who, operation: Operation, name: string, id: string) {
  const schema = operation.requestBody?.content['application/json'].schema;
  const headers = new Headers({ 'content-type': 'application/json' });
  for (const one of operation.parameters.filter((parameter) => parameter.in === 'header'))
    headers.set(one.name, String(sample(one.schema)));
  let path = operation.path.replace(`{${name}}`, encodeURIComponent(id));
  for (const one of operation.parameters.filter((parameter) => parameter.in === 'path'))
    path = path.replace(`{${one.name}}`, encodeURIComponent(String(sample(one.schema))));
  const response = await fetchAs[who](`${stack.urls.product}/api${path}`, {
    method: operation.method.toUpperCase(),
    headers,
    ...(schema === undefined ? {} : { body: JSON.stringify(sample(schema)) }),
  });
  return { status: response.status, body: await response.text() };
}

/** An id of the same form that names nothing. */
function unknownLike(id: string): string {
  if (id.includes('.')) return 'nobody.example';
  if (id.startsWith('f-')) return `f-${'Z'.repeat(16)}`;
  return id.replace(/[A-Za-z0-9_-]{22,}$/, (token) => `${'Z'.repeat(token.length - 1)}A`);
}

function entitledTo({ operationId }: Operation, owner: Who, readers: readonly Who[]): readonly Who[] {
  if (ADMINS_MAY.includes(operationId)) return ['admin'];
  return READERS_MAY.includes(operationId) ? [owner, ...readers] : [owner];
}

describe('whoever has no part in a thing', () => {
  it('is answered by every route as if it did not exist', async () => {
    let calls = 0;
    for (const operation of operations) {
      const taken = idsOf(operation);
      if (taken === null) continue;
      for (const { id, owner, readers } of taken.ids) {
        const entitled = entitledTo(operation, owner, readers);
        for (const who of Object.keys(fetchAs) as Who[]) {
          if (entitled.includes(who)) continue;
          const label = `${operation.operationId} as ${who}`;
          const there = await answerTo(who, operation, taken.name, id);
          expect(there, label).toEqual(await answerTo(who, operation, taken.name, unknownLike(id)));
          if (!DONE_ALREADY.includes(operation.operationId))
            expect(there.status, label).toBeGreaterThanOrEqual(400);
          expect(there.status, label).toBeLessThan(500);
          calls++;
        }
      }
    }
    expect(calls).toBeGreaterThan(50);
  });

  it('has changed nothing with all that', async () => {
    for (const reader of [pat, sam])
      expect((await openMessage(reader, shared.id)).letter.subject).toBe('Your records');
    expect((await pat.mailbox('inbox')).rows).toHaveLength(2);
    expect((await pat.folders()).folders.map(({ folder }) => folder)).toContain(`f-${'q'.repeat(16)}`);
    expect((await pat.sessions()).sessions).toHaveLength(1);
    expect((await pat.profile()).passkeys).toMatchObject([{ name: 'Phone' }]);
    expect(await paneClient(stack, author).status(shared.id)).toMatchObject({ state: 'sent' });
    const again = await pat.signIn({ address: 'pat@example.net', password });
    expect(again.state).toBe('signed_in');
  });
});
