import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { keepSubject, openMessage, storeMessage } from '../../shared/api/index.ts';
import {
  letterTo,
  type PortalClient,
  paneClient,
  putPartByFetch,
  register,
  trust,
  unwatched,
} from '../flow/clients.ts';
import type { Bench } from './run.ts';

/*
 * What one send, opening, page of a folder and expiry ask of storage, queue and vault: requests and bytes
 * on the wire, counted between the service's adapters and the services. Requests of the browser itself
 * (links with a signature) count as `browser`. A transaction counts as one request.
 */

const DAY_MS = 24 * 3_600_000;
const RECIPIENTS = [1, 10, 500];
const SERVICES = ['table', 'blob', 'queue', 'vault'] as const;
type Service = (typeof SERVICES)[number];
type Counts = Record<Service | 'browser', number> & { sentBytes: number; receivedBytes: number };
type Meter = { urls: Record<Service, string>; take: () => Counts; close: () => void };

export const bench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-operations-'));
  const stack = await startStack({ folder, ports: 'free', fresh: true });
  try {
    trust(stack);
    const meter = await startMeter(stack);
    await stack.restartFunctions(await settingsThrough(stack, meter));
    const rows = [];
    for (const recipients of RECIPIENTS) rows.push(...(await measure(stack, meter, recipients)));
    meter.close();
    return { rows };
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

async function measure(stack: Stack, meter: Meter, recipients: number) {
  const staff = paneClient(stack, 'tammy.gould@example.gov');
  const people = Array.from({ length: recipients }, (_, i) => ({
    address: `p${i}.of${recipients}@example.net`,
    name: 'Pat Doe',
  }));
  const send = async () => {
    const attachments = [
      { name: 'a.pdf', mediaType: 'application/pdf', content: new Blob([new Uint8Array(10_000)]) },
    ];
    const nowMs = Date.now();
    const outgoing = letterTo('', nowMs, {
      to: people,
      attachments,
      expiresAt: new Date(nowMs + DAY_MS).toISOString(),
    });
    const stored = await storeMessage({ client: staff, putPart: putPartByFetch }, outgoing, unwatched());
    return { stored, answer: await staff.send(stored.id, stored.request) };
  };
  const rows: Record<string, string | number>[] = [];
  const count = async <T>(operation: string, act: () => Promise<T>): Promise<T> => {
    await quietTime();
    meter.take();
    const result = await act();
    // What follows in the background (delivery, the queue's job) belongs to the operation.
    await settled();
    rows.push({ operation, recipients, ...meter.take() });
    return result;
  };

  await staff.me();
  await count('send to people never written to', send);
  const { stored, answer } = await count('send', send);
  await count('keep subject (once a send)', () =>
    keepSubject(staff, answer.mailboxRow, stored.id, 'Subject'),
  );
  const reader = await readerOf(stack, people[0]?.address ?? '');
  await count('open for the first time', () => openMessage(reader, stored.id));
  await count('open again', () => openMessage(reader, stored.id));
  await count('list a folder', () => reader.mailbox('inbox'));
  // Everything before goes first, so that the last sweep has one message to expire.
  await stack.moveClock(2 * DAY_MS);
  await stack.runTimer('sweep');
  await stack.moveClock(-2 * DAY_MS);
  await stack.runTimer('sweep');
  const { stored: last } = await send();
  await settled();
  await stack.moveClock(2 * DAY_MS);
  await count('expire (one message, its sweep included)', () => stack.runTimer('sweep'));
  await stack.moveClock(-2 * DAY_MS);
  if ((await staff.status(last.id)).state === 'sent') throw new Error('the last message did not expire');
  return rows;
}

/** Waits where the timer's own sweep, at each full minute, would fall into a count. */
export async function quietTime(): Promise<void> {
  const second = new Date().getSeconds();
  if (second >= 50 || second < 3)
    await new Promise((resolve) => setTimeout(resolve, ((63 - second) % 60) * 1000));
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 3_000));
}

async function readerOf(stack: Stack, address: string): Promise<PortalClient> {
  return register(stack, address);
}

async function startMeter(stack: Stack): Promise<Meter> {
  const zero = (): Counts => ({
    table: 0,
    blob: 0,
    queue: 0,
    vault: 0,
    browser: 0,
    sentBytes: 0,
    receivedBytes: 0,
  });
  let counts = zero();
  const closers: (() => void)[] = [];
  const urls = {} as Record<Service, string>;
  for (const service of SERVICES) {
    const target = new URL(stack.urls[service]);
    const server = createServer((incoming, outgoing) => {
      const isBrowser = /[?&]sig=/.test(incoming.url ?? '');
      counts[isBrowser ? 'browser' : service]++;
      const forward = request(
        {
          host: target.hostname,
          port: target.port,
          path: incoming.url,
          method: incoming.method,
          headers: incoming.headers,
        },
        (answer) => {
          answer.on('data', (chunk: Buffer) => {
            counts.receivedBytes += isBrowser ? 0 : chunk.byteLength;
          });
          outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
          answer.pipe(outgoing);
        },
      );
      incoming.on('data', (chunk: Buffer) => {
        counts.sentBytes += isBrowser ? 0 : chunk.byteLength;
      });
      forward.on('error', () => outgoing.destroy());
      incoming.pipe(forward);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(
      () => server.closeAllConnections(),
      () => server.close(),
    );
    urls[service] =
      `http://127.0.0.1:${(server.address() as AddressInfo).port}${target.pathname === '/' ? '' : target.pathname}`;
  }
  return {
    urls,
    take: () => {
      const taken = counts;
      counts = zero();
      return taken;
    },
    close: () => {
      for (const close of closers) close();
    },
  };
}

/** The host's own queue polling stays on the direct road, so that only the product's requests count. */
async function settingsThrough(stack: Stack, meter: Meter): Promise<Record<string, string>> {
  const { storageConnection } = JSON.parse(await readFile(join(stack.folder, 'stack.json'), 'utf8')) as {
    storageConnection: string;
  };
  const connection = storageConnection
    .replace(/BlobEndpoint=[^;]+/, `BlobEndpoint=${meter.urls.blob}`)
    .replace(/QueueEndpoint=[^;]+/, `QueueEndpoint=${meter.urls.queue}`)
    .replace(/TableEndpoint=[^;]+/, `TableEndpoint=${meter.urls.table}`);
  return { SEALPOST_STORAGE_CONNECTION: connection, SEALPOST_VAULT_URL: meter.urls.vault };
}
