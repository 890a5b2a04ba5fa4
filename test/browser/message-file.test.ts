import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../infra/local/chromium.ts';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { withPolicy } from '../flow/account-stack.ts';
import { createBrowser, letterTo, paneClient, register, sendAs } from '../flow/clients.ts';
import { openOutlook, openPane, pressSendSecure, waitUntilSent, write } from './outlook.ts';
import { expectSound, heading, type Portal, startPortal } from './portal-pages.ts';

/* SecureMessage.html, saved and opened from the disk, as somebody does with the attachment of a mail. */

const tammy = 'tammy.gould@example.gov';
const pat = 'pat@example.net';
const DAY_MS = 86_400_000;

let portal: Portal;
let folder: string;
let messageId: string;
/** The file as it was mailed. */
let saved: string;
const browserOfPat = createBrowser();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-saved-'));
  portal = await startPortal('message-file-pages');
  await withPolicy(portal.stack, { messageFile: { when: 'always' } });
  const attachment = {
    name: 'plan.txt',
    mediaType: 'text/plain',
    content: new Blob([`The marker is lapwing-9. ${'x'.repeat(50_000)}`]),
  };
  messageId = await sendAs(
    paneClient(portal.stack, tammy),
    letterTo(pat, Date.now(), {
      subject: 'Your file',
      body: { html: '<p>The marker is heron-4711.</p>', text: 'The marker is heron-4711.' },
      noticeBy: 'service',
      attachments: [attachment],
    }),
  );
  const reader = await register(portal.stack, pat, browserOfPat);
  const { file } = await reader.messageFile(messageId);
  saved = await save('SecureMessage.html', file?.html ?? '');
});
afterEach(() => portal.closeWindows());
afterAll(async () => {
  await portal?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function save(name: string, html: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, html);
  return path;
}

const openFile = (page: Page, path = saved) => page.goto(pathToFileURL(path).href);
const open = (page: Page) => page.getByRole('button', { name: 'Open message' }).click();

/** Counts, and with `cut` refuses, what is asked of storage: a message that came in the file needs none of it. */
async function watchStorage(page: Page, how: 'count' | 'cut'): Promise<() => number> {
  let asked = 0;
  await page.context().route(`${new URL(portal.stack.urls.blob).origin}/**`, (route) => {
    asked++;
    return how === 'cut' ? route.abort() : route.continue();
  });
  return () => asked;
}

async function readsMessage(page: Page): Promise<void> {
  await heading(page, 'Your file');
  await page.frameLocator('iframe').getByText('The marker is heron-4711.').waitFor();
}

/** Saves the attachment and answers what is in it. */
async function savedAttachment(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save plan.txt' }).first().click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

describe('SecureMessage.html from a disk', () => {
  it('hands the message to the portal, which shows it after the sign-in, from the file alone', async () => {
    const page = await portal.open('phone', browserOfPat.cookies);
    const asked = await watchStorage(page, 'cut');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await openFile(page);
    await heading(page, 'Secure message from Tammy Gould');
    await page.getByText('The message is inside this file, locked.').waitFor();
    expect(await page.getByText('Open it by hand').isVisible()).toBe(false);
    expect(requests).toEqual([pathToFileURL(saved).href]);
    const [window] = await Promise.all([page.waitForEvent('popup'), open(page)]);
    await readsMessage(window);
    await page.getByText('The message is in the other window now.').waitFor();
    expect(await savedAttachment(window)).toContain('lapwing-9');
    expect(asked()).toBe(0);
    // The page that shows it is out of the file's reach.
    expect(await window.evaluate(() => window.opener)).toBeNull();
  });

  it('lets somebody who is not signed in sign in first', async () => {
    const page = await portal.open('phone');
    await openFile(page);
    const [window] = await Promise.all([page.waitForEvent('popup'), open(page)]);
    await heading(window, 'A secure message is waiting');
    expect(new URL(window.url()).pathname).toBe(`/m/${messageId}`);
    await page.context().addCookies(
      [...browserOfPat.cookies].map(([name, value]) => ({
        ...{ name, value, url: portal.stack.urls.product },
        ...{ secure: true, httpOnly: true, sameSite: 'Lax' as const },
      })),
    );
    const asked = await watchStorage(window, 'count');
    await window.reload();
    await readsMessage(window);
    expect(asked()).toBe(0);
  });

  it('offline says so, and goes on once there is a connection', async () => {
    const page = await portal.open('phone', browserOfPat.cookies);
    await page.context().setOffline(true);
    await openFile(page);
    await page.getByText('You are not connected to the internet.').waitFor();
    await open(page);
    expect(page.context().pages()).toHaveLength(1);
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText('You are not connected').count()).toBe(0);
    const [window] = await Promise.all([page.waitForEvent('popup'), open(page)]);
    await readsMessage(window);
  });

  it('expired is of no more use, and leads to asking for the message again', async () => {
    const page = await portal.open('phone');
    await page.clock.setFixedTime(Date.now() + 400 * DAY_MS);
    await openFile(page);
    await page.getByText('Unless its sender has let it stay longer, it is gone for good').waitFor();
    expect(await page.getByRole('button', { name: 'Open message' }).isVisible()).toBe(false);
    const ask = page.getByRole('link', { name: /ask for it again/ });
    expect(await ask.getAttribute('href')).toBe(`${portal.stack.urls.product}/m/${messageId}`);
  });

  it('corrupted still shows the message as the service keeps it', async () => {
    const html = await readFile(saved, 'utf8');
    const broken = html.replace(
      /(data-part="[\w-]+">.{40})(.)/g,
      (_, before, one) => before + (one === 'A' ? 'B' : 'A'),
    );
    const cut = html.replace(/(data-part="[\w-]+">)[^<]{20}/g, '$1');
    for (const [name, content] of [
      ['broken.html', broken],
      ['cut.html', cut],
    ] as const) {
      expect(content).not.toBe(html);
      const page = await portal.open('phone', browserOfPat.cookies);
      await openFile(page, await save(name, content));
      const [window] = await Promise.all([page.waitForEvent('popup'), open(page)]);
      await readsMessage(window);
      expect(await savedAttachment(window)).toContain('lapwing-9');
    }
  });

  it('without scripts explains how to open it by hand, and opens so', async () => {
    const page = await portal.open('phone', browserOfPat.cookies, { javaScriptEnabled: false });
    await openFile(page);
    await page.getByRole('heading', { name: 'Open it by hand' }).waitFor();
    expect(await page.getByRole('button', { name: 'Open message' }).isVisible()).toBe(false);
    const link = page.getByRole('link', { name: `${portal.stack.urls.product}/file` });
    expect(await link.getAttribute('href')).toBe(`${portal.stack.urls.product}/file`);

    const other = await portal.open('phone', browserOfPat.cookies);
    const asked = await watchStorage(other, 'cut');
    await portal.visit(other, '/file');
    await heading(other, 'Open a secure message file');
    await expectSound(other, 'message-file-page');
    await other.locator('input[type=file]').setInputFiles({
      ...{ name: 'letter.html', mimeType: 'text/html' },
      buffer: Buffer.from('<p>Dear Pat</p><script>document.title = "ran"</script>'),
    });
    await other.getByRole('alert').getByText('This is not a secure message file').waitFor();
    expect(await other.title()).not.toBe('ran');
    await other.locator('input[type=file]').setInputFiles(saved);
    await readsMessage(other);
    expect(asked()).toBe(0);
  });

  it('explains the same where no window may be opened, or where it never answers', async () => {
    const blocked = await portal.open('phone');
    await blocked.addInitScript(() => {
      window.open = () => null;
    });
    await openFile(blocked);
    await open(blocked);
    await blocked.getByText('Your browser did not open the page.').waitFor();
    await blocked.getByRole('heading', { name: 'Open it by hand' }).waitFor();

    const silent = await portal.open('phone');
    await silent.clock.install();
    await silent.context().route(`${portal.stack.urls.product}/**`, () => undefined);
    await openFile(silent);
    await open(silent);
    await silent.clock.fastForward(21_000);
    await silent.getByText('The page did not answer.').waitFor();
  });

  it('looks right on a phone and a desk, with nothing that a scanner of accessibility finds', async () => {
    const page = await portal.open('phone');
    await openFile(page);
    await expectSound(page, 'message-file', null);
  });
});

describe('a window that hands over what is no message', () => {
  it('gains nothing: what it says is verified, and strangers stay strangers', async () => {
    const html = (await readFile(saved, 'utf8')).replace(
      /data-message="[^"]+"/,
      `data-message="${'A'.repeat(22)}"`,
    );
    const page = await portal.open('phone', browserOfPat.cookies);
    await openFile(page, await save('stranger.html', html));
    const [window] = await Promise.all([page.waitForEvent('popup'), open(page)]);
    await window
      .getByText(/does not open anything for/)
      .first()
      .waitFor();
  });
});

describe('from Outlook', () => {
  it('the notice leaves with the file, and the alert lets it go', async () => {
    const browser = await launchChromium();
    const outlook = await openOutlook(browser, portal.stack);
    await write(outlook, {
      ...{ to: pat, subject: 'Your licence', text: 'The marker is ruff-3.' },
      files: [{ name: 'licence.txt', mimeType: 'text/plain', buffer: Buffer.from('ruff') }],
    });
    await openPane(outlook);
    await pressSendSecure(outlook);
    await waitUntilSent(outlook);
    await browser.close();
    const [notice] = await mailsTo(portal.stack.urls.mail, pat);
    expect(notice?.attachments).toMatchObject([{ name: 'SecureMessage.html', type: 'text/html' }]);
    expect(notice?.text).toContain('The message is attached too, locked, as SecureMessage.html.');
    const answer = await fetch(`${portal.stack.urls.mail}/api/messages/${notice?.id}/attachments/0`);
    const page = await portal.open('phone', browserOfPat.cookies);
    await openFile(page, await save('from-outlook.html', await answer.text()));
    const asked = await watchStorage(page, 'cut');
    const [window] = await Promise.all([page.waitForEvent('popup'), open(page)]);
    await heading(window, 'Your licence');
    await window.frameLocator('iframe').getByText('The marker is ruff-3.').waitFor();
    expect(asked()).toBe(0);
  });
});
