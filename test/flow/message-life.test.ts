import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { fetchAccountKey, type Outgoing, openMessage, storeMessage } from '../../shared/api/index.ts';
import { concatBytes, openSubject } from '../../shared/envelope/index.ts';
import {
  createBrowser,
  letterTo,
  paneClient,
  portalClient,
  putPartByFetch,
  register,
  sendAs,
  trust,
  unwatched,
} from './clients.ts';

const DAY_MS = 24 * 3_600_000;
const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };

let stack: Stack;
let folder: string;
let clockMs = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-flow-'));
  stack = await startStack({ folder, ports: 'free', fresh: true });
  trust(stack);
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A letter to Pat with an attachment, by the service's clock. */
function letter(over: Partial<Outgoing> = {}): Outgoing {
  const content = new Blob([new Uint8Array(70_000).fill(7)]);
  const attachments = [{ name: 'a.bin', mediaType: 'application/octet-stream', content }];
  return letterTo(pat.address, Date.now() + clockMs, { attachments, ...over });
}

describe('a secure message', () => {
  it('is written by staff, read by the person it names, answered, and kept by both', async () => {
    const staff = paneClient(stack, tammy.address);
    const id = await sendAs(staff, letter());
    const recipient = await register(stack, pat.address);

    const opened = await openMessage(recipient, id);
    expect(opened.letter.body.text).toBe('Dear Pat');
    expect(opened.answer.author).toEqual(tammy);
    const [attachment] = opened.letter.attachments;
    const chunks: Uint8Array[] = [];
    for await (const chunk of opened.readAttachment(attachment?.partId ?? '')) chunks.push(chunk);
    expect(concatBytes(...chunks)).toEqual(new Uint8Array(70_000).fill(7));

    const replyId = await sendAs(
      recipient,
      letter({
        from: pat,
        to: opened.answer.replyTo,
        subject: 'Re: Your records',
        noticeBy: 'service',
        inReplyTo: id,
      }),
    );
    const notice = await waitForMail(stack.urls.mail, tammy.address, (mail) => mail.html.includes(replyId));
    expect(notice.envelope).toEqual({ from: 'secure@example.gov', to: [tammy.address] });
    expect(notice.text).toContain(`${stack.urls.product}/m/${replyId}#to=`);

    expect((await openMessage(staff, replyId)).letter.subject).toBe('Re: Your records');
    expect((await staff.status(id)).readers).toMatchObject([
      { address: pat.address, openedAt: expect.any(String) },
    ]);

    const sent = (await recipient.mailbox('sent')).rows;
    expect(sent.map((row) => row.messageId)).toEqual([replyId]);
    const key = await fetchAccountKey(recipient);
    expect(await openSubject(key, replyId, sent[0]?.subjectCell ?? '')).toBe('Re: Your records');
    expect((await staff.mailbox('sent')).rows.map((row) => row.messageId)).toContain(id);
    expect((await recipient.mailbox('inbox')).rows[0]).toMatchObject({
      messageId: id,
      opened: true,
      from: tammy,
    });
  });

  it('gets the same answer for the same request, and one notice for a reader', async () => {
    const recipient = portalClient(stack, await signedIn());
    const outgoing = letter({ from: pat, to: [tammy], noticeBy: 'service' });
    const ports = { client: recipient, putPart: putPartByFetch };
    const stored = await storeMessage(ports, outgoing, unwatched());
    const answers = await Promise.all([1, 2, 3].map(() => recipient.send(stored.id, stored.request)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await waitForMail(stack.urls.mail, tammy.address, (mail) => mail.html.includes(stored.id));
    await stack.runTimer('sweep');
    const mails = await mailsTo(stack.urls.mail, tammy.address);
    expect(mails.filter((mail) => mail.html.includes(stored.id))).toHaveLength(1);
    const other = {
      ...stored.request,
      expiresAt: new Date(Date.parse(stored.request.expiresAt) - 1000).toISOString(),
    };
    await expect(recipient.send(stored.id, other)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is for nobody else: a stranger gets the answer for an id that does not exist', async () => {
    const staff = paneClient(stack, tammy.address);
    const id = await sendAs(staff, letter());
    await sendAs(staff, letter({ to: [{ address: 'eve@example.org', name: '' }] }));
    const eve = await register(stack, 'eve@example.org');
    const refused = { code: 'not_for_you', message: 'This link does not open anything for you.' };
    await expect(openMessage(eve, id)).rejects.toMatchObject(refused);
    await expect(openMessage(eve, 'AAAAAAAAAAAAAAAAAAAAAA')).rejects.toMatchObject(refused);
    await expect(eve.status(id)).rejects.toMatchObject(refused);
    await expect(eve.abandon(id)).rejects.toMatchObject(refused);
    await expect(eve.createPart(id, 1)).rejects.toMatchObject(refused);
    await expect(openMessage(portalClient(stack), id)).rejects.toMatchObject({ code: 'not_signed_in' });
  });

  it('cannot be sent by an outsider to outsiders, nor past the limits', async () => {
    const recipient = portalClient(stack, await signedIn());
    const outside = letter({
      from: pat,
      to: [{ address: 'eve@example.org', name: '' }],
      noticeBy: 'service',
    });
    await expect(sendAs(recipient, outside)).rejects.toMatchObject({ code: 'recipients_not_allowed' });
    const late = letter({
      from: pat,
      to: [tammy],
      noticeBy: 'service',
      expiresAt: new Date(Date.now() + 400 * DAY_MS).toISOString(),
    });
    await expect(sendAs(recipient, late)).rejects.toMatchObject({ code: 'bad_request' });
    const { id } = await recipient.createDraft({}, crypto.randomUUID());
    await expect(recipient.createPart(id, 40_000_000)).rejects.toMatchObject({ code: 'too_large' });
    await expect(
      paneClient(stack, 'lee.chen@example.gov').createDraft({}, crypto.randomUUID()),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('cannot be committed while a part is missing or has another size, nor after it was given up', async () => {
    const staff = paneClient(stack, tammy.address);
    const stored = await storeMessage(
      { client: staff, putPart: async () => undefined },
      letter(),
      unwatched(),
    );
    await expect(staff.send(stored.id, stored.request)).rejects.toMatchObject({ code: 'part_missing' });
    expect(await staff.abandon(stored.id)).toEqual({ state: 'abandoned' });
    await expect(staff.send(stored.id, stored.request)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('has upload links that create once and cannot read, and download links that cannot write', async () => {
    const staff = paneClient(stack, tammy.address);
    const { id } = await staff.createDraft({}, crypto.randomUUID());
    const part = await staff.createPart(id, 1);
    await putPartByFetch(part.url, new Blob(['x'.repeat(29)]), '{}', unwatched());
    const again = await fetch(part.url, {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: 'y',
    });
    expect(again.status).toBeGreaterThanOrEqual(400);
    expect((await fetch(part.url)).status).toBeGreaterThanOrEqual(400);
  });

  it('is not opened for a reader whom somebody with write access to storage has grafted into the record', async () => {
    const staff = paneClient(stack, tammy.address);
    const id = await sendAs(staff, letter());
    const eve = portalClient(stack, await signedIn('eve@example.org'));
    const { id: eveId } = await eve.me();
    const table = await messagesTable();
    const entity = await table.getEntity<Record<string, string>>(id, 'message');
    const record = JSON.parse(String(entity.d0));
    record.readers.push({ accountId: eveId, address: 'eve@example.org', name: '', role: 'to' });
    await table.updateEntity({ partitionKey: id, rowKey: 'message', d0: JSON.stringify(record) }, 'Replace');
    await expect(openMessage(eve, id)).rejects.toMatchObject({ code: 'verification_failed' });
  });

  it('is reported to its author when its notice has not left in a day, and a draft is swept', async () => {
    const staff = paneClient(stack, tammy.address);
    await sendAs(staff, letter());
    const { id: draftId } = await staff.createDraft({}, crypto.randomUUID());
    const part = await staff.createPart(draftId, 1);
    await putPartByFetch(part.url, new Blob(['x'.repeat(29)]), '{}', unwatched());
    await stack.moveClock(DAY_MS + 60_000);
    clockMs += DAY_MS + 60_000;
    await stack.runTimer('sweep');
    await waitForMail(stack.urls.mail, tammy.address, (mail) =>
      mail.subject.includes('may not have been announced'),
    );
    await expect(staff.createPart(draftId, 1)).rejects.toMatchObject({ code: 'not_for_you' });
    const again = await fetch(part.url, {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: 'y',
    });
    // The link is over a day old by the service's clock but Azurite keeps its own: the place is free again.
    expect(again.status).toBe(201);
  });

  it('is gone at its expiry: refused at once, key and parts removed by the next sweep, a tombstone left', async () => {
    const staff = paneClient(stack, tammy.address);
    const id = await sendAs(staff, letter());
    const browser = await signedIn();
    await openMessage(portalClient(stack, browser), id);
    await stack.moveClock(2 * DAY_MS + 1000);
    clockMs += 2 * DAY_MS + 1000;
    const recipient = portalClient(stack, await signedIn());
    const refused = { code: 'expired', facts: { authorName: tammy.name, expiresAt: expect.any(String) } };
    await expect(openMessage(recipient, id)).rejects.toMatchObject(refused);
    await stack.runTimer('sweep');
    await expect(openMessage(recipient, id)).rejects.toMatchObject(refused);
    expect((await staff.status(id)).state).toBe('expired');
    expect((await recipient.mailbox('inbox')).rows.find((row) => row.messageId === id)).toMatchObject({
      state: 'expired',
    });
  });
});

/** The table of messages, as somebody with the account's key sees it. */
async function messagesTable(): Promise<TableClient> {
  const { storageConnection } = JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8'));
  return TableClient.fromConnectionString(storageConnection, 'messages', { allowInsecureConnection: true });
}

/** A browser in which somebody whom an earlier test registered is signed in. */
async function signedIn(address = pat.address) {
  const browser = createBrowser();
  await portalClient(stack, browser).signIn({ address, password: 'correct horse battery' });
  return browser;
}
