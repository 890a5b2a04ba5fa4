import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import { keepSubject, openMessage, type PutPart, storeMessage } from '../../shared/api/index.ts';
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
import type { Fault } from './proxy.ts';
import { failureOf, noticesOf, type ProxiedStack, startProxiedStack } from './proxy-rig.ts';
import { record } from './report.ts';

const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const MINUTE_MS = 60_000;
let rig: ProxiedStack;
let people = 0;
let clockMs = 0;

beforeAll(async () => {
  rig = await startProxiedStack();
});
afterEach(() => rig.heal());
afterAll(() => rig?.stop());

const newAddress = () => `reader${++people}@example.net`;
const nowMs = () => Date.now() + clockMs;
const note = (point: string, outcome: string) => record({ area: 'fault: storage', point, outcome });

/** The whole road of a message and its reply; everything of it stands once, nothing is missing. */
async function travel(address: string): Promise<void> {
  const { stack } = rig;
  const staff = paneClient(stack, tammy.address);
  const { id: given } = await staff.createDraft({}, crypto.randomUUID());
  expect(await staff.abandon(given)).toEqual({ state: 'abandoned' });
  const id = await sendAs(staff, letterTo(address, nowMs()));
  const reader = await register(stack, address);
  const opened = await openMessage(reader, id);
  expect(opened.letter.body.text).toBe('Dear Pat');
  await keepSubject(reader, opened.answer.mailboxRow, id, 'Your records');
  const inbox = (await reader.mailbox('inbox')).rows;
  expect(inbox).toMatchObject([{ messageId: id, opened: true, subjectCell: expect.any(String) }]);

  const reply = letterTo(tammy.address, nowMs(), {
    from: { address, name: 'Pat Doe' },
    to: opened.answer.replyTo,
    noticeBy: 'service',
    inReplyTo: id,
  });
  const replyId = await sendAs(reader, reply);
  expect((await reader.mailbox('sent')).rows.map((row) => row.messageId)).toEqual([replyId]);
  await waitForMail(stack.urls.mail, tammy.address, (mail) => mail.html.includes(replyId));
  expect((await openMessage(staff, replyId)).letter.body.text).toBe('Dear Pat');
  const [status] = (await staff.status(id)).readers;
  expect(status?.openedAt).toBeDefined();
  expect(await noticesOf(stack, tammy.address, replyId)).toHaveLength(1);
  const codes = (await mailsTo(stack.urls.mail, address)).filter((mail) => /^\d{6} is/.test(mail.subject));
  expect(codes).toHaveLength(1);
}

/** Uploads and downloads are the browser's and tried there: everything else of storage is the service's. */
const byService = /^(?!(PUT|GET) \/devstoreaccount1\/parts\/)/;

/** Puts a rule in front of tables, blobs and queue alike. */
function harmAll(fault: Fault, times: number | 'alternately'): void {
  for (const proxy of [rig.table, rig.blob, rig.queue]) proxy.harm({ fault, at: byService, times });
}

describe('storage', () => {
  it.each<[string, Fault, number | 'alternately']>([
    // First, while the stack is new: provisioning and the service key are made under it.
    ['every answer lost once after the work was done', { kind: 'lost' }, 'alternately'],
    ['every call reset once', { kind: 'reset' }, 'alternately'],
    ['every call 500 once', { kind: 'status', status: 500 }, 'alternately'],
    ['429 with Retry-After 1, three times each', { kind: 'status', status: 429, retryAfterSeconds: 1 }, 3],
    ['20 s of silence, once each', { kind: 'slow', delayMs: 20_000 }, 1],
  ])('%s: nothing is lost, doubled or refused', async (name, fault, times) => {
    harmAll(fault, times);
    await travel(newAddress());
    const hits = [rig.table, rig.blob, rig.queue].map((proxy) => proxy.hits());
    expect(Math.min(...hits)).toBeGreaterThan(0);
    note(name, `the whole road passed, everything once (${hits.reduce((a, b) => a + b)} calls failed)`);
  });

  it.each<[string, Fault, number | undefined]>([
    ['500', { kind: 'status', status: 500 }, undefined],
    ['503, Retry-After 30', { kind: 'status', status: 503, retryAfterSeconds: 30 }, 30],
    ['429, Retry-After 30', { kind: 'status', status: 429, retryAfterSeconds: 30 }, 30],
    ['reset', { kind: 'reset' }, undefined],
    ['silent', { kind: 'slow', delayMs: 20_000 }, undefined],
  ])(
    'answering %s for long ends in 503 with Retry-After, and the same request succeeds later',
    async (name, fault, asked) => {
      const staff = paneClient(rig.stack, tammy.address);
      const address = newAddress();
      const stored = await storeMessage(
        { client: staff, putPart: putPartByFetch },
        letterTo(address, nowMs()),
        unwatched(),
      );
      rig.table.harm({ fault, at: /./, times: Number.POSITIVE_INFINITY });
      const startedMs = performance.now();
      const failure = await failureOf(staff.send(stored.id, stored.request));
      const seconds = (performance.now() - startedMs) / 1000;
      expect(failure).toMatchObject({ code: 'unavailable', detail: 'HTTP 503' });
      expect(failure.retryAfterSeconds).toBe(asked ?? 10);
      expect(seconds).toBeLessThan(14);
      rig.heal();
      expect(await staff.send(stored.id, stored.request)).toMatchObject({ id: stored.id, readers: 1 });
      note(`tables ${name} for long`, `503 after ${seconds.toFixed(1)} s, then the same send once`);
    },
  );

  it('loses every answer to a commit: the same request again finds it done, and delivery happens once', async () => {
    const reader = await register(rig.stack, await named());
    const stored = await storeMessage(
      { client: reader, putPart: putPartByFetch },
      letterTo(tammy.address, nowMs(), { to: [tammy], noticeBy: 'service' }),
      unwatched(),
    );
    rig.table.harm({ fault: { kind: 'lost' }, at: /\$batch/, times: 6 });
    expect(await failureOf(reader.send(stored.id, stored.request))).toMatchObject({ code: 'unavailable' });
    rig.heal();
    expect(await reader.send(stored.id, stored.request)).toMatchObject({ id: stored.id });
    clockMs += 3 * MINUTE_MS;
    await rig.stack.moveClock(3 * MINUTE_MS);
    await rig.stack.runTimer('sweep');
    await waitForMail(rig.stack.urls.mail, tammy.address, (mail) => mail.html.includes(stored.id));
    await rig.stack.runTimer('sweep');
    expect(await noticesOf(rig.stack, tammy.address, stored.id)).toHaveLength(1);
    note('commit done, its answer and six repeats lost', '503, the repeated send succeeds, one notice');
  });

  it('loses the answer that made an account: the same code again signs in', async () => {
    const address = await named();
    rig.table.harm({ fault: { kind: 'lost' }, at: /^PUT .*RowKey='account'/, times: 6 });
    const browser = createBrowser();
    expect(await failureOf(register(rig.stack, address, browser))).toMatchObject({ code: 'unavailable' });
    rig.heal();
    const [mail] = await mailsTo(rig.stack.urls.mail, address);
    const code = mail?.subject.slice(0, 6) ?? '';
    const client = portalClient(rig.stack, browser);
    expect(await client.confirm(address, code)).toMatchObject({
      state: 'signed_in',
      me: { kind: 'recipient', address },
    });
    note('registration done, its answer lost', '503, the same code signs in');
  });

  it('counts a wrong code once, whatever is lost', async () => {
    const address = await named();
    const client = portalClient(rig.stack, createBrowser());
    const { terms } = await client.config();
    const person = {
      firstName: 'Pat',
      lastName: 'Doe',
      password: 'correct horse battery',
      language: 'en' as const,
    };
    await client.register({ ...person, address, acceptedTerms: terms.version });
    const mail = await waitForMail(rig.stack.urls.mail, address, (one) => /^\d{6} is/.test(one.subject));
    const code = mail.subject.slice(0, 6);
    rig.table.harm({ fault: { kind: 'lost' }, at: /RowKey='flow/, times: 'alternately' });
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 4; tries++) {
      expect(await failureOf(client.confirm(address, wrong))).toMatchObject({ code: 'code_wrong' });
    }
    expect(await client.confirm(address, code)).toMatchObject({
      state: 'signed_in',
      me: { kind: 'recipient' },
    });
    note('four wrong codes, each answer lost once', 'four counted, the fifth and right one signs in');
  });

  it('down while a job is put: the message is sent all the same, and the sweep announces it', async () => {
    const reader = await register(rig.stack, await named());
    rig.queue.harm({ fault: { kind: 'status', status: 503 }, at: /./, times: Number.POSITIVE_INFINITY });
    const id = await sendAs(reader, letterTo(tammy.address, nowMs(), { to: [tammy], noticeBy: 'service' }));
    expect(await noticesOf(rig.stack, tammy.address, id)).toEqual([]);
    rig.heal();
    clockMs += 3 * MINUTE_MS;
    await rig.stack.moveClock(3 * MINUTE_MS);
    await rig.stack.runTimer('sweep');
    await waitForMail(rig.stack.urls.mail, tammy.address, (mail) => mail.html.includes(id));
    expect(await noticesOf(rig.stack, tammy.address, id)).toHaveLength(1);
    note('queue down at the send', 'sent; announced once by the next sweep');
  });

  it.each<[string, Fault]>([
    ['500', { kind: 'status', status: 500 }],
    ['reset', { kind: 'reset' }],
    ['answer lost', { kind: 'lost' }],
  ])('answering an upload %s: it is tried as another part, and the message is whole', async (name, fault) => {
    const staff = paneClient(rig.stack, tammy.address);
    rig.blob.harm({ fault, at: /^PUT/, times: 2 });
    const stored = await storeMessage(
      { client: staff, putPart },
      letterTo(newAddress(), nowMs()),
      unwatched(),
    );
    await staff.send(stored.id, stored.request);
    expect((await openMessage(staff, stored.id)).letter.body.text).toBe('Dear Pat');
    note(`upload: ${name}, twice`, 'tried again as a new part; opened whole');
  });

  it('cutting a download: reading says unavailable, and the next try shows the message', async () => {
    const staff = paneClient(rig.stack, tammy.address);
    const id = await sendAs(staff, letterTo(newAddress(), nowMs()));
    rig.blob.harm({ fault: { kind: 'reset' }, at: /^GET/, times: 1 });
    expect(await failureOf(openMessage(staff, id))).toMatchObject({ code: 'unavailable' });
    expect((await openMessage(staff, id)).letter.body.text).toBe('Dear Pat');
    note('download cut', 'unavailable, opens at the next try');
  });
});

/** An address that somebody has written to, so that its owner can register. */
async function named(): Promise<string> {
  const address = newAddress();
  await sendAs(paneClient(rig.stack, tammy.address), letterTo(address, nowMs()));
  return address;
}

/** As in a browser, a cut connection is `unavailable`. */
const putPart: PutPart = (...args) =>
  putPartByFetch(...args).catch((cause: unknown) => {
    throw cause instanceof AppError ? cause : new AppError('unavailable', { cause });
  });
