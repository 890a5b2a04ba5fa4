import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Download, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRecords } from '../../functions/azure/records.ts';
import { replyKey } from '../../functions/messages/records.ts';
import type { Outgoing } from '../../shared/api/index.ts';
import { storageOf } from '../flow/account-stack.ts';
import { createBrowser, letterTo, paneClient, register, sendAs } from '../flow/clients.ts';
import { pdfFile } from './attached-files.ts';
import { expectSound, focused, heading, type Portal, startPortal, tabTo } from './portal-pages.ts';

vi.setConfig({ testTimeout: 180_000 });

const DAY_MS = 24 * 3_600_000;
const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let portal: Portal;
/** What the browser says against the page's own policy. */
const complaints: string[] = [];

beforeAll(async () => {
  portal = await startPortal('reading');
});
afterEach(async () => {
  await portal.closeWindows();
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => portal?.stop());

function write(address: string, over: Partial<Outgoing> = {}): Promise<string> {
  const client = paneClient(portal.stack, tammy.address);
  return sendAs(client, letterTo(address, Date.now(), over));
}

async function openOn(kind: 'phone' | 'desk', address: string, id: string, title: string): Promise<Page> {
  const page = await portal.openOf(address, kind);
  page.on('console', (message) => {
    if (/Content Security Policy|Content-Security-Policy/.test(message.text()))
      complaints.push(message.text());
  });
  await portal.visit(page, `/m/${id}`);
  await heading(page, title);
  return page;
}

const file = (name: string, content: Buffer | string, mediaType = 'application/octet-stream') => ({
  name,
  mediaType,
  content: new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
});

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

describe('reading a letter', () => {
  it('shows the conversation below, and each message of it in place, by keyboard', async () => {
    const records = createRecords(await storageOf(portal.stack));
    const first = await write('pat@example.net', { subject: 'Heron' });
    const browser = createBrowser();
    const pat = await register(portal.stack, 'pat@example.net', browser);
    const from = { address: 'pat@example.net', name: 'Pat Doe' };
    const answer = await sendAs(
      pat,
      letterTo('', Date.now(), {
        from,
        to: [tammy],
        subject: 'Re: Heron',
        inReplyTo: first,
        noticeBy: 'service',
        body: { html: '<p>egret-0815</p>', text: 'egret-0815' },
        attachments: [file('answer.txt', 'a')],
      }),
    );
    const last = await write('pat@example.net', { subject: 'Re: Re: Heron', inReplyTo: answer });
    const toOthers = await write('eve@example.org', { subject: 'Not for Pat', inReplyTo: answer });
    for (const [parent, id] of [
      [first, answer],
      [answer, last],
      [answer, toOthers],
    ] as const)
      await records.upsert(replyKey(parent, id), { accountId: 'x', at: new Date().toISOString() });

    const page = await portal.open('phone', browser.cookies);
    await portal.visit(page, `/m/${first}`);
    await heading(page, 'Heron');
    await page.getByRole('heading', { level: 2, name: 'Conversation' }).waitFor();
    const items = page.getByRole('region', { name: 'Conversation' }).getByRole('listitem');
    expect(await items.count()).toBe(2);
    expect(await items.nth(0).innerText()).toMatch(/^Tammy Gould, .*\s+Not opened yet$/);
    expect(await items.nth(1).innerText()).toMatch(/^Pat Doe, .*\s+Re: Heron$/);
    expect(await page.content()).not.toContain('Not for Pat');
    await tabTo(page, 'button', /^Pat Doe, /);
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: 'Conversation' })
      .frameLocator('iframe')
      .getByText('egret-0815')
      .waitFor();
    await page.getByRole('button', { name: 'Save answer.txt' }).waitFor();
    await expectSound(page, 'conversation-open');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save answer.txt' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Tammy Gould, / }).click();
    // Opened, it has its subject.
    await items.nth(0).getByText('Re: Re: Heron').waitFor();
    await page.getByRole('button', { name: 'Go to this message' }).click();
    await heading(page, 'Re: Re: Heron');
    await items.nth(1).waitFor();
    expect(await items.count()).toBe(2);
  });

  it('saves all files as one, under names that are safe and unique', async () => {
    const id = await write('zip@example.net', {
      attachments: [
        file('a.txt', 'one'),
        file('A.TXT', 'two'),
        file('../../con.txt', 'three'),
        file('big.bin', Buffer.alloc(3_000_000, 7)),
      ],
    });
    const page = await openOn('desk', 'zip@example.net', id, 'Your records');
    await tabTo(page, 'button', 'Save all files as one');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('Attachments.zip');
    const files = unzipSync(await contentOf(download));
    expect(Object.keys(files)).toEqual(['a.txt', 'A (2).TXT', '_con.txt', 'big.bin']);
    expect(Buffer.from(files['A (2).TXT'] ?? []).toString()).toBe('two');
    expect(files['big.bin']?.every((byte) => byte === 7)).toBe(true);
    await page.getByText('Attachments.zip is saved.').waitFor();
  });

  it('shows pictures, PDF and text above the page, and gives the focus back', async () => {
    const id = await write('look@example.net', {
      attachments: [
        file('dot.png', DOT, 'image/svg+xml'),
        { ...file('form.pdf', pdfFile('form.pdf', 'heron-4711').buffer), mediaType: 'application/pdf' },
        file('notes.csv', '<b>Grüße</b>;\n1;2'),
        file('program.exe', 'MZ'),
      ],
    });
    const page = await openOn('phone', 'look@example.net', id, 'Your records');
    const dialog = page.getByRole('dialog');
    await tabTo(page, 'button', 'Preview dot.png');
    expect(await page.getByRole('button', { name: /^Preview / }).count()).toBe(3);
    await page.keyboard.press('Enter');
    const picture = dialog.getByRole('img', { name: 'Picture dot.png' });
    await picture.waitFor();
    expect(
      await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBe(1);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Preview dot.png');

    await page.getByRole('button', { name: 'Preview form.pdf' }).click();
    await dialog.getByRole('img', { name: 'Page 1 of 1' }).waitFor();
    await dialog.getByText('heron-4711').waitFor({ state: 'attached' });
    const isDrawn = () =>
      dialog.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return pixels.some((value, i) => i % 4 === 0 && value < 100);
      });
    await vi.waitUntil(isDrawn, { timeout: 20_000 });
    await expectSound(page, 'preview-pdf');
    await dialog.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('button', { name: 'Preview notes.csv' }).click();
    await dialog.getByText('<b>Grüße</b>;').waitFor();
    await expectSound(page, 'preview-text');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Preview notes.csv');
  });

  it('says in words why a file is not shown, and runs nothing in it', async () => {
    const bomb = Buffer.from(DOT);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const script = pdfFile('script.pdf', 'still here')
      .buffer.toString('latin1')
      .replace(
        '/Type /Catalog',
        '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); top.pwned = 1) >> /Type /Catalog',
      );
    const locked = await readFile(join('test/unit/scan/files/fixtures', 'locked.pdf'));
    const id = await write('evil@example.net', {
      attachments: [
        file('bomb.png', bomb),
        file('page.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="top.pwned=1"/>', 'image/svg+xml'),
        file('cut.png', DOT.subarray(0, 20)),
        file('page.pdf', '<script>top.pwned=1</script>'),
        file('cut.pdf', pdfFile('cut.pdf', 'x').buffer.subarray(0, 60)),
        file('locked.pdf', locked),
        file('binary.txt', Buffer.from([0, 1, 2, 0, 255, 0, 0, 7])),
        file('script.pdf', Buffer.from(script, 'latin1')),
      ],
    });
    const page = await openOn('desk', 'evil@example.net', id, 'Your records');
    const dialog = page.getByRole('dialog');
    for (const [name, words] of [
      ['bomb.png', 'is too large to be shown here'],
      ['page.png', 'cannot be shown here'],
      ['cut.png', 'cannot be shown here'],
      ['page.pdf', 'cannot be shown here'],
      ['cut.pdf', 'cannot be shown here'],
      ['locked.pdf', 'asks for a password of its own'],
      ['binary.txt', 'cannot be shown here'],
    ] as const) {
      await page.getByRole('button', { name: `Preview ${name}` }).click();
      await dialog.getByRole('heading', { name }).waitFor();
      const alert = await dialog.getByRole('alert').textContent();
      expect(alert, name).toContain(words);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: 'Preview script.pdf' }).click();
    await dialog.getByText('still here').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  });

  it('shows the words alone, and remembers that', async () => {
    const html = '<p>one <b>two</b></p><table><tr><td>a</td><td>b</td></tr></table><p>three</p>';
    const id = await write('words@example.net', { body: { html, text: '' } });
    const page = await openOn('phone', 'words@example.net', id, 'Your records');
    await page.frameLocator('iframe').getByText('two').waitFor();
    await tabTo(page, 'button', 'Plain text');
    await page.keyboard.press('Space');
    await page.getByText('one two').waitFor();
    expect(await page.locator('iframe').count()).toBe(0);
    expect(await page.getByText('three').innerText()).toBe('one two\n\na\tb\n\nthree');
    await page.reload();
    await page.getByText('one two').waitFor();
    expect(await page.getByRole('button', { name: 'Plain text' }).getAttribute('aria-pressed')).toBe('true');
    await expectSound(page, 'plain-text');
  });

  it('prints a clean sheet: who, to whom, when, until when, the letter, and nothing else', async () => {
    const id = await write('paper@example.net', {
      confidential: true,
      subject: '<b>Heron</b>',
      body: {
        html: `<p>Dear Pat, heron-4711</p><img src="cid:dot@x"><script>1</script>`,
        text: 'Dear Pat',
      },
      attachments: [{ ...file('dot.png', DOT, 'image/png'), contentId: 'dot@x' }, file('form.pdf', 'x')],
    });
    const page = await openOn('desk', 'paper@example.net', id, '<b>Heron</b>');
    // The frame calls up the print dialog; here it only says that it would.
    await page.evaluate(() => {
      const seen = (event: Event) => {
        const window = event.target instanceof HTMLIFrameElement ? event.target.contentWindow : null;
        if (window !== null)
          window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
      };
      document.addEventListener('load', seen, { capture: true });
    });
    await page.getByRole('button', { name: 'Print' }).click();
    await page.locator('html[data-printed=yes]').waitFor();
    const sheet = page.frameLocator('iframe[aria-hidden=true]').locator('body');
    const text = (await sheet.innerText()).replaceAll('\u00a0', ' ');
    expect(text).toMatch(
      /^<b>Heron<\/b>\s+From\s+Tammy Gould <tammy\.gould@example\.gov>\s+To\s+Pat Doe <paper@example\.net>\s+Sent\s+.+\s+Files\s+form\.pdf\s+Confidential\. In Secure mail of State of Example this message is readable until .+\.\s+Dear Pat, heron-4711\s*$/,
    );
    expect(await sheet.locator('img').getAttribute('src')).toMatch(/^data:image\/png/);
    expect(await sheet.locator('script, button, a').count()).toBe(0);
  });

  it('saves a mail file that other programs read, and asks before a Confidential one', async () => {
    const id = await write('file@example.net', {
      confidential: true,
      subject: 'Reiher/Überweisung',
      body: { html: '<p>Grüße</p>', text: 'Grüße' },
      attachments: [file('form.pdf', Buffer.alloc(200_000, 9), 'application/pdf')],
    });
    const page = await openOn('phone', 'file@example.net', id, 'Reiher/Überweisung');
    await tabTo(page, 'button', 'Save as e-mail file');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Save this Confidential message?' });
    await dialog.waitFor();
    await expectSound(page, 'save-confidential');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Save as e-mail file');
    await page.keyboard.press('Enter');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save it' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Reiher-Überweisung.eml');
    const mail = await PostalMime.parse(await contentOf(download));
    expect(mail.subject).toBe('Reiher/Überweisung');
    expect(mail.from).toMatchObject(tammy);
    expect(mail.text?.trim()).toBe('Grüße');
    expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer)).toEqual(Buffer.alloc(200_000, 9));
    expect(mail.headers.some(({ key }) => key === 'x-sealpost-readable-until')).toBe(true);
  });

  it('names many recipients on demand, and says in words how long it can be read', async () => {
    const to = Array.from({ length: 12 }, (_, i) => ({ address: `p${i}@example.net`, name: `Person ${i}` }));
    const id = await write('many@example.net', {
      to: [...to, { address: 'many@example.net', name: '' }],
      expiresAt: new Date(Date.now() + 5 * DAY_MS).toISOString(),
    });
    const page = await openOn('phone', 'many@example.net', id, 'Your records');
    await page.getByText(/^Readable until .* \(in 5 days\)$/).waitFor();
    const summary = page.getByText('Person 0, Person 1, Person 2 and 10 more');
    expect(await page.getByText('p11@example.net').isVisible()).toBe(false);
    await summary.focus();
    await page.keyboard.press('Enter');
    await page.getByText('p11@example.net').waitFor();
    await expectSound(page, 'recipients');
  });
});
