import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { type Outgoing, openMessage } from '../../shared/api/index.ts';
import { connectionOf, startAccountStack } from './account-stack.ts';
import { letterTo, type PortalClient, paneClient, register, sendAs } from './clients.ts';

/* A message that one person writes on behalf of another's mailbox: Tammy Gould for Sam Ortiz, as the policy has it. */

const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const sam = { address: 'sam.ortiz@example.gov', name: 'Sam Ortiz' };
const lee = { address: 'lee.chen@example.gov', name: 'Lee Chen' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };

let stack: Stack;
let stop: () => Promise<void>;
let patClient: PortalClient;
const staff = (person: { address: string }) => paneClient(stack, person.address);

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('delegates'));
  await sendAs(staff(tammy), letterTo(pat.address, Date.now()));
  patClient = await register(stack, pat.address);
});
afterAll(() => stop?.());

function sendForSam(over: Partial<Outgoing> = {}): Promise<string> {
  return sendAs(
    staff(tammy),
    letterTo(pat.address, Date.now(), { from: sam, sender: tammy, noticeBy: 'service', ...over }),
  );
}

async function rowOf(person: { address: string }, folder: 'inbox' | 'sent', id: string) {
  return (await staff(person).mailbox(folder)).rows.find(({ messageId }) => messageId === id);
}

describe('a message on behalf of another mailbox', () => {
  it('names both in the record, the notice and the letter, and stands under Sent of both', async () => {
    const id = await sendForSam();
    const opened = await openMessage(patClient, id);
    expect(opened.answer).toMatchObject({ author: sam, sender: tammy, youAre: 'reader', replyTo: [sam] });
    expect(opened.letter).toMatchObject({ from: sam, sender: tammy });

    const notice = await waitForMail(stack.urls.mail, pat.address, (mail) => mail.html.includes(id));
    expect(notice.subject).toBe('Secure message from Sam Ortiz, State of Example');
    expect(notice.text).toContain(
      'Tammy Gould (tammy.gould@example.gov) wrote to you on behalf of Sam Ortiz (sam.ortiz@example.gov)',
    );
    for (const one of [tammy, sam]) {
      expect(await rowOf(one, 'sent', id)).toMatchObject({ from: sam, opened: true });
      expect((await openMessage(staff(one), id)).answer.youAre).toBe('author');
    }
    expect((await patClient.mailbox('inbox')).rows.find((row) => row.messageId === id)?.from).toEqual(sam);
  });

  it('is controlled by both, its history names who did what, and nobody else sees it', async () => {
    const id = await sendForSam();
    await openMessage(patClient, id);
    expect((await staff(sam).status(id)).readers[0]?.openedAt).toBeDefined();
    await expect(staff(lee).status(id)).rejects.toMatchObject({ code: 'not_for_you' });
    await expect(patClient.status(id)).rejects.toMatchObject({ code: 'not_for_you' });
    await staff(sam).revoke(id);
    const { events } = await staff(tammy).messageHistory(id);
    expect(events.find(({ kind }) => kind === 'sent')?.by).toEqual(tammy);
    expect(events.find(({ kind }) => kind === 'revoked')?.by).toEqual(sam);
    await expect(openMessage(patClient, id)).rejects.toMatchObject({
      code: 'expired',
      facts: { authorName: 'Sam Ortiz' },
    });
    await expect(openMessage(staff(sam), id)).rejects.toMatchObject({ facts: { youAre: 'author' } });
  });

  it('is answered to the mailbox, whose answer its delegate finds in the conversation', async () => {
    const id = await sendForSam();
    await openMessage(patClient, id);
    const reply = await sendAs(
      patClient,
      letterTo(sam.address, Date.now(), {
        from: pat,
        to: [sam, tammy],
        inReplyTo: id,
        noticeBy: 'service',
        subject: 'Re',
      }),
    );
    // A reply for the mailbox counts as the mailbox's own: Sam is named, and Tammy writes.
    const answer = await sendForSam({ inReplyTo: reply });
    const conversationOf = async (one: { address: string }) =>
      (await staff(one).conversation(id)).messages.map((message) => [message.id, message.from.address]);
    for (const one of [tammy, sam]) {
      await expect
        .poll(() => conversationOf(one), { timeout: 20_000 })
        .toEqual([
          [answer, sam.address],
          [reply, pat.address],
        ]);
    }
    await expect
      .poll(
        async () => (await patClient.status(reply)).readers.map(({ repliedAt }) => repliedAt !== undefined),
        {
          timeout: 20_000,
        },
      )
      .toEqual([false, true]);
  });

  it('is refused for a mailbox that policy does not name, and for people outside', async () => {
    for (const [person, from] of [
      [sam, tammy],
      [tammy, lee],
      [tammy, { address: 'chief@example.org', name: 'Chief' }],
    ] as const) {
      await expect(
        sendAs(staff(person), letterTo(pat.address, Date.now(), { from, sender: person })),
      ).rejects.toMatchObject({ code: 'forbidden', facts: { problem: 'not_a_delegate' } });
    }
    await expect(
      sendAs(
        patClient,
        letterTo(tammy.address, Date.now(), { from: sam, sender: pat, to: [tammy], noticeBy: 'service' }),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect((await staff(tammy).mailboxes()).mailboxes).toEqual([sam]);
    expect((await staff(sam).mailboxes()).mailboxes).toEqual([]);
    expect((await patClient.mailboxes()).mailboxes).toEqual([]);
  });

  it("needs no permission for one's own address, however it is written", async () => {
    const id = await sendAs(
      staff(tammy),
      letterTo(pat.address, Date.now(), {
        from: { ...tammy, address: 'Tammy.Gould@Example.gov' },
        sender: tammy,
      }),
    );
    const { answer } = await openMessage(patClient, id);
    expect(answer.author).toEqual(tammy);
    expect(answer.sender).toBeUndefined();
  });

  it('cannot be given to another mailbox by whoever writes storage alone', async () => {
    const id = await sendForSam();
    const connection = await connectionOf(stack);
    const table = TableClient.fromConnectionString(connection, 'messages', { allowInsecureConnection: true });
    const entity = await table.getEntity<Record<string, string>>(id, 'message');
    const record = JSON.parse(String(entity.d0));
    await table.updateEntity(
      {
        partitionKey: id,
        rowKey: 'message',
        d0: JSON.stringify({ ...record, onBehalfOf: { ...record.onBehalfOf, ...lee } }),
      },
      'Merge',
    );
    await expect(openMessage(patClient, id)).rejects.toMatchObject({ code: 'verification_failed' });
  });
});
