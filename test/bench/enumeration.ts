import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { createDirectory } from '../../functions/accounts/directory.ts';
import { hashPassword } from '../../functions/accounts/password.ts';
import { accountKey } from '../../functions/accounts/records.ts';
import { registeredAccount } from '../../functions/accounts/register.ts';
import { createRecords } from '../../functions/azure/records.ts';
import { createServiceKeys } from '../../functions/azure/service-keys.ts';
import { createStorage } from '../../functions/azure/storage.ts';
import { createVault } from '../../functions/azure/vault.ts';
import type { Log } from '../../functions/ports.ts';
import { organisation, send } from '../../infra/local/people.ts';
import { vaultKeyName } from '../../infra/local/settings.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { accountRoutes } from '../../shared/api/index.ts';
import { policySchema } from '../../shared/policy/index.ts';
import { type Browser, portalClient, trust } from '../flow/clients.ts';
import { anotherPlace, browserAt, placesSettings } from '../flow/places.ts';
import type { Bench } from './run.ts';

/*
 * What an enumerator sees: each flow that anybody can begin, asked for addresses that have an account and for
 * addresses that nobody has named, by turns, each from a browser and a place of its own. An answer is its status,
 * all headers but the date, the names and lifetimes of its cookies, and its body. `--accounts=N` for fewer than 200.
 */

const LANES = 2;
const password = 'correct horse battery';
const wrongCode = '000000';

type Person = { address: string; accountId: string; isKnown: boolean; browser: Browser };
type FlowName = keyof typeof accountRoutes;
type Seen = { isKnown: boolean; tookMs: number; status: number; answer: string };

export const bench: Bench = async () => {
  const count = Number(/--accounts=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 200);
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-enumeration-'));
  const stack = await startStack({ folder, ports: 'free', fresh: true });
  try {
    trust(stack);
    const policy = { organisation, send, signIn: { oneTimeCode: true }, recovery: { hint: true } };
    await stack.restartFunctions({ ...placesSettings, SEALPOST_POLICY: JSON.stringify(policy) });
    const { terms } = await portalClient(stack).config();
    const people = await makePeople(stack, count);
    const flows = [];
    for (const [name, bodyOf] of Object.entries(requests(terms.version)) as [FlowName, BodyOf][]) {
      const seen = await ask(stack, name, people, bodyOf);
      if (seen.every(({ status }) => status === 404)) {
        console.error(`${name}: left out, this service does not serve it`);
        continue;
      }
      flows.push({
        name,
        sameAnswer: new Set(seen.map(({ answer }) => answer)).size === 1,
        knownMedianMs: medianMs(seen.filter(({ isKnown }) => isKnown)),
        unknownMedianMs: medianMs(seen.filter(({ isKnown }) => !isKnown)),
      });
    }
    return { flows };
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

type BodyOf = (person: Person) => Record<string, unknown>;

/** Each flow as a stranger asks for it; codes and links are wrong, the cookies are those of the step before. */
function requests(termsVersion: string): Partial<Record<FlowName, BodyOf>> {
  const link: BodyOf = ({ accountId }) => ({ link: `${accountId}.${'A'.repeat(43)}.${'B'.repeat(43)}` });
  const address: BodyOf = (person) => ({ address: person.address });
  const code: BodyOf = (person) => ({ address: person.address, code: wrongCode });
  return {
    register: (person) => ({
      address: person.address,
      firstName: 'Pat',
      lastName: 'Doe',
      password,
      language: 'en',
      acceptedTerms: termsVersion,
    }),
    resendCode: address,
    confirm: code,
    confirmByLink: link,
    signIn: (person) => ({ address: person.address, password: 'wrong wrong wrong' }),
    mailSignInCode: address,
    signInByCode: code,
    mailReset: address,
    proveReset: code,
    mailHint: address,
    unlock: link,
  };
}

/** Asks for all people, known and unknown by turns, a few at a time. */
async function ask(stack: Stack, name: FlowName, people: Person[], bodyOf: BodyOf): Promise<Seen[]> {
  const rest = people.values();
  const seen: Seen[] = [];
  const lane = async () => {
    for (const person of rest) seen.push(await askOne(stack, name, person, bodyOf(person)));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return seen;
}

async function askOne(
  stack: Stack,
  name: FlowName,
  { browser, isKnown }: Person,
  body: Record<string, unknown>,
): Promise<Seen> {
  const startedMs = performance.now();
  const response = await browser.fetch(`${stack.urls.product}/api${accountRoutes[name].path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const tookMs = performance.now() - startedMs;
  const headers = [...response.headers].filter(([header]) => header !== 'date' && header !== 'set-cookie');
  const cookies = response.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, '='));
  return {
    isKnown,
    tookMs,
    status: response.status,
    answer: JSON.stringify([response.status, headers, cookies, text]),
  };
}

function medianMs(seen: readonly Seen[]): number {
  const sorted = seen.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN) * 10) / 10;
}

/** So many people with accounts, written by the service's own functions, and as many without, by turns. */
async function makePeople(stack: Stack, count: number): Promise<Person[]> {
  const { storageConnection } = JSON.parse(await readFile(join(stack.folder, 'stack.json'), 'utf8')) as {
    storageConnection: string;
  };
  const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const records = createRecords(createStorage({ kind: 'connection', connectionString: storageConnection }));
  const vault = createVault({ url: stack.urls.vault, keyName: vaultKeyName });
  const ports = {
    records,
    vault,
    service: createServiceKeys(records, vault, null, log),
    clock: { now: () => new Date() },
    policy: z.parse(policySchema, { organisation }),
  };
  const directory = createDirectory(ports);
  const passwordHash = await hashPassword(password);
  const people: Person[] = [];
  for (let i = 0; i < count; i++) {
    const address = `known${i}@example.net`;
    const accountId = await directory.accountOf(address);
    const account = await records.get(accountKey(accountId));
    if (account === null) throw new Error('an account did not stay');
    const data = { firstName: 'Pat', lastName: 'Doe', language: 'en', passwordHash, terms: '1' };
    const registered = registeredAccount(
      account.value,
      { data, requestedAt: new Date().toISOString() },
      new Date(),
    );
    await records.replace(accountKey(accountId), registered, account.etag);
    people.push({ address, accountId, isKnown: true, browser: browserAt(anotherPlace()) });
    const unknownId = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
    people.push({
      address: `never${i}@example.net`,
      accountId: unknownId,
      isKnown: false,
      browser: browserAt(anotherPlace()),
    });
  }
  return people;
}
