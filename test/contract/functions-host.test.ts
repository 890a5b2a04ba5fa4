import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer, json } from 'node:stream/consumers';
import { QueueClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Azurite, startAzurite } from '../../infra/local/azurite.ts';
import { findFreePorts } from '../../infra/local/ports.ts';
import { ensureCertificate } from '../../infra/local/tls.ts';

const root = join(import.meta.dirname, '../..');

type Ready = { event: string; port: number; controlPort: number };

describe('local Functions host', () => {
  let folder: string;
  let azurite: Azurite;
  let host: ChildProcess;
  let ready: Ready;
  let ca: string;

  async function startHost(): Promise<void> {
    host = spawn(
      process.execPath,
      [
        join(root, 'infra/local/functions-host/run.ts'),
        ...['--app', join(root, 'test/contract/functions-host.app.ts')],
        ...['--host', join(folder, 'host.json'), '--port', '0', '--control-port', '0', '--tls', folder],
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          ...process.env,
          AzureWebJobsStorage: azurite.connectionString,
          FIXTURE_RECORD: join(folder, 'record'),
          'AzureWebJobs.disabled.Disabled': 'true',
        },
      },
    );
    if (!host.stdout) throw new Error('no standard output');
    for await (const line of createInterface(host.stdout)) {
      const event = JSON.parse(line);
      if (event.event === 'start-failed') throw new Error(line);
      if (event.event !== 'ready') continue;
      ready = event;
      break;
    }
    host.stdout.resume();
  }

  async function call(path: string, options: RequestOptions = {}, body?: Buffer): Promise<IncomingMessage> {
    const request = httpsRequest({ host: 'localhost', port: ready.port, path, ca, ...options });
    request.end(body);
    const [response] = await once(request, 'response');
    return response;
  }

  async function recorded(): Promise<Record<string, unknown>[]> {
    const text = await readFile(join(folder, 'record'), 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'functions-host-'));
    ({ ca } = await ensureCertificate(folder));
    const [blob, queue, table] = await findFreePorts(3);
    azurite = await startAzurite({
      folder: join(folder, 'azurite'),
      logPath: join(folder, 'azurite.log'),
      ports: { blob: blob ?? 0, queue: queue ?? 0, table: table ?? 0 },
      corsOrigin: 'https://localhost',
    });
    const hostJson = {
      version: '2.0',
      extensions: {
        http: { routePrefix: '' },
        queues: { maxPollingInterval: '00:00:02', maxDequeueCount: 5 },
      },
    };
    await writeFile(join(folder, 'host.json'), JSON.stringify(hostJson));
    await startHost();
  }, 60_000);

  afterAll(async () => {
    host.kill('SIGKILL');
    await azurite.stop();
    await rm(folder, { recursive: true });
  });

  test('hands a request to the catch-all route and its answer back', async () => {
    const response = await call('/some/path?x=1', { method: 'POST' }, Buffer.from('hello'));
    expect(response.statusCode).toBe(201);
    expect(response.headers['x-path']).toBe('some/path');
    expect(response.headers).not.toHaveProperty('x-ms-invocation-id');
    expect(await json(response)).toMatchObject({
      url: `https://localhost:${ready.port}/some/path?x=1`,
      method: 'POST',
      from: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      body: 'hello',
    });
  });

  test('prefers a literal route, and keeps /admin and /runtime for itself', async () => {
    expect((await buffer(await call('/greet/pat%20smith'))).toString()).toBe('hello pat smith');
    for (const path of ['/admin', '/Admin/host/status', '/runtime/webhooks']) {
      expect((await call(path)).statusCode).toBe(404);
    }
    expect((await call('/administrators')).statusCode).toBe(201);
  });

  test('keeps cookies apart, answers 204 for nothing and 500 without detail for an error', async () => {
    expect((await call('/cookies')).headers['set-cookie']).toEqual([
      '__Host-a=1; Path=/; HttpOnly; Secure; SameSite=Lax',
      'b=2',
    ]);
    expect((await call('/nothing')).statusCode).toBe(204);
    const failed = await call('/throws');
    expect(failed.statusCode).toBe(500);
    expect((await buffer(failed)).toString()).not.toContain('on purpose');
  });

  test('streams 100 MB in and out without holding it', async () => {
    const body = Buffer.alloc(100 * 1024 * 1024, 7);
    const answer = (await json(await call('/hash', { method: 'PUT' }, body))) as Record<string, unknown>;
    expect(answer.sizeBytes).toBe(body.length);
    expect(answer.sha256).toBe(createHash('sha256').update(body).digest('hex'));
    expect(answer.memoryBytes).toBeLessThan(350 * 1024 * 1024);
    expect(await buffer(await call(`/zeros?bytes=${body.length}`))).toHaveLength(body.length);
  }, 30_000);

  test('runs a job once, a failing one five times before the poison queue', async () => {
    const queue = new QueueClient(azurite.connectionString, 'jobs');
    await queue.create();
    await queue.sendMessage(Buffer.from(JSON.stringify({ id: 'good' })).toString('base64'));
    await queue.sendMessage(Buffer.from(JSON.stringify({ id: 'bad', fail: 1 })).toString('base64'));
    const poison = new QueueClient(azurite.connectionString, 'jobs-poison');
    await vi.waitFor(async () => expect((await poison.peekMessages()).peekedMessageItems).toHaveLength(1), {
      timeout: 20_000,
      interval: 200,
    });
    const jobs = (await recorded()).filter(({ job }) => job);
    expect(jobs.filter(({ job }) => (job as { id: string }).id === 'good')).toEqual([
      { job: { id: 'good' }, dequeueCount: 1 },
    ]);
    const bad = jobs.filter(({ job }) => (job as { id: string }).id === 'bad');
    expect(bad.map(({ dequeueCount }) => dequeueCount)).toEqual([1, 2, 3, 4, 5]);
    expect((await queue.getProperties()).approximateMessagesCount).toBe(0);
  }, 30_000);

  test('runs timers by their schedule and when told', async () => {
    await vi.waitFor(async () => expect(await recorded()).toContainEqual({ tick: true }), { timeout: 3000 });
    const run = (name: string) =>
      fetch(`http://127.0.0.1:${ready.controlPort}/timers/${name}/run`, { method: 'POST' });
    expect((await run('sweep')).status).toBe(200);
    expect((await run('absent')).status).toBe(404);
    const sweep = (await recorded()).find((event) => 'sweep' in event);
    expect(sweep).toEqual({ sweep: false, next: expect.stringMatching(/-01-01T03:00:00.000Z$/) });
    expect(await recorded()).toContainEqual({ hook: 'sweep' });
  });

  test('runs a disabled timer only when told', async () => {
    const count = async (name: string) => (await recorded()).filter((event) => name in event).length;
    const ticks = await count('tick');
    // Both are due each second: where the one has run twice more, the other had its time.
    await vi.waitFor(async () => expect(await count('tick')).toBeGreaterThan(ticks + 1), { timeout: 5000 });
    expect(await count('disabled')).toBe(0);
    const { status } = await fetch(`http://127.0.0.1:${ready.controlPort}/timers/disabled/run`, {
      method: 'POST',
    });
    expect(status).toBe(200);
    expect(await count('disabled')).toBe(1);
  });

  test('on SIGTERM finishes what it began and takes nothing new', async () => {
    const slow = call('/slow', { agent: false });
    await new Promise((resolve) => setTimeout(resolve, 150));
    host.kill('SIGTERM');
    const ended = once(host, 'exit');
    expect((await slow).statusCode).toBe(201);
    expect((await ended)[0]).toBe(0);
    await expect(call('/late', { agent: false })).rejects.toThrow('ECONNREFUSED');
  });
});
