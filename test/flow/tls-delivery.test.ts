import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArrivedMail, mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { openMessage } from '../../shared/api/index.ts';
import { startAccountStack, withPolicy } from './account-stack.ts';
import { letterTo, paneClient, register, sendAs } from './clients.ts';

/* A message that staff write in the portal to a partner with enforced TLS: itself over verified TLS, or a notice. */

const tammy = 'tammy.gould@example.gov';
let stack: Stack;
let stop: () => Promise<void>;
let people = 0;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('tls-delivery'));
});
afterAll(() => stop?.());

const atBank = () => `casey${++people}@bank.example`;

function send(address: string, over: Parameters<typeof letterTo>[2] = {}): Promise<string> {
  const body = { html: '<p>heron-4711</p>', text: 'heron-4711' };
  return sendAs(
    paneClient(stack, tammy),
    letterTo(address, Date.now(), { noticeBy: 'service', subject: 'Your loan', body, ...over }),
  );
}

/** The mail that came of a message, and how it came. */
async function cameAs(address: string, id: string): Promise<['mail' | 'notice', ArrivedMail]> {
  const isOf = (mail: ArrivedMail) =>
    mail.headers['x-sealpost-delivered'] === id || mail.html.includes(`/m/${id}`);
  const mail = await waitForMail(stack.urls.mail, address, isOf);
  return [mail.text.includes('heron-4711') ? 'mail' : 'notice', mail];
}

describe('a partner with enforced TLS', () => {
  it('gets a notice as everybody does, unless policy says otherwise', async () => {
    const address = atBank();
    expect((await cameAs(address, await send(address)))[0]).toBe('notice');
  });

  it('gets the message itself, straight and over TLS, once policy says so', async () => {
    await withPolicy(stack, { tls: { deliver: 'mail' } });
    const [address, elsewhere] = [atBank(), 'pat@example.net'];
    const file = { name: 'loan.txt', mediaType: 'text/plain', content: new Blob(['lapwing-9']) };
    const id = await send(address, {
      cc: [{ address: elsewhere, name: 'Pat Doe' }],
      attachments: [file],
    });
    const [way, mail] = await cameAs(address, id);
    expect(way).toBe('mail');
    expect(mail.envelope).toMatchObject({ to: [address], tls: expect.stringMatching(/^TLSv1\.[23]$/) });
    expect(mail.subject).toBe('Your loan');
    expect(mail.headers.from).toContain('Tammy Gould via State of Example');
    expect(mail.headers['reply-to']).toContain(tammy);
    expect(mail.attachments).toMatchObject([{ name: 'loan.txt', sizeBytes: 9 }]);
    expect((await cameAs(elsewhere, id))[0]).toBe('notice');
    const { readers } = await paneClient(stack, tammy).status(id);
    expect(readers.map(({ deliveredAt }) => deliveredAt !== undefined)).toEqual([true, false]);
    // It stands in the portal too.
    const reader = await register(stack, address);
    expect((await openMessage(reader, id)).letter.body.text).toBe('heron-4711');
  });

  it('gets a notice for what is marked, Confidential or under a passphrase', async () => {
    for (const over of [
      { subject: 'Loan [SECURE]' },
      { confidential: true },
      { passphrase: 'flamingo over Portland' },
    ]) {
      const address = atBank();
      expect((await cameAs(address, await send(address, over)))[0]).toBe('notice');
    }
  });

  it('gets a notice where its hosts cannot be verified, and no word of the message on any other road', async () => {
    const { mx } = stack.partner;
    stack.partner.mx = 'elsewhere.bank.example';
    const address = atBank();
    expect((await cameAs(address, await send(address)))[0]).toBe('notice');
    stack.partner.mx = mx;
    expect((await mailsTo(stack.urls.mail, address)).filter(({ text }) => text.includes('heron'))).toEqual(
      [],
    );
  });
});
