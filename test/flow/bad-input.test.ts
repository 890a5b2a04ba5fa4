import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import {
  type Client,
  type LifeClient,
  openMessage,
  type SendRequest,
  storeMessage,
} from '../../shared/api/index.ts';
import {
  createBrowser,
  letterTo,
  nextCode,
  paneClient,
  portalClient,
  putPartByFetch,
  register,
  sendAs,
  trust,
  unwatched,
} from './clients.ts';

/* Bad input of every kind, over HTTP: a clear answer that says what to do, and nothing lost. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
let stack: Stack;
let folder: string;
let staff: Client & LifeClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-bad-'));
  stack = await startStack({ folder, ports: 'free', fresh: true });
  trust(stack);
  staff = paneClient(stack, 'tammy.gould@example.gov');
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A message whose parts are stored, ready to be committed. */
function stored(attachmentBytes = 1000) {
  const attachments = [
    { name: 'a', mediaType: 'text/plain', content: new Blob([new Uint8Array(attachmentBytes)]) },
  ];
  const outgoing = letterTo('pat@example.net', Date.now(), { attachments });
  return storeMessage({ client: staff, putPart: putPartByFetch }, outgoing, unwatched());
}

async function sendWith(change: (request: SendRequest) => Partial<SendRequest>): Promise<unknown> {
  const message = await stored();
  return staff.send(message.id, { ...message.request, ...change(message.request) });
}

describe('recipients', () => {
  it.each([
    'pat',
    'pat@',
    '@example.net',
    'pat@localhost',
    'pat example@example.net',
    '"pat@evil.example x"@example.net',
    'pat(comment)@example.net',
    'pat%evil.example@example.net',
    'evil.example!pat@example.net',
    'pat@example.net\r\nBcc: eve@example.org',
    'pat@example.net, eve@example.org',
    '<pat@example.net>',
    'pat@[127.0.0.1]',
    'pat@exämple.net',
    `${'p'.repeat(260)}@example.net`,
    '.pat@example.net',
    'pat..doe@example.net',
  ])('are refused as %j', async (address) => {
    await expect(sendWith(() => ({ to: [{ address, name: '' }] }))).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('to.0.address'),
    });
  });

  it('are needed, and are 500 at most', async () => {
    await expect(sendWith(() => ({ to: [] }))).rejects.toMatchObject({
      message: 'Add at least one recipient.',
    });
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ address: `p${i}@example.net`, name: '' }));
    await expect(sendWith(() => ({ to: many(501) }))).rejects.toMatchObject({
      message: 'A message can have 500 recipients at most.',
    });
    await expect(
      sendWith(() => ({
        to: many(300),
        cc: many(300).map((one) => ({ ...one, address: `c${one.address}` })),
      })),
    ).rejects.toMatchObject({
      message: 'A message can have 500 recipients at most.',
    });
  });

  it('are 500 with the longest names and addresses', async () => {
    const longest = Array.from({ length: 500 }, (_, i) => ({
      address: `${'p'.repeat(64)}${i}@${`${'d'.repeat(60)}.`.repeat(2)}example.net`,
      name: '长'.repeat(256),
    }));
    const message = await stored();
    const answer = await staff.send(message.id, { ...message.request, to: longest });
    expect(answer.readers).toBe(500);
    expect((await staff.status(message.id)).readers).toHaveLength(500);
  });

  it('named twice count once', async () => {
    const answer = await sendWith(() => ({
      to: [{ address: 'Pat@Example.net', name: '' }],
      cc: [{ address: 'pat@example.net', name: '' }],
    }));
    expect(answer).toMatchObject({ readers: 1 });
  });
});

describe('parts', () => {
  it('over the limit are refused at the draft and at the commit, with the limit', async () => {
    const { id } = await staff.createDraft({}, crypto.randomUUID());
    const tooLarge = {
      code: 'too_large',
      message: 'The message is larger than 35 MB.',
      facts: { maxBytes: 35_000_000 },
    };
    await expect(staff.createPart(id, 60_000_000)).rejects.toMatchObject(tooLarge);
    await expect(stored(35_000_001)).rejects.toMatchObject(tooLarge);
    await expect(
      sendWith(({ parts }) => ({ parts: parts.map((part) => ({ ...part, sizeBytes: 20_000_000 })) })),
    ).rejects.toMatchObject(tooLarge);
    await expect(
      sendWith(({ parts }) => ({ parts: parts.map((part) => ({ ...part, sizeBytes: 36_000_000 })) })),
    ).rejects.toMatchObject(tooLarge);
  });

  it('announced smaller than uploaded, missing, listed twice or of another message cannot be committed', async () => {
    const refused = {
      code: 'part_missing',
      message: 'An attachment did not arrive whole. Please try again.',
    };
    await expect(
      sendWith(({ parts }) => ({ parts: parts.map((part) => ({ ...part, sizeBytes: part.sizeBytes - 1 })) })),
    ).rejects.toMatchObject(refused);
    const other = await stored();
    await expect(sendWith(() => ({ parts: other.request.parts }))).rejects.toMatchObject(refused);
    await expect(sendWith(({ parts }) => ({ parts: [...parts, ...parts] }))).rejects.toMatchObject({
      code: 'bad_request',
    });
    await expect(
      sendWith(({ wrappedKey }) => ({ wrappedKey: { ...wrappedKey, kid: 'https://elsewhere/keys/x/1' } })),
    ).rejects.toMatchObject({
      code: 'bad_request',
    });
  });

  it('uploaded after the commit change nothing, and leave with the message', async () => {
    const message = await stored();
    const late = await staff.createPart(message.id, 1);
    await staff.send(message.id, message.request);
    await putPartByFetch(late.url, new Blob(['x'.repeat(29)]), '{}', unwatched());
    await expect(staff.createPart(message.id, 1)).rejects.toMatchObject({ code: 'conflict' });
    expect((await openMessage(staff, message.id)).letter.attachments).toHaveLength(1);
    await stack.moveClock(3 * DAY_MS);
    await stack.runTimer('sweep');
    await stack.moveClock(-3 * DAY_MS);
    const { storageConnection } = JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8'));
    const container = BlobServiceClient.fromConnectionString(storageConnection).getContainerClient('parts');
    for await (const blob of container.listBlobsFlat({ prefix: `${message.id}/` })) expect.fail(blob.name);
  });

  it('are not taken by a link that has run out', async () => {
    await stack.moveClock(-20 * MINUTE_MS);
    const { id } = await staff.createDraft({}, crypto.randomUUID());
    const { url } = await staff.createPart(id, 1);
    await stack.moveClock(20 * MINUTE_MS);
    const response = await fetch(url, {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: 'x',
    });
    expect(response.status).toBe(403);
  });
});

describe('commits', () => {
  it('repeated or two at once are one; a different one is refused', async () => {
    const message = await stored();
    const answers = await Promise.all([1, 2, 3, 4].map(() => staff.send(message.id, message.request)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await staff.send(message.id, message.request)).toEqual(answers[0]);
    await expect(staff.send(message.id, { ...message.request, confidential: true })).rejects.toMatchObject({
      code: 'conflict',
      message: 'This message was already sent or given up.',
    });
    expect(await staff.abandon(message.id)).toEqual({ state: 'sent' });
  });

  it('and an end to the draft at once leave one of the two', async () => {
    const message = await stored();
    const [sent, abandoned] = await Promise.allSettled([
      staff.send(message.id, message.request),
      staff.abandon(message.id),
    ]);
    const state = abandoned.status === 'fulfilled' ? abandoned.value.state : 'failed';
    expect(sent.status === 'fulfilled' ? 'sent' : 'abandoned').toBe(state);
  });

  it('with the same idempotency key belong to one draft, for one person', async () => {
    const key = crypto.randomUUID();
    const [one, two] = await Promise.all([staff.createDraft({}, key), staff.createDraft({}, key)]);
    expect(one).toEqual(two);
    const other = await paneClient(stack, 'sam.ortiz@example.gov').createDraft({}, key);
    expect(other.id).not.toBe(one.id);
    await expect(staff.createDraft({}, 'not-a-uuid')).rejects.toMatchObject({ code: 'bad_request' });
  });
});

describe('codes', () => {
  it('work once', async () => {
    await sendAs(staff, letterTo('once@example.net', Date.now()));
    const browser = createBrowser();
    await register(stack, 'once@example.net', browser);
    const code = await nextCode(stack, 'once@example.net');
    const wrong = {
      code: 'code_wrong',
      message: 'This code is wrong or too old. Ask for a new one and try again.',
    };
    await expect(portalClient(stack, browser).confirm('once@example.net', code)).rejects.toMatchObject(wrong);
  });
});

describe('bodies', () => {
  /** A raw POST whose body the test writes itself; resolves to the answer's status. */
  function post(length: number, write: (socket: ReturnType<typeof request>) => void): Promise<number> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(stack.urls.product);
      const call = request(
        {
          hostname,
          port,
          path: '/api/sign-in',
          method: 'POST',
          ca: stack.ca,
          headers: { 'content-type': 'application/json', 'content-length': length },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
          call.destroy();
        },
      );
      call.on('error', reject);
      write(call);
    });
  }

  it('of 100 MB are refused before they have arrived', async () => {
    const status = await post(100_000_000, (call) => call.write('{"address":"'.padEnd(64_000, 'x')));
    expect(status).toBe(413);
  });

  it('that come slowly hold up nobody else', async () => {
    const body = JSON.stringify({ address: 'pat@example.net', password: 'wrong' });
    const slow = Array.from({ length: 20 }, () =>
      post(body.length, (call) => {
        call.write(body.slice(0, 5));
        setTimeout(() => call.end(body.slice(5)), 3_000);
      }),
    );
    const others = await Promise.all(Array.from({ length: 20 }, () => portalClient(stack).config()));
    expect(others).toHaveLength(20);
    expect(new Set(await Promise.all(slow))).toEqual(new Set([401, 429]));
  });
});
