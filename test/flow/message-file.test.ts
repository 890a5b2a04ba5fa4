import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArrivedMail, mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { sealedSize } from '../../shared/envelope/index.ts';
import { startAccountStack, withPolicy } from './account-stack.ts';
import { letterTo, paneClient, register, sendAs } from './clients.ts';

/* The encrypted attachment: who gets it, what is in it, and what is not. */

const tammy = 'tammy.gould@example.gov';
const marker = 'heron-4711';
const FILE = 'SecureMessage.html';

let stack: Stack;
let stop: () => Promise<void>;
let people = 0;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('message-file'));
});
afterAll(() => stop?.());

const newAddress = (domain = 'example.net') => `reader${++people}@${domain}`;
const staff = () => paneClient(stack, tammy);

function send(address: string, over: Parameters<typeof letterTo>[2] = {}): Promise<string> {
  return sendAs(
    staff(),
    letterTo(address, Date.now(), {
      noticeBy: 'service',
      subject: marker,
      body: { html: `<p>${marker}</p>`, text: marker },
      ...over,
    }),
  );
}

const isAbout = (id: string) => (mail: ArrivedMail) => mail.html.includes(id);

/** The file of a mail, as its reader saves it. */
async function fileOf(mail: ArrivedMail): Promise<string> {
  const index = mail.attachments.findIndex(({ name }) => name === FILE);
  const answer = await fetch(`${stack.urls.mail}/api/messages/${mail.id}/attachments/${index}`);
  return answer.text();
}

/** The sizes in bytes of the sealed parts in a file. */
function partsIn(html: string): number[] {
  const parts = html.matchAll(
    /<script type="application\/octet-stream" data-part="[\w-]{22}">([^<]*)<\/script>/g,
  );
  return Array.from(parts, ([, base64 = '']) => Buffer.from(base64, 'base64').length);
}

describe('the sealed message as a file', () => {
  it('comes only where its reader asked for it, as long as policy says no more', async () => {
    const address = newAddress();
    const id = await send(address);
    const plain = await waitForMail(stack.urls.mail, address, isAbout(id));
    expect(plain.attachments).toEqual([]);
    expect(plain.text).not.toContain(FILE);
    expect((await staff().messageFile(id, 'notice')).file).toBeNull();

    const reader = await register(stack, address);
    const { preferences } = await reader.profile();
    await reader.changePreferences({ ...preferences, messageFile: true, language: 'es' });
    const attachment = {
      name: 'plan.bin',
      mediaType: 'application/octet-stream',
      content: new Blob([new Uint8Array(5_000_000)]),
    };
    const second = await send(address, { attachments: [attachment] });
    const mail = await waitForMail(stack.urls.mail, address, isAbout(second));
    expect(mail.attachments).toMatchObject([{ name: FILE, type: 'text/html' }]);
    expect(mail.text).toContain(`como ${FILE}`);
    const html = await fileOf(mail);
    expect(html).toContain('<html lang="es">');
    expect(partsIn(html).at(1)).toBe(sealedSize(5_000_000));
    expect((await staff().messageFile(second, 'notice')).file?.name).toBe(FILE);
    // A resend is a notice too.
    await staff().resend(second, crypto.randomUUID(), [address]);
    await expect
      .poll(async () => (await mailsTo(stack.urls.mail, address)).filter(isAbout(second)).length, {
        timeout: 20_000,
      })
      .toBe(2);
    for (const one of (await mailsTo(stack.urls.mail, address)).filter(isAbout(second)))
      expect(one.attachments).toHaveLength(1);
  });

  it('holds ciphertext and what the notice says, and names no place but the portal', async () => {
    const address = newAddress();
    await send(address);
    const reader = await register(stack, address);
    const id = await send(address);
    const { file } = await reader.messageFile(id);
    const html = file?.html ?? '';
    expect(html).toContain('Tammy Gould (tammy.gould@example.gov)');
    expect(html).toContain('State of Example');
    expect(html).not.toContain(marker);
    expect(html).not.toContain(Buffer.from(marker).toString('base64').slice(0, 10));
    expect(partsIn(html)).toHaveLength(1);
    const addresses = Array.from(html.matchAll(/\b[a-z]+:\/\/[^\s"'<>]+/g), ([url]) => new URL(url).origin);
    expect(new Set(addresses)).toEqual(new Set([stack.urls.product]));
    expect(html).not.toMatch(/<(?:link|iframe|form|object|embed)\b|\bsrc="(?!data:)/);
    expect(html).toMatch(/Content-Security-Policy" content="default-src &#39;none&#39;/);
  });

  it('is for its readers and its author, until it ends', async () => {
    const [address, other] = [newAddress(), newAddress()];
    const id = await send(address);
    await send(other);
    const [reader, stranger] = [await register(stack, address), await register(stack, other)];
    expect((await staff().messageFile(id)).file).not.toBeNull();
    expect((await reader.messageFile(id)).file).not.toBeNull();
    await expect(stranger.messageFile(id)).rejects.toMatchObject({ code: 'not_for_you' });
    await expect(reader.messageFile(id, 'notice')).rejects.toMatchObject({ code: 'not_for_you' });
    await staff().revoke(id);
    await expect(reader.messageFile(id)).rejects.toMatchObject({ code: 'expired' });
    await expect(staff().messageFile(id, 'notice')).rejects.toMatchObject({ code: 'expired' });
  });

  it('comes with every notice to a domain or to all, as policy has it, and leaves large parts out', async () => {
    await withPolicy(stack, { messageFile: { domains: ['partner.example'], maxBytes: 100_000 } });
    const [plain, partner] = [newAddress(), newAddress('partner.example')];
    const plainId = await send(plain);
    expect((await waitForMail(stack.urls.mail, plain, isAbout(plainId))).attachments).toEqual([]);
    const sized = (name: string, bytes: number) => ({
      name,
      mediaType: 'text/plain',
      content: new Blob([new Uint8Array(bytes)]),
    });
    const id = await send(partner, { attachments: [sized('a.txt', 200_000), sized('b.txt', 20_000)] });
    const html = await fileOf(await waitForMail(stack.urls.mail, partner, isAbout(id)));
    expect(partsIn(html)).toEqual([expect.any(Number), sealedSize(20_000)]);
    expect((await staff().messageFile(id, 'notice')).file).not.toBeNull();
    expect((await staff().messageFile(plainId, 'notice')).file).toBeNull();

    await withPolicy(stack, { messageFile: { when: 'always' } });
    const always = newAddress();
    const alwaysId = await send(always);
    expect((await waitForMail(stack.urls.mail, always, isAbout(alwaysId))).attachments).toHaveLength(1);

    await withPolicy(stack, { messageFile: { when: 'never', domains: ['partner.example'] } });
    const never = await send(partner);
    expect((await waitForMail(stack.urls.mail, partner, isAbout(never))).attachments).toEqual([]);
    expect((await staff().config()).messageFiles).toBeUndefined();
  });

  it('takes what Microsoft Graph lets through, and loses no notice', async () => {
    await stack.restartFunctions({
      SEALPOST_SMTP_URL: '',
      SEALPOST_POLICY: JSON.stringify({
        organisation: { name: 'State of Example', domains: ['example.gov'] },
        messageFile: { when: 'always' },
      }),
    });
    const address = newAddress();
    const attachments = [3_000_000, 1_000_000].map((bytes, index) => ({
      name: `${index}.bin`,
      mediaType: 'application/octet-stream',
      content: new Blob([new Uint8Array(bytes)]),
    }));
    const id = await send(address, { attachments });
    const mail = await waitForMail(stack.urls.mail, address, isAbout(id));
    expect(partsIn(await fileOf(mail))).toEqual([expect.any(Number), sealedSize(1_000_000)]);
  });
});
