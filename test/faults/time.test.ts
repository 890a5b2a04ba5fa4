import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TableClient, type TableEntity } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitForMail } from '../../infra/local/mail/arrived.ts';
import { type Client, type Outgoing, openMessage, storeMessage } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import {
  createBrowser,
  letterTo,
  paneClient,
  portalClient,
  putPartByFetch,
  register,
  sendAs,
  unwatched,
} from '../flow/clients.ts';
import { failureOf, noticesOf, type ProxiedStack, startProxiedStack } from './proxy-rig.ts';
import { record } from './report.ts';

const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };
const password = 'correct horse battery';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const OPENERS = 16;
const SENDERS = 12;
let rig: ProxiedStack;
let clockMs = 0;

beforeAll(async () => {
  rig = await startProxiedStack();
  await sendAs(staff(), letterTo(pat.address, Date.now()));
  await register(rig.stack, pat.address);
});
afterEach(() => rig.heal());
afterAll(() => rig?.stop());

const staff = () => paneClient(rig.stack, tammy.address);
const nowMs = () => Date.now() + clockMs;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const note = (point: string, outcome: string) => record({ area: 'fault: time', point, outcome });
async function move(byMs: number): Promise<void> {
  clockMs += byMs;
  await rig.stack.moveClock(byMs);
}
async function signedIn(address = pat.address): Promise<Client> {
  const client = portalClient(rig.stack, createBrowser());
  await client.signIn({ address, password });
  return client;
}
const reply = (over: Partial<Outgoing> = {}) =>
  letterTo(tammy.address, nowMs(), { from: pat, to: [tammy], noticeBy: 'service', ...over });

describe('the clock of the service', () => {
  it.each([
    ['ten minutes behind', -10],
    ['ten minutes ahead', 10],
  ])('%s: messages are sent, announced, read and answered, and sessions go on', async (name, minutes) => {
    const address = `clock${minutes}@example.net`;
    const first = await sendAs(staff(), letterTo(address, Date.now()));
    const before = await register(rig.stack, address);
    const clockFile = join(rig.stack.folder, `clock${minutes}`);
    await writeFile(clockFile, String(minutes * MINUTE_MS));
    await rig.restart({ SEALPOST_TEST_CLOCK_FILE: clockFile });

    const other = `other${minutes}@example.net`;
    const second = await sendAs(staff(), letterTo(other, Date.now()));
    const during = await register(rig.stack, other);
    expect((await openMessage(during, second)).letter.body.text).toBe('Dear Pat');
    expect((await openMessage(before, first)).letter.body.text).toBe('Dear Pat');
    const answer = await sendAs(during, reply({ from: { address: other, name: 'Pat Doe' } }));
    await waitForMail(rig.stack.urls.mail, tammy.address, (mail) => mail.html.includes(answer));
    await rig.stack.runTimer('sweep');

    await rig.restart();
    expect((await openMessage(during, second)).letter.body.text).toBe('Dear Pat');
    await rig.stack.runTimer('sweep');
    expect((await openMessage(staff(), answer)).letter.body.text).toBe('Dear Pat');
    expect(await noticesOf(rig.stack, tammy.address, answer)).toHaveLength(1);
    note(`${name}, and right again`, 'tokens, links, codes, sessions and sweeps hold; one notice');
  });
});

describe('the moment of expiry', () => {
  it(`lets in none of ${OPENERS} openings that come after it, and none is an error`, async () => {
    const expiresMs = Date.now() + 4_000;
    const id = await sendAs(
      staff(),
      letterTo(pat.address, Date.now(), { expiresAt: new Date(expiresMs).toISOString() }),
    );
    const reader = await signedIn();
    const results = await Promise.all(
      Array.from({ length: OPENERS }, async (_, index) => {
        // Half of them begin before the moment and half at it or after.
        await sleep(expiresMs - Date.now() + (index - OPENERS / 2) * 20);
        const beganMs = Date.now();
        const outcome = await openMessage(reader, id).then(
          () => 'opened',
          (error: unknown) => (error instanceof AppError ? error.code : String(error)),
        );
        return { beganMs, outcome };
      }),
    );
    expect(results.every(({ outcome }) => outcome === 'opened' || outcome === 'expired')).toBe(true);
    const late = results.filter(({ beganMs }) => beganMs >= expiresMs);
    expect(late.length).toBeGreaterThan(0);
    expect(late.every(({ outcome }) => outcome === 'expired')).toBe(true);
    const opened = results.filter(({ outcome }) => outcome === 'opened').length;
    note(`${OPENERS} openings around the expiry`, `${opened} opened before it, the others "expired"`);
  });

  it('passing while the vault is slow: the key does not leave any more', async () => {
    const reader = await signedIn();
    const expiresMs = Date.now() + 2_000;
    const id = await sendAs(
      staff(),
      letterTo(pat.address, Date.now(), { expiresAt: new Date(expiresMs).toISOString() }),
    );
    rig.vault.harm({ fault: { kind: 'slow', delayMs: 3_000 }, at: /unwrapkey/, times: 1 });
    expect(await failureOf(openMessage(reader, id))).toMatchObject({ code: 'expired' });
    note('expiry while the vault unwraps', 'refused as expired');
  });
});

describe('a backup', () => {
  it('of tables without keys, and of parts, restored after expiry opens nothing', async () => {
    const id = await sendAs(staff(), letterTo(pat.address, nowMs()));
    await openMessage(await signedIn(), id);
    const backup = await backUp();
    const key = await rowsOf('keys', id);
    expect(key).toHaveLength(1);

    await move(49 * HOUR_MS);
    await rig.stack.runTimer('sweep');
    await restore(backup);
    const refused = { code: 'expired' };
    expect(await failureOf(openMessage(await signedIn(), id))).toMatchObject(refused);
    expect(await failureOf(openMessage(staff(), id))).toMatchObject(refused);
    // Even with the clock turned back there is nothing to open it with.
    await move(-49 * HOUR_MS);
    expect(await failureOf(openMessage(await signedIn(), id))).toMatchObject(refused);
    expect(await rowsOf('keys', id)).toEqual([]);
    // What was restored is whole: with its key, and only then, it would open.
    for (const row of key) await tableOf('keys').createEntity(row);
    expect((await openMessage(await signedIn(), id)).letter.body.text).toBe('Dear Pat');

    await move(49 * HOUR_MS);
    await rig.stack.runTimer('sweep');
    expect(await rowsOf('keys', id)).toEqual([]);
    expect(await partsOf(id)).toEqual([]);
    note(
      'tables without keys, and parts, restored',
      'nothing opens, also with the clock turned back; swept again',
    );
    await move(-49 * HOUR_MS);
  });
});

describe('SIGTERM', () => {
  it('under load loses nothing, answers no error, and what is asked again stands once', async () => {
    const reader = await signedIn();
    const seen = new Set<string>();
    /** Asks until there is an answer, as a person does. */
    const patiently = async <T>(call: () => Promise<T>): Promise<T> => {
      for (let tries = 0; ; tries++) {
        try {
          return await call();
        } catch (error) {
          seen.add(reasonOf(error));
          if (tries > 200) throw error;
          await sleep(100);
        }
      }
    };
    const sending = Array.from({ length: SENDERS }, async () => {
      const ids: string[] = [];
      for (let count = 0; count < 3; count++) {
        const stored = await patiently(() =>
          storeMessage({ client: reader, putPart: putPartByFetch }, reply(), unwatched()),
        );
        await patiently(() => reader.send(stored.id, stored.request));
        ids.push(stored.id);
      }
      return ids;
    });
    await sleep(400);
    await rig.restart();
    const ids = (await Promise.all(sending)).flat();
    await move(3 * MINUTE_MS);
    await rig.stack.runTimer('sweep');
    for (const id of ids) {
      await waitForMail(rig.stack.urls.mail, tammy.address, (mail) => mail.html.includes(id));
      expect((await openMessage(staff(), id)).letter.body.text).toBe('Dear Pat');
    }
    for (const id of ids) expect(await noticesOf(rig.stack, tammy.address, id)).toHaveLength(1);
    // Connections not taken any more, or idle ones closed as they were used again: no error of the service.
    expect(seen).toContain('ECONNREFUSED');
    const ofConnections = ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET'];
    expect([...seen].filter((reason) => !ofConnections.includes(reason))).toEqual([]);
    note(
      'SIGTERM under load',
      `${ids.length} messages, each once, one notice each; connections seen failing: ${[...seen].join(', ')}`,
    );
  });
});

/** Why a call failed: the code of the socket where there was no answer, else the service's. */
function reasonOf(error: unknown): string {
  if (!(error instanceof AppError)) return String(error);
  const socket = (error.cause as { cause?: { code?: string } } | undefined)?.cause?.code;
  return socket ?? `${error.code} ${error.detail ?? ''}`;
}

type Backup = {
  tables: Map<string, TableEntity[]>;
  blobs: Map<string, Buffer>;
};
/** What a backup may hold: every table but `keys`. */
const backedUp = ['messages', 'due', 'accounts', 'addresses', 'mailbox', 'service'];

const tableOf = (name: string) =>
  TableClient.fromConnectionString(rig.storageConnection, name, { allowInsecureConnection: true });
const partsContainer = () =>
  BlobServiceClient.fromConnectionString(rig.storageConnection).getContainerClient('parts');

async function rowsOf(name: string, partition?: string) {
  const rows: TableEntity[] = [];
  const filter =
    partition === undefined ? {} : { queryOptions: { filter: `PartitionKey eq '${partition}'` } };
  for await (const row of tableOf(name).listEntities<Record<string, unknown>>(filter)) {
    const { partitionKey = '', rowKey = '', etag: _etag, timestamp: _timestamp, ...values } = row;
    rows.push({ partitionKey, rowKey, ...values });
  }
  return rows;
}

async function partsOf(id: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of partsContainer().listBlobsFlat({ prefix: `${id}/` })) names.push(name);
  return names;
}

async function backUp(): Promise<Backup> {
  const tables: Backup['tables'] = new Map();
  for (const name of backedUp) tables.set(name, await rowsOf(name));
  const blobs: Backup['blobs'] = new Map();
  for await (const { name } of partsContainer().listBlobsFlat()) {
    blobs.set(name, await partsContainer().getBlobClient(name).downloadToBuffer());
  }
  return { tables, blobs };
}

async function restore({ tables, blobs }: Backup): Promise<void> {
  for (const [name, rows] of tables) {
    for (const row of rows) await tableOf(name).upsertEntity(row, 'Replace');
  }
  for (const [name, bytes] of blobs) {
    await partsContainer().getBlockBlobClient(name).upload(bytes, bytes.length);
  }
}
