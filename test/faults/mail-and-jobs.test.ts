import { QueueClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ArrivedMail, mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import { openMessage } from '../../shared/api/index.ts';
import {
  createBrowser,
  letterTo,
  type PortalClient,
  paneClient,
  portalClient,
  register,
  sendAs,
} from '../flow/clients.ts';
import { noticesOf, type ProxiedStack, startProxiedStack } from './proxy-rig.ts';
import type { MailFault } from './proxy-smtp.ts';
import { record } from './report.ts';

const staffAddresses = ['tammy.gould@example.gov', 'sam.ortiz@example.gov', 'lee.chen@example.gov'] as const;
const [tammy, sam] = staffAddresses;
const pat = { address: 'pat@example.net', name: 'Pat Doe' };
const MINUTE_MS = 60_000;
let rig: ProxiedStack;
let reader: PortalClient;
let clockMs = 0;

beforeAll(async () => {
  rig = await startProxiedStack();
  await sendAs(paneClient(rig.stack, tammy), letterTo(pat.address, Date.now()));
  reader = await register(rig.stack, pat.address);
});
afterEach(() => rig.heal());
afterAll(() => rig?.stop());

/** Pat writes to people at the organisation; the service announces it. */
function write(to: readonly string[]): Promise<string> {
  const people = to.map((address) => ({ address, name: '' }));
  return sendAs(reader, letterTo(tammy, nowMs(), { from: pat, to: people, noticeBy: 'service' }));
}
const nowMs = () => Date.now() + clockMs;
async function move(byMs: number): Promise<void> {
  clockMs += byMs;
  await rig.stack.moveClock(byMs);
}
/** Lets a delivery that was put off come again: what the sweep finds becomes a job. */
async function later(): Promise<void> {
  await move(10 * MINUTE_MS);
  await reader.signIn({ address: pat.address, password: 'correct horse battery' });
  await rig.stack.runTimer('sweep');
}
const arrived = (address: string, id: string) =>
  waitForMail(rig.stack.urls.mail, address, (mail) => mail.html.includes(id));

describe('the mail server', () => {
  it.each<[string, MailFault, number]>([
    ['450', { kind: 'reply', code: 450 }, 1],
    ['accept, then drop', { kind: 'drop' }, 2],
    ['silence after the recipient', { kind: 'tarpit' }, 1],
  ])(
    'answering %s for one reader holds up no other, and that reader gets the notice later',
    async (name, fault, copies) => {
      rig.smtp.harm(fault, sam, 1);
      const id = await write(staffAddresses);
      for (const address of staffAddresses.filter((one) => one !== sam)) await arrived(address, id);
      await untilLogged('"left":1', id);
      await later();
      await arrived(sam, id);
      await untilLogged('message.delivered', id);
      const mails = await noticesOf(rig.stack, sam, id);
      expect(mails).toHaveLength(copies);
      expect(new Set(mails.map((mail) => mail.headers['message-id'])).size).toBe(1);
      expect(await noticesOf(rig.stack, tammy, id)).toHaveLength(1);
      record({
        area: 'fault: mail',
        point: `${name}, one of three readers`,
        outcome: `${copies === 1 ? 'one notice' : 'two, with one Message-ID'}; the others at once`,
      });
    },
  );

  it.each<[string, MailFault]>([
    ['a cut connection', { kind: 'refuse' }],
    ['421', { kind: 'reply', code: 421 }],
  ])('answering everybody with %s delays notices, and each arrives once', async (name, fault) => {
    rig.smtp.harm(fault, null, 3);
    const id = await write(staffAddresses);
    await untilLogged('"left":3', id);
    await later();
    for (const address of staffAddresses) await arrived(address, id);
    await untilLogged('message.delivered', id);
    for (const address of staffAddresses) {
      expect(await noticesOf(rig.stack, address, id)).toHaveLength(1);
    }
    record({ area: 'fault: mail', point: `${name} for all`, outcome: 'each reader has one notice, later' });
  });

  it('asking to come again later (421) is left alone from then on', async () => {
    const many = Array.from({ length: 60 }, (_, i) => `desk${i}@example.gov`);
    rig.smtp.harm({ kind: 'reply', code: 421 }, null, 1_000);
    const id = await write(many);
    await untilLogged('"left":60', id);
    // Those that were on their way already, and no more of them.
    expect(rig.smtp.hits()).toBeLessThanOrEqual(20);
    rig.heal();
    await later();
    await untilLogged('message.delivered', id);
    for (const address of [many[0], many[59]])
      expect(await noticesOf(rig.stack, address ?? '', id)).toHaveLength(1);

    // Nor is it asked more often where the author has the notice sent again.
    rig.smtp.harm({ kind: 'reply', code: 421 }, null, 1_000);
    expect(await reader.resend(id, crypto.randomUUID())).toEqual({ readers: 60 });
    await untilLogged('"kind":"resend"', id);
    expect(rig.smtp.hits()).toBeLessThanOrEqual(20);
    rig.heal();
    await later();
    await expect
      .poll(async () => (await noticesOf(rig.stack, many[59] ?? '', id)).length, { timeout: 20_000 })
      .toBe(2);
    record({
      area: 'fault: mail',
      point: '421 for all of 60',
      outcome: 'asked 20 times at most, each told later',
    });
  });

  it('dropping every connection after taking the mail sends it twice at most', async () => {
    rig.smtp.harm({ kind: 'drop' }, sam, 10);
    const id = await write([sam]);
    await untilLogged('"left":1', id);
    await later();
    await untilLogged('message.delivered', id);
    await later();
    const mails = await noticesOf(rig.stack, sam, id);
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map((mail) => mail.headers['message-id'])).size).toBe(1);
    record({
      area: 'fault: mail',
      point: 'accept, then drop, always',
      outcome: 'two with one Message-ID, then settled',
    });
  });

  it('refusing a reader for good (550) is asked once, is noted, and holds up nobody', async () => {
    rig.smtp.harm({ kind: 'reply', code: 550 }, sam, 10);
    const id = await write(staffAddresses);
    await arrived(tammy, id);
    await untilLogged('message.delivered', id);
    const told = (mail: ArrivedMail) => mail.headers['message-id']?.includes(`failed.${id}`) === true;
    // A mail that is on its way as minutes go by would be sent by somebody else.
    await waitForMail(rig.stack.urls.mail, pat.address, told);
    await later();
    expect(rig.smtp.hits()).toBe(1);
    expect(await noticesOf(rig.stack, sam, id)).toEqual([]);
    expect((await reader.status(id)).readers.find((one) => one.address === sam)).toMatchObject({
      noticeFailedAt: expect.any(String),
    });
    // Its author is told by mail, once, and by name.
    const mails = (await mailsTo(rig.stack.urls.mail, pat.address)).filter(told);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(sam);
    // Who was not told can read it all the same.
    expect((await openMessage(paneClient(rig.stack, sam), id)).letter.body.text).toBe('Dear Pat');
    record({
      area: 'fault: mail',
      point: '550',
      outcome: 'asked once, noted for the author; the others have theirs',
    });
  });

  it('down for more than a day is given up, and noted', async () => {
    rig.smtp.harm({ kind: 'reply', code: 450 }, sam, 1_000);
    const id = await write([sam, tammy]);
    await untilLogged('"left":1', id);
    await move(25 * 60 * MINUTE_MS);
    await later();
    await untilLogged('message.delivered', id);
    const tries = rig.smtp.hits();
    await later();
    expect(rig.smtp.hits()).toBe(tries);
    expect((await reader.status(id)).readers.find((one) => one.address === sam)).toMatchObject({
      noticeFailedAt: expect.any(String),
    });
    record({
      area: 'fault: mail',
      point: '450 for a day',
      outcome: `given up after ${tries} tries and noted`,
    });
  });

  it('dropping a code after taking it sends one code, which works', async () => {
    const address = 'code@example.net';
    await sendAs(paneClient(rig.stack, tammy), letterTo(address, nowMs()));
    rig.smtp.harm({ kind: 'drop' }, address, 1);
    await register(rig.stack, address);
    expect(await mailsTo(rig.stack.urls.mail, address)).toHaveLength(1);
    record({ area: 'fault: mail', point: 'code taken, then dropped', outcome: 'one code, which signs in' });
  });

  it('not taking a code: asked for again, the same code comes', async () => {
    const address = 'late@example.net';
    await sendAs(paneClient(rig.stack, tammy), letterTo(address, nowMs()));
    rig.smtp.harm({ kind: 'reply', code: 450 }, address, 1);
    const client = portalClient(rig.stack, createBrowser());
    const { terms } = await client.config();
    const person = {
      firstName: 'Pat',
      lastName: 'Doe',
      password: 'correct horse battery',
      language: 'en' as const,
    };
    await client.register({ ...person, address, acceptedTerms: terms.version });
    while (rig.smtp.hits() === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await move(MINUTE_MS);
    await client.resendCode(address);
    const mail = await waitForMail(rig.stack.urls.mail, address);
    expect(await client.confirm(address, mail.subject.slice(0, 6))).toMatchObject({
      state: 'signed_in',
      me: { kind: 'recipient' },
    });
    expect(await mailsTo(rig.stack.urls.mail, address)).toHaveLength(1);
    record({
      area: 'fault: mail',
      point: 'code not taken (450)',
      outcome: 'asking again sends it; it signs in',
    });
  });
});

describe('the queue', () => {
  const queue = (name: string) => new QueueClient(rig.storageConnection, name);
  const put = async (text: string) =>
    (await queue('jobs').sendMessage(Buffer.from(text).toString('base64'))).messageId;

  it('holding each job four times, for messages in the wrong order, sends each notice once', async () => {
    const ids = [await write([sam]), await write([sam]), await write([tammy, sam])];
    const jobs = [...ids, ...ids, ...ids].reverse().map((messageId) => ({ kind: 'message', messageId }));
    const putIds = await Promise.all(jobs.map((job) => put(JSON.stringify(job))));
    for (const id of ids) await untilLogged('message.delivered', id);
    for (const id of putIds) await untilLogged('queue-done', id);
    for (const id of ids) expect(await noticesOf(rig.stack, sam, id)).toHaveLength(1);
    // For a message that is not there, and an account that waits for nothing.
    const strays = [
      { kind: 'message', messageId: 'AAAAAAAAAAAAAAAAAAAAAA' },
      { kind: 'account-mail', accountId: (await reader.me()).id },
    ];
    for (const stray of strays) await untilLogged('queue-done', await put(JSON.stringify(stray)));
    record({
      area: 'fault: jobs',
      point: 'each four times, out of order, stray',
      outcome: 'one notice a reader',
    });
  });

  it('holding garbage moves it to the poison queue, where it is seen, and other jobs go on', async () => {
    await rig.stack.killFunctions();
    const garbage = ['not JSON', '{"kind":"message"}', '{"kind":"unknown","id":1}', '[]'];
    const garbageIds = await Promise.all(garbage.map(put));
    // Taken four times already, so that the next failure is the last.
    for (let taken = 0; taken < 4; taken++) {
      await queue('jobs').receiveMessages({ numberOfMessages: 32, visibilityTimeout: 1 });
      await new Promise((resolve) => setTimeout(resolve, 1_100));
    }
    await rig.restart();
    const id = await write([sam]);
    await arrived(sam, id);
    for (const garbageId of garbageIds) await untilLogged('queue-poisoned', garbageId);
    const poisoned = await queue('jobs-poison').getProperties();
    expect(poisoned.approximateMessagesCount).toBe(garbage.length);
    await rig.stack.runTimer('sweep');
    expect(await rig.log()).toMatch(new RegExp(`"event":"jobs.poisoned","count":${garbage.length}`));
    record({
      area: 'fault: jobs',
      point: 'garbage',
      outcome: `${garbage.length} in the poison queue, logged as an error by each sweep; other mail left`,
    });
  });
});

/** Waits until the service has logged an event with this text about an id. */
async function untilLogged(text: string, id: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const lines = (await rig.log()).split('\n');
    if (lines.some((line) => line.includes(text) && line.includes(id))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${text} was not logged for ${id}`);
}
