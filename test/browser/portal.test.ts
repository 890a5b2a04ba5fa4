import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { commitMessage, type Outgoing, storeMessage } from '../../shared/api/index.ts';
import { nextCode, paneClient, putPartByFetch, register } from '../flow/clients.ts';
import { hostileMail } from './hostile-mail.ts';
import { expectSound, heading, type Portal, startPortal } from './portal-pages.ts';

// A real browser that looks at each page twice, on a machine that others use as well.
vi.setConfig({ testTimeout: 180_000 });

const DAY_MS = 24 * 3_600_000;
const password = 'correct horse battery';
const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };

let portal: Portal;
let stack: Stack;

beforeAll(async () => {
  portal = await startPortal('portal');
  stack = portal.stack;
});
afterEach(() => portal.closeWindows());
afterAll(async () => portal?.stop());

const visit = (page: Page, path: string) => portal.visit(page, path);

/** Writes a message as staff do from Outlook, and answers its id. */
async function write(address: string, over: Partial<Outgoing> = {}): Promise<string> {
  const client = paneClient(stack, tammy.address);
  const stored = await storeMessage(
    { client, putPart: putPartByFetch },
    {
      idempotencyKey: crypto.randomUUID(),
      subject: 'Your records',
      from: tammy,
      to: [{ address, name: 'Pat Doe' }],
      cc: [],
      bcc: [],
      body: { html: '<p>Dear <b>Pat</b>, heron-4711</p>', text: 'Dear Pat, heron-4711' },
      attachments: [],
      confidential: false,
      sentAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + 20 * DAY_MS).toISOString(),
      noticeBy: 'sender',
      ...over,
    },
    { onProgress: () => undefined, signal: new AbortController().signal },
  );
  await commitMessage(client, stored);
  return stored.id;
}

describe('the portal', () => {
  it('leads from the link to the message, the attachment, the reply and its copy', async () => {
    const id = await write('pat@example.net', {
      confidential: true,
      attachments: [
        {
          name: 'report.bin',
          mediaType: 'text/html',
          content: new Blob([new Uint8Array(5_000_000).fill(7)]),
        },
      ],
    });
    const page = await portal.open();
    await visit(page, `/m/${id}#to=pat%40example.net`);
    await heading(page, 'A secure message is waiting');
    expect(await page.getByLabel('Email address').inputValue()).toBe('pat@example.net');
    await page.getByLabel('Password').waitFor();
    await expectSound(page, 'portal');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Address and password do not match').waitFor();
    await expectSound(page, 'portal');

    await page.getByRole('button', { name: 'Register' }).click();
    await heading(page, 'Register');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByText('Enter your first name.').waitFor();
    await page.getByLabel('First name').fill('Pat');
    await page.getByLabel('Last name').fill('Doe');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password again').fill(password);
    await page.getByLabel('I accept the terms of use').check();
    await expectSound(page, 'portal');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await heading(page, 'Enter your code');
    await page.getByText('If a secure message is waiting for pat@example.net').waitFor();
    await expectSound(page, 'portal');
    const code = await nextCode(stack, 'pat@example.net');
    await page.getByLabel('Six-digit code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('button', { name: 'Confirm' }).click();

    await heading(page, 'Your records');
    await page.frameLocator('iframe').getByText('heron-4711').waitFor();
    await page.getByText('Confidential').waitFor();
    await page.getByText('Tammy Gould, State of Example').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save report.bin' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('report.bin');
    await page.getByText('report.bin is saved.').waitFor();
    await expectSound(page, 'portal');

    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await heading(page, 'Reply');
    await page.getByRole('textbox', { name: 'Your reply' }).fill('Thank you, egret-0815');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'proof.txt', mimeType: 'text/plain', buffer: Buffer.from('proof') });
    await page.getByText('proof.txt').waitFor();
    await expectSound(page, 'portal');
    await page.getByRole('button', { name: 'Send Secure' }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await heading(page, 'Sent securely');
    await expectSound(page, 'portal');
    await page.getByRole('button', { name: 'Go to Sent' }).click();
    await page.getByRole('link', { name: /Re: Your records/ }).waitFor();
    await expectSound(page, 'portal');
    await page.getByRole('link', { name: /Re: Your records/ }).click();
    await page.getByRole('heading', { name: 'Who has it' }).waitFor();
    await page.getByText('Not opened yet').waitFor();
    await page.frameLocator('iframe').getByText('egret-0815').waitFor();
    await expectSound(page, 'portal');

    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('link', { name: /Your records/ }).waitFor();
    await expectSound(page, 'portal');
    await page.getByRole('button', { name: 'Account: Pat Doe' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, 'You are signed out');
    await expectSound(page, 'portal');
    await visit(page, `/m/${id}`);
    await heading(page, 'A secure message is waiting');
  });

  it('works with the keyboard alone', async () => {
    const id = await write('keys@example.net', {
      attachments: [{ name: 'a.txt', mediaType: 'text/plain', content: new Blob(['a']) }],
    });
    await register(stack, 'keys@example.net');
    const page = await portal.open();
    /** Presses Tab until the named element has the focus; throws where it never gets there. */
    const tabTo = async (role: 'button' | 'link' | 'textbox' | 'checkbox', name: string | RegExp) => {
      const target = page.getByRole(role, { name }).first();
      await target.waitFor();
      for (let presses = 0; presses < 40; presses++) {
        await page.keyboard.press('Tab');
        if (await target.evaluate((element) => element === document.activeElement)) return;
      }
      throw new Error(`the keyboard does not reach ${role} ${name}`);
    };
    await visit(page, `/m/${id}`);
    await heading(page, 'A secure message is waiting');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await tabTo('textbox', 'Email address');
    await page.keyboard.type('keys@example.net');
    await page.keyboard.press('Enter');
    await page.getByLabel('Password').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await heading(page, 'Your records');
    expect(await page.evaluate(() => document.activeElement?.nodeName)).toBe('H1');
    await tabTo('button', 'Save a.txt');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('a.txt');
    await tabTo('button', 'Reply');
    await page.keyboard.press('Enter');
    await heading(page, 'Reply');
    await tabTo('button', 'Bold');
    await page.keyboard.press('Space');
    await page.keyboard.type('Thank you');
    expect(await page.getByRole('textbox', { name: 'Your reply' }).innerHTML()).toBe(
      '<p><strong>Thank you</strong></p>',
    );
    await tabTo('button', 'Send Secure');
    await page.keyboard.press('Enter');
    // The first of the two ways, Undo, has the focus.
    await page.getByText('You can still change your mind.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, 'Sent securely');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  });

  it('shows a hostile mail without a request, a script or a word of its markup', async () => {
    const id = await write('hostile@example.net', {
      subject: '<img src=x onerror=alert(1)>',
      body: { html: hostileMail.join('\n<p>between</p>\n'), text: '' },
      attachments: [
        {
          name: '../../<b>evil\u202Efdp.html',
          mediaType: 'text/html',
          content: new Blob(['<script>1</script>']),
        },
      ],
    });
    const page = await portal.openOf('hostile@example.net');
    const foreign: string[] = [];
    page.on('request', (request) => {
      const { origin, pathname, protocol } = new URL(request.url());
      const isOurs =
        origin === stack.urls.product && /^\/(m\/|assets\/|api\/(config|me|messages|mailbox))/.test(pathname);
      const isPart = origin === new URL(stack.urls.blob).origin;
      if (!isOurs && !isPart && protocol !== 'data:' && protocol !== 'about:') foreign.push(request.url());
    });
    page.on('dialog', (dialog) => foreign.push(dialog.message()));
    await visit(page, `/m/${id}`);
    await heading(page, '<img src=x onerror=alert(1)>');
    await page.frameLocator('iframe').getByText('between').first().waitFor();
    await page.getByText('Pictures from the internet are hidden.').waitFor();
    await page.waitForTimeout(1000);
    expect(foreign).toEqual([]);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await page.frameLocator('iframe').locator('body').innerText()).not.toContain('onerror');
    expect(
      await page.frameLocator('iframe').locator('script, form, input, svg, iframe, object').count(),
    ).toBe(0);
    const frame = page.locator('iframe');
    expect(await frame.getAttribute('sandbox')).toBe('allow-popups allow-popups-to-escape-sandbox');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save bevilfdp.html' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bevilfdp.html');
    await expectSound(page, 'portal');
  });

  it('does nothing before a button is pressed, whoever fetches the link', async () => {
    const id = await write('scanner@example.net');
    const page = await portal.open();
    const changes: string[] = [];
    page.on('request', (request) => {
      // A challenge for passkeys in the address field: a random number, which the service does not keep.
      if (request.url().endsWith('/api/sign-in/passkey/options')) return;
      if (request.method() !== 'GET') changes.push(`${request.method()} ${request.url()}`);
    });
    for (const path of [
      `/m/${id}#to=scanner%40example.net`,
      `/confirm?m=${id}#to=scanner%40example.net`,
      '/sign-in',
    ]) {
      await visit(page, path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
    }
    expect(changes).toEqual([]);
  });

  it('answers alike for unknown ids and for messages to others', async () => {
    const others = await write('somebody-else@example.net');
    await write('curious@example.net');
    const page = await portal.openOf('curious@example.net');
    const seen: string[] = [];
    for (const id of [others, 'A'.repeat(22), 'no-id']) {
      await visit(page, `/m/${id}`);
      await heading(page, 'Nothing to open here');
      seen.push((await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' '));
    }
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toContain('This link does not open anything for curious@example.net.');
    await expectSound(page, 'portal');
    await page.getByRole('button', { name: 'Switch' }).click();
    await heading(page, /sign in|waiting/i);
  });

  it('shows nothing of a message whose letter was changed in storage', async () => {
    const id = await write('tampered@example.net');
    const page = await portal.openOf('tampered@example.net');
    await page.route(`${new URL(stack.urls.blob).origin}/**`, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[20] = (body[20] ?? 0) ^ 1;
      await route.fulfill({ response, body });
    });
    await visit(page, `/m/${id}`);
    await heading(page, 'This message is not shown');
    expect(await page.content()).not.toContain('heron-4711');
    await expectSound(page, 'portal');
  });

  it('keeps an answer when sending fails, and sends it once the service is back', async () => {
    const id = await write('offline@example.net');
    const page = await portal.openOf('offline@example.net');
    await visit(page, `/m/${id}/reply`);
    await page.getByRole('textbox', { name: 'Your reply' }).fill('Still here');
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('link', { name: /Your records/ }).click();
    await heading(page, 'Your records');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    expect(await page.getByRole('textbox', { name: 'Your reply' }).innerText()).toBe('Still here');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Send Secure' }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByText('Nothing was sent, and your message is still here.').waitFor();
    await expectSound(page, 'portal');
    await page.context().setOffline(false);
    // The answer to the commit is lost on its way back: the message is sent, and the page cannot know.
    let lost = 0;
    await page.route('**/api/messages/*/send', async (route) => {
      if (lost >= 2) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: 'Send Secure' }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByText('it will not be sent twice').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading(page, 'Sent securely');
    await page.getByRole('button', { name: 'Go to Sent' }).click();
    await page.getByRole('link', { name: /Re: Your records/ }).waitFor();
    expect(await page.getByRole('link', { name: /Re: Your records/ }).count()).toBe(1);
  });

  it('signs staff in with their work account and leads them back to the message', async () => {
    const id = await write('someone@example.net', {
      cc: [{ address: 'sam.ortiz@example.gov', name: 'Sam Ortiz' }],
    });
    const page = await portal.open();
    await visit(page, `/m/${id}`);
    await page.getByLabel('Email address').fill('sam.ortiz@example.gov');
    await page.getByRole('button', { name: 'Continue' }).click();
    const link = page.getByRole('link', { name: 'Sign in with your work account' });
    await link.waitFor();
    await expectSound(page, 'portal');
    await link.click();
    await page.getByRole('button', { name: /Sam Ortiz/ }).click();
    await heading(page, 'Your records');
    expect(new URL(page.url()).pathname).toBe(`/m/${id}`);
    await page.frameLocator('iframe').getByText('heron-4711').waitFor();
  });

  it('says that an expired message is gone, and who can send it again', async () => {
    const id = await write('late@example.net');
    const page = await portal.openOf('late@example.net');
    await visit(page, `/m/${id}`);
    await heading(page, 'Your records');
    await stack.moveClock(21 * DAY_MS);
    await visit(page, `/m/${id}`);
    await page.getByLabel('Email address').fill('late@example.net');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await heading(page, 'This message is gone for good');
    await page.getByRole('button', { name: 'Ask Tammy Gould to send it again' }).waitFor();
    await expectSound(page, 'portal');
    for (const [path, title] of [
      ['/help', 'How this works'],
      ['/nowhere', 'This page does not exist'],
      ['/inbox', 'Inbox'],
    ] as const) {
      await visit(page, path);
      await heading(page, title);
      await expectSound(page, 'portal');
    }
  });
});
