import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitForMail } from '../../infra/local/mail/arrived.ts';
import { openMessage } from '../../shared/api/index.ts';
import { concatBytes } from '../../shared/envelope/index.ts';
import { letterTo, paneClient, sendAs } from '../flow/clients.ts';
import { expectSound, heading, type Portal, startPortal, tabTo } from './portal-pages.ts';

const tammy = 'tammy.gould@example.gov';
const sam = { address: 'sam.ortiz@example.gov', name: 'Sam Ortiz' };
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let portal: Portal;

beforeAll(async () => {
  portal = await startPortal('compose');
});
afterEach(() => portal.closeWindows());
afterAll(() => portal?.stop());

/** A message from Tammy Gould; answers its id. */
function write(address: string, over: Partial<Parameters<typeof sendAs>[1]> = {}): Promise<string> {
  return sendAs(paneClient(portal.stack, tammy), letterTo(address, Date.now(), over));
}

async function staffPage(name: string): Promise<Page> {
  const page = await portal.open('desk');
  await portal.visit(page, '/compose');
  await page.getByRole('link', { name: /I work for|Sign in with your work account/ }).click();
  await page.getByRole('button', { name }).click();
  await heading(page, 'New message');
  return page;
}

const editor = (page: Page) => page.getByRole('textbox', { name: /^Your (message|reply)$/ });
const saved = (page: Page) => page.getByText('Saved a moment ago').waitFor();
const draftOf = (page: Page) => /^\/compose\/([A-Za-z0-9_-]{22})$/.exec(new URL(page.url()).pathname)?.[1];

async function sendNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send Secure' }).click();
  await page.getByRole('button', { name: 'Send now' }).click();
  await heading(page, 'Sent securely');
}

/** The newest message under Sent of the person whose client this is. */
async function newestOf(address: string) {
  const client = paneClient(portal.stack, address);
  const row = (await client.mailbox('inbox')).rows[0];
  return openMessage(client, row?.messageId ?? '');
}

describe('writing', () => {
  it('is open to an outsider towards the organisation, kept as a draft, and taken back for ten seconds', async () => {
    await write('pat@example.net');
    const page = await portal.openOf('pat@example.net');
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
    });
    await portal.visit(page, '/inbox');
    await page.getByRole('button', { name: 'New message' }).click();
    await heading(page, 'New message');
    await page.getByRole('button', { name: 'Send Secure' }).click();
    await page.getByText('Say whom your message goes to.').waitFor();
    const to = page.getByRole('combobox', { name: 'To' });
    await to.fill('somebody@example.com');
    await to.press('Enter');
    await page.getByText('somebody@example.com is not at State of Example.').waitFor();
    await to.fill('tam');
    await page.getByRole('option', { name: /Tammy Gould/ }).waitFor();
    await to.press('ArrowDown');
    await to.press('Enter');
    await page.getByRole('button', { name: 'Remove Tammy Gould' }).waitFor();
    await page.getByRole('textbox', { name: 'Subject' }).fill('A question');
    await editor(page).click();
    await page.keyboard.type('Dear Tammy, ');
    await page.keyboard.press('ControlOrMeta+b');
    await page.keyboard.type('gannet-7');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'proof.txt', mimeType: 'text/plain', buffer: Buffer.from('proof') });
    await page.getByText(/Uploaded/).waitFor();
    await saved(page);
    await expectSound(page, 'compose');
    expect(draftOf(page)).toBeDefined();

    await page.getByRole('button', { name: 'Send Secure' }).click();
    await page.getByText('You can still change your mind.').waitFor();
    await page.getByRole('button', { name: 'Undo sending' }).click();
    await page.getByText('Nothing was sent.').waitFor();
    await editor(page).press('End');
    await page.keyboard.type(' and more');
    await page.getByRole('button', { name: 'Send Secure' }).click();
    // This time the ten seconds go by, while its writer looks elsewhere.
    await page.getByRole('link', { name: 'Inbox' }).click();
    await heading(page, 'Inbox');
    await waitForMail(portal.stack.urls.mail, tammy, (mail) =>
      mail.subject.startsWith('Secure message from'),
    );
    const { letter } = await newestOf(tammy);
    expect(letter.subject).toBe('A question');
    expect(letter.body.html).toContain('<strong>gannet-7');
    expect(letter.attachments.map(({ name }) => name)).toEqual(['proof.txt']);
    await page.getByRole('link', { name: 'Sent' }).click();
    await page.getByRole('link', { name: /A question/ }).waitFor();
    expect(refused).toEqual([]);
  });

  it('comes back after the window was killed, with people, text and files', async () => {
    await write('lost@example.net');
    const page = await portal.openOf('lost@example.net');
    await portal.visit(page, '/compose');
    await page.getByRole('combobox', { name: 'To' }).fill(`${sam.address},`);
    await page.getByRole('combobox', { name: 'To' }).press('Enter');
    await page.getByRole('textbox', { name: 'Subject' }).fill('Half written');
    await editor(page).fill('Not lost, plover-2');
    await page.locator('input[type=file]').setInputFiles({
      name: 'kept.bin',
      mimeType: 'application/octet-stream',
      buffer: Buffer.alloc(70_000, 7),
    });
    await page.getByText(/Uploaded/).waitFor();
    await saved(page);
    const path = new URL(page.url()).pathname;
    const context = page.context();
    await page.close({ runBeforeUnload: false });

    const again = await context.newPage();
    await portal.visit(again, path);
    await heading(again, 'New message');
    await editor(again).getByText('Not lost, plover-2').waitFor();
    expect(await again.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Half written');
    await again.getByText('kept.bin').waitFor();
    // A second window that writes is told of the first.
    const other = await context.newPage();
    await portal.visit(other, path);
    await editor(other).getByText('Not lost, plover-2').waitFor();
    await editor(again).press('End');
    await again.keyboard.type(' here');
    await saved(again);
    await editor(other).press('End');
    await other.keyboard.type(' there');
    await other.getByText('This draft was changed in another window.').waitFor();
    await expectSound(other, 'compose-elsewhere');
    await other.getByRole('button', { name: 'Show the other one' }).click();
    await editor(other).getByText('Not lost, plover-2 here').waitFor();
    await sendNow(other);
    const { letter, readAttachment } = await newestOf(sam.address);
    expect(letter.body.text).toContain('plover-2 here');
    const chunks: Uint8Array[] = [];
    for await (const chunk of readAttachment(letter.attachments[0]?.partId ?? '')) chunks.push(chunk);
    expect(concatBytes(...chunks)).toEqual(new Uint8Array(70_000).fill(7));
    await editor(again).press('End');
    await again.keyboard.type(' too late');
    await again.getByText('This message was sent or discarded in another window.').waitFor();
  });

  it('goes on after a broken connection, and cancels a file or the whole', async () => {
    await write('broken@example.net');
    const page = await portal.openOf('broken@example.net');
    const blobs = `${new URL(portal.stack.urls.blob).origin}/**`;
    let broken = 0;
    const parts = new Set<string>();
    await page.route(blobs, async (route) => {
      if (route.request().method() === 'PUT') parts.add(new URL(route.request().url()).pathname);
      if (route.request().method() !== 'PUT' || broken >= 2) return route.continue();
      broken += 1;
      await route.abort('connectionreset');
    });
    await portal.visit(page, '/compose');
    await page.locator('input[type=file]').setInputFiles({
      name: 'long.bin',
      mimeType: 'application/octet-stream',
      buffer: Buffer.alloc(300_000, 1),
    });
    await page.getByText('Waiting for the connection').waitFor();
    await expectSound(page, 'compose-waiting');
    await page.getByText(/Uploaded/).waitFor();
    // Each try is a new part under a new key.
    expect(broken).toBe(2);
    expect(parts.size).toBe(3);
    await saved(page);

    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'later.txt', mimeType: 'text/plain', buffer: Buffer.from('later') });
    await page.getByText('Waiting for the connection').waitFor();
    await page.getByRole('button', { name: 'Remove long.bin' }).click();
    await page.context().setOffline(false);
    await page.getByText(/Uploaded/).waitFor();
    expect(await page.getByText('long.bin').count()).toBe(0);
    await saved(page);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Discard this message?').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await heading(page, 'Inbox');
  });
});

describe('an answer', () => {
  it('to all leaves outsiders out and says so; what is passed on takes its files along', async () => {
    const id = await write('three@example.net', {
      to: [
        { address: 'three@example.net', name: 'Pat Doe' },
        { address: 'olga@example.org', name: 'Olga Outside' },
      ],
      cc: [sam],
      confidential: true,
      attachments: [
        {
          name: 'plan.bin',
          mediaType: 'application/octet-stream',
          content: new Blob([new Uint8Array(5000).fill(3)]),
        },
      ],
    });
    const page = await portal.openOf('three@example.net');
    await portal.visit(page, `/m/${id}`);
    await page.getByRole('button', { name: 'Reply all' }).click();
    await heading(page, 'Reply all');
    await page.getByText(/Left out.*Olga Outside/).waitFor();
    await page.getByRole('button', { name: 'Remove Tammy Gould' }).waitFor();
    await page.getByRole('button', { name: 'Remove Sam Ortiz' }).waitFor();
    await page.getByText('Confidential, as the message before.').waitFor();
    await expectSound(page, 'compose-reply-all');
    await editor(page).fill('To all who may');
    await sendNow(page);
    const answer = await newestOf(sam.address);
    expect(answer.letter.to.map(({ address }) => address)).toEqual([tammy]);
    expect(answer.letter.cc.map(({ address }) => address)).toEqual([sam.address]);
    expect(answer.answer.confidential).toBe(true);
    expect(answer.letter.body.text).toContain('> Dear Pat');

    await page.getByRole('button', { name: 'Back to the message' }).click();
    await page.getByRole('button', { name: 'Forward' }).click();
    await heading(page, 'Forward');
    await page.getByText(/Uploaded/).waitFor();
    const to = page.getByRole('combobox', { name: 'To' });
    await to.fill('sam.ortiz@example.gov');
    await to.press('Enter');
    await sendNow(page);
    const { letter, readAttachment } = await newestOf(sam.address);
    expect(letter.subject).toBe('Fwd: Your records');
    expect(letter.body.text).toContain('Message from Tammy Gould');
    const chunks: Uint8Array[] = [];
    for await (const chunk of readAttachment(letter.attachments[0]?.partId ?? '')) chunks.push(chunk);
    expect(concatBytes(...chunks)).toEqual(new Uint8Array(5000).fill(3));
  });
});

describe('staff', () => {
  it('write to anyone, find colleagues in the directory, and paste pictures', async () => {
    const page = await staffPage('Sam Ortiz');
    const to = page.getByRole('combobox', { name: 'To' });
    await to.pressSequentially('lee');
    await page.getByRole('option', { name: /Lee Chen/ }).waitFor();
    await expectSound(page, 'compose-directory');
    await page.getByRole('option', { name: /Lee Chen/ }).click();
    await to.fill('anybody@example.com');
    await to.press('Enter');
    await page.getByRole('button', { name: 'Add copies' }).click();
    const bcc = page.getByRole('combobox', { name: 'Hidden copy' });
    await bcc.fill(tammy);
    await bcc.press('Enter');
    await page.getByRole('textbox', { name: 'Subject' }).fill('With a picture');
    await editor(page).click();
    await page.keyboard.type('See: ');
    await page.evaluate(
      (bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'shot.png', { type: 'image/png' }));
        document.activeElement?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      },
      [...PIXEL],
    );
    const shot = editor(page).locator('img[alt="shot.png"]');
    await shot.waitFor();
    await saved(page);
    // A picture comes back with its draft, decrypted from where it is stored.
    await page.reload();
    await shot.and(page.locator('[src^="blob:"]')).waitFor();
    expect(
      await shot.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBe(1);
    await editor(page).press('End');
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData(
        'text/html',
        '<h1 style="color:red">Big</h1><img src="https://tracker.example/x.png" onerror="window.pwned=1"><script>window.pwned=1</script><a href="javascript:window.pwned=1">bad</a> <a href="https://example.gov/">good</a>',
      );
      data.setData('text/plain', 'Big bad good');
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await editor(page).getByText('Big').waitFor();
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(
      await editor(page).locator('img:not([alt="shot.png"]):not(.ProseMirror-separator), script').count(),
    ).toBe(0);
    await saved(page);
    await sendNow(page);
    const { letter, readAttachment } = await newestOf(tammy);
    const [picture] = letter.attachments;
    expect(letter.body.html).toContain(`src="cid:${picture?.contentId}"`);
    expect(letter.body.html).toContain('href="https://example.gov/"');
    expect(letter.body.html).not.toMatch(/javascript|tracker|style=/);
    const chunks: Uint8Array[] = [];
    for await (const chunk of readAttachment(picture?.partId ?? '')) chunks.push(chunk);
    expect(Buffer.from(concatBytes(...chunks)).equals(PIXEL)).toBe(true);
    expect(letter.to.map(({ address }) => address)).toEqual(['lee.chen@example.gov', 'anybody@example.com']);
  });

  it('write with the keyboard alone', async () => {
    const page = await staffPage('Tammy Gould');
    await tabTo(page, 'combobox', 'To');
    await page.keyboard.type('sam.o');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /Sam Ortiz/ })
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, 'textbox', 'Subject');
    await page.keyboard.type('By keys');
    await tabTo(page, 'button', 'Bold');
    // One stop of the Tab key; the arrows lead on, and around.
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('button', { name: 'Link' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.keyboard.type('Bold words');
    expect(await editor(page).innerHTML()).toContain('<strong>Bold words</strong>');
    await tabTo(page, 'button', 'Send Secure');
    await page.keyboard.press('Enter');
    await page.getByText('You can still change your mind.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, 'Sent securely');
    expect((await newestOf(sam.address)).letter.subject).toBe('By keys');
  });
});
