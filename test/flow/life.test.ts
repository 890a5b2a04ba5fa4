import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArrivedMail } from '../../infra/local/mail/arrived.ts';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { type Outgoing, openMessage } from '../../shared/api/index.ts';
import { mailsThatFit, startAccountStack, withPolicy } from './account-stack.ts';
import { letterTo, type PortalClient, paneClient, register, sendAs } from './clients.ts';

/* What an author may do with a sent message, and what readers and strangers are answered. */

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const sam = { address: 'sam.ortiz@example.gov', name: 'Sam Ortiz' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };
const ana = { address: 'ana@example.net', name: 'Ana Ruiz' };
const policy = {
  confirmations: { sent: 'mail', opened: 'mail', subject: true, attachmentNames: true },
  revoke: { quotes: true },
  expiry: {
    ...{ minDays: 1, defaultDays: 20, maxDays: 90 },
    rules: [
      { recipientDomains: ['short.example'], minDays: 1, defaultDays: 3, maxDays: 5 },
      { authors: ['sam.ortiz@example.gov'], minDays: 1, defaultDays: 60, maxDays: 200 },
      { roles: ['Admin'], minDays: 7, defaultDays: 30, maxDays: 30 },
    ],
  },
};
const refused = { code: 'not_for_you', message: 'This link does not open anything for you.' };
const gone = (reason: 'expired' | 'revoked') => ({
  code: 'expired',
  facts: { reason, authorName: tammy.name, expiresAt: expect.any(String), endedAt: expect.any(String) },
});

let stack: Stack;
let stop: () => Promise<void>;
let movedMs = 0;
let patClient: PortalClient;
let anaClient: PortalClient;
let stranger: PortalClient;
const staff = () => paneClient(stack, tammy.address);
const nowMs = () => Date.now() + movedMs;
const inDays = (days: number) => new Date(nowMs() + days * DAY_MS).toISOString();

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('life'));
  await withPolicy(stack, policy);
  await sendAs(
    staff(),
    letter({ to: [pat, ana, { address: 'eve@example.org', name: '' }], noticeBy: 'sender' }),
  );
  [patClient, anaClient, stranger] = (await Promise.all(
    [pat.address, ana.address, 'eve@example.org'].map((address) => register(stack, address)),
  )) as [PortalClient, PortalClient, PortalClient];
});
afterAll(() => stop?.());

function letter(over: Partial<Outgoing> = {}): Outgoing {
  return letterTo(pat.address, nowMs(), {
    to: [pat, ana],
    noticeBy: 'service',
    expiresAt: inDays(20),
    ...over,
  });
}

/** Moves the service's clock; sessions end with it, so everybody signs in again. */
async function move(byMs: number): Promise<void> {
  movedMs += byMs;
  await stack.moveClock(byMs);
  for (const [client, address] of [
    [patClient, pat.address],
    [anaClient, ana.address],
    [stranger, 'eve@example.org'],
  ] as const)
    await client.signIn({ address, password: 'correct horse battery' });
}

const withId = (name: string) => (mail: ArrivedMail) => (mail.headers['message-id'] ?? '').includes(name);
const mailOf = (address: string, name: string, before = 0) =>
  mailsThatFit(stack, address, withId(name), before);
const rowOf = async (client: PortalClient, id: string) =>
  (await client.mailbox('inbox')).rows.find(({ messageId }) => messageId === id);

describe('an end of access', () => {
  it('for one reader refuses that one at once and leaves the message to the others', async () => {
    const id = await sendAs(staff(), letter());
    await openMessage(patClient, id);
    expect(await staff().revoke(id, ['PAT@example.net'])).toEqual({ state: 'sent' });
    await expect(openMessage(patClient, id)).rejects.toMatchObject(gone('revoked'));
    // Twice is once, and the record is still as it was sealed.
    expect(await staff().revoke(id, [pat.address])).toEqual({ state: 'sent' });
    expect((await openMessage(anaClient, id)).letter.body.text).toBe('Dear Pat');
    expect(await rowOf(patClient, id)).toMatchObject({ state: 'expired' });
    expect((await rowOf(patClient, id))?.subjectCell).toBeUndefined();
    expect((await staff().status(id)).readers).toMatchObject([
      { address: pat.address, openedAt: expect.any(String), endedAt: expect.any(String) },
      { address: ana.address, openedAt: expect.any(String) },
    ]);
    await expect(staff().revoke(id, ['nobody@example.net'])).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('for all refuses sixteen who open at that moment, removes the key, and tells when and who', async () => {
    const id = await sendAs(staff(), letter());
    const answers: string[] = [];
    let isEnded = false;
    const open = async (client: PortalClient) => {
      const beganAfter = isEnded;
      const answer = await openMessage(client, id).then(
        () => 'opened',
        (error: { code?: string }) => error.code ?? 'unknown',
      );
      if (beganAfter) expect(answer).toBe('expired');
      answers.push(answer);
    };
    const ending = staff()
      .revoke(id)
      .then((answer) => {
        isEnded = true;
        return answer;
      });
    await Promise.all(Array.from({ length: 16 }, (_, at) => open(at % 2 === 0 ? patClient : anaClient)));
    expect(await ending).toEqual({ state: 'revoked' });
    await Promise.all(Array.from({ length: 16 }, (_, at) => open(at % 2 === 0 ? patClient : anaClient)));
    // `unavailable`: let in just before the end, whose parts were gone before they were fetched.
    expect(answers.filter((answer) => !['opened', 'expired', 'unavailable'].includes(answer))).toEqual([]);
    expect(answers).toContain('expired');
    expect(await staff().revoke(id)).toEqual({ state: 'revoked' });
    expect(await staff().status(id)).toMatchObject({ state: 'revoked', endedAt: expect.any(String) });
    await expect(staff().changeExpiry(id, inDays(30))).rejects.toMatchObject(gone('revoked'));
    await expect(staff().resend(id, crypto.randomUUID())).rejects.toMatchObject(gone('revoked'));
    await expect(patClient.downloaded(id)).rejects.toMatchObject(gone('revoked'));
    const { events } = await staff().messageHistory(id);
    expect(events.map(({ kind }) => kind)).toContain('revoked');
    expect(events.filter(({ kind }) => kind === 'refused').length).toBeGreaterThan(0);
  });

  it('ends the replies that quote it, and the replies to those, where policy says so', async () => {
    const id = await sendAs(staff(), letter({ to: [pat, sam] }));
    const reply = letter({ from: pat, to: [tammy], inReplyTo: id });
    const replyId = await sendAs(patClient, reply);
    const again = letter({ from: tammy, to: [pat], inReplyTo: replyId });
    const againId = await sendAs(staff(), again);
    // Somebody whom the message does not name is no part of the conversation, whatever they say they answer.
    const foreign = await sendAs(stranger, letter({ from: tammy, to: [tammy], inReplyTo: id }));
    await mailOf(pat.address, `notice.${againId}`);
    await mailOf(tammy.address, `notice.${replyId}`);
    await mailOf(tammy.address, `notice.${foreign}`);
    expect((await staff().status(id)).readers[0]).toMatchObject({ repliedAt: expect.any(String) });
    await staff().revoke(id);
    await until(async () => (await patClient.status(replyId)).state === 'revoked');
    await until(async () => (await staff().status(againId)).state === 'revoked');
    expect((await stranger.status(foreign)).state).toBe('sent');
    const { events } = await patClient.messageHistory(replyId);
    expect(events.find(({ kind }) => kind === 'revoked')).toMatchObject({
      because: 'quoted',
      by: { address: tammy.address },
    });
  });
});

describe('another date', () => {
  it('counts at once, earlier or later, within what the policy allows from the sending on', async () => {
    const id = await sendAs(staff(), letter());
    const later = inDays(60);
    expect(await staff().changeExpiry(id, later)).toEqual({ expiresAt: later });
    expect((await openMessage(patClient, id)).answer.expiresAt).toBe(later);
    expect((await rowOf(patClient, id))?.expiresAt).toBe(later);
    await expect(staff().changeExpiry(id, inDays(92))).rejects.toMatchObject({
      code: 'bad_request',
      facts: { from: expect.any(String), until: expect.any(String) },
    });
    await expect(staff().changeExpiry(id, new Date(nowMs() + 1000).toISOString())).rejects.toMatchObject({
      code: 'bad_request',
    });
    const sooner = new Date(nowMs() + 2 * HOUR_MS).toISOString();
    await staff().changeExpiry(id, sooner);
    await move(2 * HOUR_MS + 1000);
    await expect(openMessage(anaClient, id)).rejects.toMatchObject(gone('expired'));
    await stack.runTimer('sweep');
    expect(await staff().status(id)).toMatchObject({ state: 'expired', endedAt: sooner });
    const { events } = await staff().messageHistory(id);
    expect(events.map(({ kind }) => kind).filter((kind) => /ed$/.test(kind))).toContain('shortened');
    await expect(staff().revoke(id)).rejects.toMatchObject(gone('expired'));
    await expect(openMessage(paneClient(stack, tammy.address), id)).rejects.toMatchObject({
      code: 'expired',
      facts: { youAre: 'author' },
    });
  });

  it('and the first one follow the rules for author and recipients, which pages are told', async () => {
    const toShort = [{ address: 'kim@short.example', name: '' }];
    await expect(sendAs(staff(), letter({ to: toShort }))).rejects.toMatchObject({
      code: 'bad_request',
      facts: { maxDays: 5 },
    });
    const id = await sendAs(staff(), letter({ to: toShort, expiresAt: inDays(4) }));
    await expect(staff().changeExpiry(id, inDays(10))).rejects.toMatchObject({ code: 'bad_request' });
    const longAnd = paneClient(stack, sam.address);
    expect(await sendAs(longAnd, letter({ from: sam, expiresAt: inDays(150) }))).toHaveLength(22);
    expect((await longAnd.expiryChoices()).choices.map(({ defaultDays }) => defaultDays)).toEqual([
      3, 60, 30, 20,
    ]);
    expect((await patClient.expiryChoices()).choices.map(({ defaultDays }) => defaultDays)).toEqual([3, 20]);
    expect(JSON.stringify(await patClient.expiryChoices())).not.toContain('short.example');
    expect((await patClient.config()).expiry).toEqual({ minDays: 1, defaultDays: 20, maxDays: 90 });
  });
});

describe('the notice', () => {
  it('goes again once for each wish, to those who have not opened, three times a day at most', async () => {
    const id = await sendAs(staff(), letter());
    await mailOf(ana.address, `notice.${id}`);
    await openMessage(patClient, id);
    const key = crypto.randomUUID();
    const tries = await Promise.all([1, 2, 3].map(() => staff().resend(id, key)));
    expect(tries).toEqual([{ readers: 1 }, { readers: 1 }, { readers: 1 }]);
    await mailOf(ana.address, `notice.${id}`, 1);
    await staff().resend(id, key);
    await staff().resend(id, crypto.randomUUID(), [ana.address]);
    await staff().resend(id, crypto.randomUUID(), [ana.address]);
    const mails = await mailOf(ana.address, `notice.${id}`, 3);
    expect(mails).toHaveLength(4);
    expect(new Set(mails.map((mail) => mail.headers['message-id'])).size).toBe(4);
    expect((await mailsTo(stack.urls.mail, pat.address)).filter(withId(`notice.${id}`))).toHaveLength(1);
    await expect(staff().resend(id, crypto.randomUUID(), [ana.address])).rejects.toMatchObject({
      code: 'too_many_requests',
    });
    expect(mails[0]?.envelope.from).toBe(tammy.address);
  });
});

describe('what an author is told', () => {
  it('says sent securely with what the browser alone knows, once, and opened once for each reader', async () => {
    const attachments = [{ name: 'heron.pdf', mediaType: 'application/pdf', content: new Blob(['%PDF']) }];
    const id = await sendAs(
      staff(),
      letter({ subject: 'Egret 4711', attachments, cc: [sam], reasons: ['sensitive', 'unknown_code'] }),
    );
    const [sent] = await mailOf(tammy.address, `sent.${id}`);
    for (const words of [
      'Egret 4711',
      'heron.pdf',
      'Ana Ruiz (ana@example.net)',
      'Sam Ortiz',
      'sensitive information',
    ])
      expect(sent?.text).toContain(words);
    await openMessage(patClient, id);
    await openMessage(patClient, id);
    const [opened] = await mailOf(tammy.address, `opened.${id}`);
    expect(opened?.subject).toContain('Pat Doe opened your secure message');
    await patClient.downloaded(id);
    expect((await staff().status(id)).readers[0]).toMatchObject({
      notifiedAt: expect.any(String),
      registeredAt: expect.any(String),
      openedAt: expect.any(String),
      downloadedAt: expect.any(String),
    });
    await move(5 * 60_000);
    await stack.runTimer('sweep');
    const mails = (await mailsTo(stack.urls.mail, tammy.address)).filter(withId(id));
    expect(mails.filter(withId('opened.'))).toHaveLength(1);
    expect(mails.filter(withId('sent.'))).toHaveLength(1);
    const { events } = await staff().messageHistory(id);
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['sent', 'notified', 'opened', 'downloaded']),
    );
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
  });

  it('is told whole to an administrator, and to nobody else', async () => {
    const id = await sendAs(staff(), letter({ cc: [sam] }));
    await openMessage(patClient, id);
    await staff().revoke(id, [pat.address]);
    const { events } = await paneClient(stack, sam.address).wholeHistory(id);
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['sent', 'opened', 'revoked']));
    const revoked = events.find(({ kind }) => kind === 'revoked');
    expect(revoked).toMatchObject({
      by: { address: tammy.address, accountId: expect.any(String) },
      about: [{ address: pat.address, accountId: expect.any(String) }],
    });
    for (const who of [staff(), patClient, stranger])
      await expect(who.wholeHistory(id)).rejects.toMatchObject(refused);
  });

  it('is nothing for anybody else: the same answer as for an id that does not exist', async () => {
    const id = await sendAs(staff(), letter());
    const other = paneClient(stack, sam.address);
    for (const [who, message] of [
      [stranger, id],
      [patClient, id],
      [other, id],
      [staff(), 'AAAAAAAAAAAAAAAAAAAAAA'],
    ] as const) {
      const calls = [
        who.status(message),
        who.messageHistory(message),
        who.revoke(message),
        who.revoke(message, [pat.address]),
        who.changeExpiry(message, inDays(9)),
        who.resend(message, crypto.randomUUID()),
      ];
      for (const call of await Promise.allSettled(calls))
        expect(call).toMatchObject({ status: 'rejected', reason: refused });
    }
    for (const who of [stranger, other]) {
      await expect(who.askAgain(id)).rejects.toMatchObject(refused);
      await expect(who.downloaded(id)).rejects.toMatchObject(refused);
    }
    await expect(staff().askAgain(id)).rejects.toMatchObject(refused);
    await expect(patClient.askAgain(id)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('an ended message', () => {
  it('can be asked for by whom it names, in one mail a day', async () => {
    const id = await sendAs(staff(), letter());
    await staff().revoke(id);
    await Promise.all([1, 2, 3].map(() => patClient.askAgain(id)));
    await patClient.askAgain(id);
    await expect(stranger.askAgain(id)).rejects.toMatchObject(refused);
    const [mail] = await mailOf(tammy.address, `asked.${id}`);
    expect(mail?.text).toContain('Pat Doe (pat@example.net)');
    await move(5 * 60_000);
    await stack.runTimer('sweep');
    expect((await mailsTo(stack.urls.mail, tammy.address)).filter(withId(`asked.${id}`))).toHaveLength(1);
    await move(DAY_MS);
    await patClient.askAgain(id);
    await mailOf(tammy.address, `asked.${id}`, 1);
  });
});

describe('two days before the end', () => {
  it('whoever has not opened is reminded once, and the author told how many', async () => {
    const id = await sendAs(staff(), letter({ expiresAt: inDays(6) }));
    const young = await sendAs(staff(), letter({ expiresAt: inDays(3) }));
    await openMessage(patClient, id);
    await move(4 * DAY_MS + HOUR_MS);
    await stack.runTimer('sweep');
    const [reminder] = await mailOf(ana.address, `ending.${id}`);
    expect(reminder?.text).toContain(`/m/${id}#to=`);
    const [told] = await mailOf(tammy.address, `unopened.${id}`);
    expect(told?.subject).toContain('One person has not opened');
    await move(HOUR_MS);
    await stack.runTimer('sweep');
    const mails = [
      ...(await mailsTo(stack.urls.mail, ana.address)),
      ...(await mailsTo(stack.urls.mail, pat.address)),
      ...(await mailsTo(stack.urls.mail, tammy.address)),
    ];
    expect(mails.filter(withId('ending.'))).toHaveLength(1);
    expect(mails.filter(withId(`unopened.${id}`))).toHaveLength(1);
    expect(mails.filter(withId(`unopened.${young}`))).toHaveLength(0);
  });
});

/** Waits for what follows in the background. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('it did not come to be');
}
