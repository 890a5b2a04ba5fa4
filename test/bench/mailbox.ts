import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { createClock } from '../../functions/azure/clock.ts';
import { createJobs } from '../../functions/azure/jobs.ts';
import { createLog } from '../../functions/azure/log.ts';
import { createParts } from '../../functions/azure/parts.ts';
import { createRecords } from '../../functions/azure/records.ts';
import { createServiceKeys } from '../../functions/azure/service-keys.ts';
import { createStorage, type Storage } from '../../functions/azure/storage.ts';
import { createVault } from '../../functions/azure/vault.ts';
import { messageDueKinds } from '../../functions/due.ts';
import { counted } from '../../functions/messages/count-in-folder.ts';
import { listMailbox } from '../../functions/messages/mailbox.ts';
import { open } from '../../functions/messages/open.ts';
import { folderKey, type MailboxRecord, mailboxRow, messageKey } from '../../functions/messages/records.ts';
import { sweepMessages } from '../../functions/messages/sweep.ts';
import type { Caller, Ports } from '../../functions/ports.ts';
import { organisation, send } from '../../infra/local/people.ts';
import { vaultKeyName } from '../../infra/local/settings.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { hayOf, MAX_ENTRIES, type SearchEntry, search } from '../../portal/parts/mailbox/search-entry.ts';
import { createReaderKey, toBase64Url } from '../../shared/envelope/index.ts';
import { policySchema } from '../../shared/policy/index.ts';
import { letterTo, paneClient, sendAs, trust } from '../flow/clients.ts';
import { countCalls, type Meter } from './mailbox/records-meter.ts';
import { quietTime } from './operations.ts';
import type { Bench } from './run.ts';

/*
 * What a page of a folder, an opening, a search and a sweep cost in a mailbox of any size: calls of the records
 * adapter with their rows and bytes, and milliseconds beside those of a bare query for the same rows. A search
 * asks the service for nothing but the page with which it looks further; its milliseconds are those of a question
 * to the index, of as many messages as a device keeps, and the bare ones those of looking for a text.
 */

const SIZES = [100, 10_000, 100_000];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ROUNDS = 5;
const SWEEPS = 3;
const PAGE = 25;
const BATCH = 100;

type Rig = {
  stack: Stack;
  storage: Storage;
  ports: Ports;
  meter: Meter;
  /** Sets what the service's own code here takes for now. */
  at: (ms: number) => void;
};
type Action = 'list' | 'open' | 'search' | 'sweep';
type Cost = { operations: number; rowsRead: number; bytesRead: number };

export const bench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-mailbox-'));
  const stack = await startStack({ folder, ports: 'free', fresh: true });
  try {
    trust(stack);
    const rig = await createRig(stack);
    const rows = [];
    for (const [index, messages] of SIZES.entries()) rows.push(...(await measure(rig, messages, index)));
    return { rows };
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

/** The service's own code in this process, over the stack's storage and vault. */
async function createRig(stack: Stack): Promise<Rig> {
  const text = await readFile(join(stack.folder, 'stack.json'), 'utf8');
  const { storageConnection } = JSON.parse(text) as { storageConnection: string };
  const storage = createStorage({ kind: 'connection', connectionString: storageConnection });
  const { records, meter } = countCalls(createRecords(storage));
  let nowMs: number | null = null;
  const clock = { now: () => (nowMs === null ? new Date() : new Date(nowMs)) };
  const vault = createVault({ url: stack.urls.vault, keyName: vaultKeyName });
  const log = { ...createLog(), info: () => undefined, warn: () => undefined };
  const ports: Ports = {
    clock,
    log,
    policy: z.parse(policySchema, { organisation, send }),
    origin: stack.urls.product,
    records,
    parts: createParts(storage, createClock(null)),
    jobs: createJobs(storage),
    vault,
    service: createServiceKeys(records, vault, null, log),
    mailer: noMail,
    tlsMailer: noMail,
  };
  const at = (ms: number) => {
    nowMs = ms;
  };
  return { stack, storage, ports, meter, at };
}

async function measure(rig: Rig, messages: number, index: number) {
  const { ports, meter } = rig;
  const address = `reader${index}@example.net`;
  rig.at(Date.now());
  // At half an hour, and each sweep in an hour of its own: so every one reads as many partitions.
  const firstEndMs =
    Math.ceil((Date.now() + 2 * DAY_MS) / DAY_MS) * DAY_MS + index * 12 * HOUR_MS + HOUR_MS / 2;
  const opened: string[] = [];
  for (let i = 0; i < ROUNDS; i++) opened.push(await sendTo(rig, address, firstEndMs + 20 * DAY_MS));
  const swept: string[] = [];
  for (let i = 0; i < SWEEPS; i++) swept.push(await sendTo(rig, address, firstEndMs + i * 4 * HOUR_MS));
  const accountId = await accountOf(ports, opened[0] ?? '');
  const fillMs = await fill(ports, accountId, messages);
  console.error(`${messages} messages stand in the mailbox after ${Math.round(fillMs / 1000)} s`);

  const caller: Caller = { accountId, kind: 'recipient', address, name: '', roles: [] };
  const { publicJwk } = await createReaderKey();
  await ports.service.mac('record-seal', 'warm');
  const middle = mailboxRow('inbox', timeOf(Math.floor(messages / 2)), 'A'.repeat(22));
  const lookFurther = () => listMailbox(ports, caller, { folder: 'inbox', limit: PAGE, after: middle });
  await lookFurther();

  const list = await times(meter, ROUNDS, () => listMailbox(ports, caller, { folder: 'inbox', limit: PAGE }));
  const opening = await times(meter, ROUNDS, (i) =>
    open(ports, caller, opened[i] ?? '', { ephemeralKey: publicJwk }),
  );
  const page = await times(meter, ROUNDS, lookFurther);
  const sweepFrom = async (i: number) => {
    const endMs = firstEndMs + i * 4 * HOUR_MS;
    // The stack sweeps too, by its own clock, and would set the sweeps back.
    await quietTime();
    await startSweepsAt(ports, endMs - 2 * HOUR_MS);
    rig.at(endMs + 60_000);
  };
  const directory = {
    accountOf: async () => '',
    readerWishes: async () => noWishes,
    registeredAt: async () => null,
  };
  const sweep = await times(meter, SWEEPS, () => sweepMessages(ports, directory), sweepFrom);
  for (const id of swept) {
    if ((await ports.records.get(messageKey(id)))?.value.state !== 'expired')
      throw new Error('a message that was to be swept is there');
  }
  const asked = questions(messages);
  const row = (action: Action, cost: Cost, medianMs: number, bareMs: number) => ({
    messages,
    action,
    ...cost,
    medianMs: rounded(medianMs),
    bareMs: rounded(bareMs),
  });
  return [
    row('list', list.cost, list.medianMs, await bareMs(rig, list.read)),
    row('open', opening.cost, opening.medianMs, await bareMs(rig, opening.read)),
    row('search', page.cost, asked.medianMs, asked.bareMs),
    row('sweep', sweep.cost, sweep.medianMs, await bareMs(rig, sweep.read)),
  ];
}

const noMail = {
  maxAttachmentBytes: 0,
  send: () => Promise.reject(new Error('nothing here sends mail')),
};
const noWishes = {
  language: 'en',
  timeZone: 'America/New_York',
  notices: 'none',
  messageFile: false,
} as const;

async function sendTo({ stack }: Rig, address: string, endMs: number): Promise<string> {
  const expiresAt = new Date(endMs).toISOString();
  return sendAs(paneClient(stack, 'tammy.gould@example.gov'), letterTo(address, Date.now(), { expiresAt }));
}

async function accountOf(ports: Ports, id: string): Promise<string> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record?.state !== 'sent') throw new Error('the message was not sent');
  return record.readers[0]?.accountId ?? '';
}

/** When a message of the filling was sent: one a minute, the last one a day ago. */
function timeOf(index: number): string {
  return new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS - index * 60_000).toISOString();
}

/** Puts so many messages into an inbox, a hundred in a transaction, and counts them; answers how long it took. */
async function fill(ports: Ports, accountId: string, messages: number): Promise<number> {
  const beganMs = performance.now();
  for (let at = 0; at < messages; at += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, messages - at) }, (_, i) => recordOf(at + i));
    const isIn = await ports.records.commit(
      'mailbox',
      accountId,
      rows.map((value) => ({ kind: 'insert', row: mailboxRow('inbox', value.at, value.messageId), value })),
    );
    if (!isIn) throw new Error('the mailbox could not be filled');
  }
  const key = folderKey(accountId, 'inbox');
  const folder = await ports.records.get(key);
  if (folder === null) throw new Error('nothing was delivered');
  await ports.records.upsert(key, counted(folder.value, { total: messages, unread: messages }));
  return performance.now() - beganMs;
}

function recordOf(index: number): MailboxRecord {
  const id = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  return {
    messageId: id,
    at: timeOf(index),
    from: { address: 'tammy.gould@example.gov', name: 'Tammy Gould' },
    to: [{ address: 'pat@example.net', name: 'Pat Doe' }],
    expiresAt: new Date(Date.now() + 50 * DAY_MS).toISOString(),
    opened: false,
    files: 1,
  };
}

/** Sets where the next sweep begins, for each kind. */
async function startSweepsAt(ports: Ports, ms: number): Promise<void> {
  const hour = new Date(Math.floor(ms / HOUR_MS) * HOUR_MS).toISOString();
  for (const kind of messageDueKinds)
    await ports.records.upsert({ table: 'service', partition: 'sweep', row: kind }, { hour });
}

/** Acts so many times; throws where one cost other calls, rows or bytes than the first. */
async function times(
  meter: Meter,
  rounds: number,
  act: (round: number) => Promise<unknown>,
  prepare: (round: number) => Promise<void> = async () => undefined,
) {
  const tookMs: number[] = [];
  let first: ReturnType<Meter['take']> | null = null;
  for (let round = 0; round < rounds; round++) {
    await prepare(round);
    meter.take();
    const beganMs = performance.now();
    await act(round);
    tookMs.push(performance.now() - beganMs);
    const taken = meter.take();
    if (first !== null && JSON.stringify(first.cost) !== JSON.stringify(taken.cost))
      throw new Error(`costs differ: ${JSON.stringify(first.cost)}, ${JSON.stringify(taken.cost)}`);
    first = taken;
  }
  if (first === null) throw new Error('no round');
  return { ...first, medianMs: median(tookMs) };
}

/** How long the SDK alone takes for the rows that were read, each query as often as it was made. */
async function bareMs({ storage }: Rig, read: ReturnType<Meter['take']>['read']): Promise<number> {
  const tookMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const beganMs = performance.now();
    for (const { table, filter, limit } of read) {
      const pages = storage
        .table(table)
        .listEntities({ queryOptions: { filter } })
        .byPage({ maxPageSize: limit });
      await pages.next();
    }
    tookMs.push(performance.now() - beganMs);
  }
  return median(tookMs);
}

/** A question to an index of so many messages, and a bare look for a text in each. */
function questions(messages: number): { medianMs: number; bareMs: number } {
  const all = Array.from({ length: Math.min(messages, MAX_ENTRIES) }, (_, index) => {
    const record = recordOf(index);
    const row = {
      ...record,
      row: mailboxRow('inbox', record.at, record.messageId),
      state: 'readable' as const,
    };
    const entry: SearchEntry = {
      row: { ...row, unread: true, starred: false },
      subject: `Your records, part ${index}`,
      body: ['dear', 'pat', 'the', 'results', `of${index}`],
    };
    return { entry, hay: hayOf(entry) };
  });
  const time = (act: () => unknown) =>
    median(
      Array.from({ length: ROUNDS }, () => {
        const beganMs = performance.now();
        act();
        return performance.now() - beganMs;
      }),
    );
  return {
    medianMs: time(() => search(all, 'Résults tam of1')),
    bareMs: time(() => all.filter(({ hay }) => hay.includes(' results'))),
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
