import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mailFlowRules } from '../../infra/exchange/mail-flow-rules.ts';
import { launchChromium } from '../../infra/local/chromium.ts';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { openMessage } from '../../shared/api/index.ts';
import { paneClient, trust } from '../flow/clients.ts';
import { applyRules } from '../unit/exchange/apply-rules.ts';
import {
  openOutlook,
  openOutlookIn,
  openPane,
  paneOf,
  pressSendSecure,
  waitUntilSent,
  write,
} from './outlook.ts';

let stack: Stack;
let browser: Browser;
let folder: string;
const pages: Page[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-pane-'));
  [stack, browser] = await Promise.all([
    startStack({ folder, ports: 'free', fresh: true }),
    launchChromium(),
  ]);
  trust(stack);
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An Outlook with a message to this address in it, and the pane open. */
async function compose(to: string, more: { text?: string; cc?: string; bcc?: string } = {}): Promise<Page> {
  const page = await openOutlook(browser, stack);
  pages.push(page);
  await write(page, { to, subject: 'Results', text: 'The marker is heron-4711.', ...more });
  await openPane(page);
  return page;
}

const bodyOf = (page: Page) => page.getByRole('textbox', { name: 'Message body' }).textContent();
const subjectOf = (page: Page) => page.getByRole('textbox', { name: 'Subject' }).inputValue();
/** Sets the requirement set that the local Outlook imitates; 1.14 has no sendAsync. */
async function imitate(page: Page, version: string): Promise<void> {
  await page.getByText('Imitated host').click();
  await page.getByLabel('Requirement set').selectOption(version);
  await page.getByText('Imitated host').click();
}

describe('Send Secure in the pane', () => {
  it('sends the notice in place of the message, with nothing of it inside', async () => {
    const page = await openOutlook(browser, stack);
    pages.push(page);
    await write(page, {
      to: 'Pat Doe <pat1@example.net>',
      cc: 'sam.ortiz@example.gov',
      bcc: 'quiet@example.org',
      subject: 'Results heron-subject',
      text: 'The marker is heron-4711.',
      files: [{ name: 'heron-report.txt', mimeType: 'text/plain', buffer: Buffer.alloc(900_000, 'heron') }],
    });
    const pane = await openPane(page);
    await pressSendSecure(page);
    await pane.getByRole('heading', { name: 'Sent securely to 3 people' }).waitFor();
    await waitUntilSent(page);

    const [mail] = await mailsTo(stack.urls.mail, 'pat1@example.net');
    expect(mail?.subject).toBe('Secure message from Tammy Gould, State of Example');
    expect(mail?.envelope.from).toBe('tammy.gould@example.gov');
    expect([...(mail?.envelope.to ?? [])].sort()).toEqual([
      'pat1@example.net',
      'quiet@example.org',
      'sam.ortiz@example.gov',
    ]);
    expect(mail?.attachments).toEqual([]);
    expect(mail?.text).toMatch(/https:\/\/localhost:\d+\/m\/[A-Za-z0-9_-]{22}/);
    const raw = JSON.stringify(mail);
    expect(raw).not.toContain('heron');
    expect(raw).toContain('x-sealpost-message');
    const { passes } = await paneClient(stack, 'sam.ortiz@example.gov').mailFlow();
    expect(mail?.headers['x-sealpost-pass']).toBe(passes[0]);
    // It passes the organisation's mail-flow rules, and the same without its pass would not where it is Confidential.
    const rules = mailFlowRules({
      serviceMailbox: 'secure@example.gov',
      passes,
      subjectMarkers: ['[secure]'],
      classifications: [],
      guide: '',
    });
    const eml = await (await fetch(`${stack.urls.mail}/api/messages/${mail?.id}/raw`)).text();
    const confidential = `Sensitivity: Company-Confidential\r\n${eml}`;
    expect(await applyRules(rules, confidential)).toHaveProperty('headers');
    expect(await applyRules(rules, confidential.replaceAll(passes[0] ?? '-', 'x'))).toHaveProperty(
      'rejectedBy',
    );
    expect(raw).not.toContain('x-sealpost-notice');
  });

  it('says who will need the portal, and follows the recipients as they change', async () => {
    const page = await compose('pat2@example.net');
    const pane = paneOf(page);
    const outside = pane.getByRole('list', { name: 'Outside State of Example' });
    const inside = pane.getByRole('list', { name: 'At State of Example' });
    await outside.getByText('pat2@example.net').waitFor();
    expect(await outside.getByRole('listitem').textContent()).toContain('Will need the portal');
    expect(await inside.count()).toBe(0);

    await page.getByLabel('Cc', { exact: true }).fill('lee.chen@example.gov;');
    await inside.getByText('lee.chen@example.gov').waitFor();
    expect(await inside.getByRole('listitem').textContent()).toContain('Signs in with their work account');

    await page.getByRole('button', { name: 'Remove pat2@example.net' }).click();
    await outside.waitFor({ state: 'detached' });
  });

  it('has no accessibility violations, in light and in dark', async () => {
    const page = await compose('pat3@example.net');
    await paneOf(page).getByRole('list', { name: 'Outside State of Example' }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).include(['.pane-frame', 'main']).analyze();
      expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
    }
  });

  it('tells what is wrong with a draft and leaves it alone', async () => {
    const page = await compose('pat4@example.net', { text: '' });
    const pane = await pressSendSecure(page);
    const alert = pane.getByRole('alert');
    await alert.getByText('Nothing was sent').waitFor();
    expect(await alert.textContent()).toContain('There is nothing to send yet');
    await page.getByRole('textbox', { name: 'Message body' }).fill('Now there is.');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await waitUntilSent(page);
    expect(await mailsTo(stack.urls.mail, 'pat4@example.net')).toHaveLength(1);
  });

  it('names an address that cannot be used', async () => {
    const page = await compose('pat@example');
    const pane = paneOf(page);
    await pane.getByText('This address cannot be used').waitFor();
    await pressSendSecure(page);
    await pane.getByRole('alert').getByText('The address pat@example cannot be used').waitFor();
    expect(await bodyOf(page)).toBe('The marker is heron-4711.');
  });

  it('seals exactly what was written: text, subject, inline picture, file and attached message', async () => {
    const picture = await readFile(new URL('../../addin/public/icons/sealpost-32.png', import.meta.url));
    const mail = Buffer.from('Subject: inner\r\n\r\nInner text äöü\r\n');
    const page = await compose('pat16@example.net');
    await page
      .getByTestId('insert-picture')
      .setInputFiles({ name: 'my seal.png', mimeType: 'image/png', buffer: picture });
    await page.getByTestId('attach-files').setInputFiles([
      {
        name: 'data.bin',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from([0, 255, 128, 13, 10, 0]),
      },
      { name: 'inner.eml', mimeType: 'message/rfc822', buffer: mail },
    ]);
    await pressSendSecure(page);
    await waitUntilSent(page);

    const [notice] = await mailsTo(stack.urls.mail, 'pat16@example.net');
    const messageId = /\/m\/([A-Za-z0-9_-]{22})/.exec(notice?.text ?? '')?.[1] ?? '';
    const opened = await openMessage(paneClient(stack, 'tammy.gould@example.gov'), messageId);
    expect(opened.letter.subject).toBe('Results');
    expect(opened.letter.body.text).toContain('The marker is heron-4711.');
    const contents = new Map<string, Buffer>();
    for (const attachment of opened.letter.attachments) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of opened.readAttachment(attachment.partId)) chunks.push(chunk);
      contents.set(attachment.name, Buffer.concat(chunks));
    }
    expect(contents.get('my seal.png')).toEqual(picture);
    expect(contents.get('data.bin')).toEqual(Buffer.from([0, 255, 128, 13, 10, 0]));
    expect(contents.get('inner.eml')).toEqual(mail);
    const inline = opened.letter.attachments.find((attachment) => attachment.name === 'my seal.png');
    expect(inline?.contentId).toBeTruthy();
    expect(opened.letter.body.html).toContain(`src="cid:${inline?.contentId}"`);
    expect(opened.letter.attachments.filter((attachment) => attachment.contentId !== undefined)).toHaveLength(
      1,
    );
  });

  it('is not for staff without the Sender role, and says so', async () => {
    const page = await openOutlook(browser, stack);
    pages.push(page);
    await page.getByLabel('From').selectOption({ label: 'Lee Chen (lee.chen@example.gov)' });
    await write(page, { to: 'pat6@example.net', subject: 'Hello', text: 'Text' });
    await openPane(page);
    const pane = await pressSendSecure(page);
    await pane.getByRole('alert').getByText('may not send secure messages').waitFor();
    expect(await bodyOf(page)).toBe('Text');
  });
});

describe('an attempt that breaks before the commit', () => {
  it('is undone when cancelled', async () => {
    const page = await compose('pat7@example.net');
    // The upload never ends, so that there is time to press Cancel.
    await page.context().route(`${stack.urls.blob}/**`, () => undefined);
    const pane = await pressSendSecure(page);
    await pane.getByRole('progressbar', { name: 'Sending securely' }).waitFor();
    await pane.getByRole('button', { name: 'Cancel' }).click();
    await pane.getByText('Cancelled').waitFor();
    expect(await bodyOf(page)).toBe('The marker is heron-4711.');

    await page.context().unrouteAll();
    await pressSendSecure(page);
    await waitUntilSent(page);
    expect(await mailsTo(stack.urls.mail, 'pat7@example.net')).toHaveLength(1);
  });

  it('leaves the draft an ordinary one when the service refuses', async () => {
    const page = await compose('pat8@example.net');
    await page
      .context()
      .route('**/api/messages/*/send', (route) =>
        route.fulfill({ status: 422, json: { error: { code: 'part_missing', message: 'x' } } }),
      );
    const pane = await pressSendSecure(page);
    await pane.getByRole('alert').getByText('Nothing was sent').waitFor();
    expect(await subjectOf(page)).toBe('Results');
    // Without a mark the alert lets it pass: an ordinary mail, as the user may now want it.
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await waitUntilSent(page);
    const [mail] = await mailsTo(stack.urls.mail, 'pat8@example.net');
    expect(mail?.text).toContain('heron-4711');
  });

  it('stops when the draft changes meanwhile, and sends what it then holds', async () => {
    const page = await compose('pat9@example.net');
    await page.context().route(`${stack.urls.blob}/**`, async (route) => {
      await page.getByRole('textbox', { name: 'Message body' }).fill('Changed while sealing.');
      await route.continue();
    });
    const pane = await pressSendSecure(page);
    await pane.getByRole('alert').getByText('The draft changed').waitFor();
    expect(await bodyOf(page)).toBe('Changed while sealing.');
    expect(await mailsTo(stack.urls.mail, 'pat9@example.net')).toEqual([]);
  });

  it('never lets the marked draft go, and starts anew when the pane opens again', async () => {
    const page = await compose('pat10@example.net');
    // The commit never arrives: the pane dies between mark and commit.
    const reached = page.context().waitForEvent('request', (request) => request.url().endsWith('/send'));
    await page.context().route('**/api/messages/*/send', () => undefined);
    await pressSendSecure(page);
    await reached;
    const path = new URL(page.url()).search;
    // Leaving the page ends the request that is held; closing the window alone may let it go on its way.
    await page.goto('about:blank');
    await page.close({ runBeforeUnload: false });
    // Before the next window opens: a request that is held while its route goes is never answered.
    await page.context().unrouteAll({ behavior: 'ignoreErrors' });
    const again = await openOutlookIn(page.context(), stack, `/${path}`);

    await again.getByRole('button', { name: 'Send', exact: true }).click();
    const dialog = again.getByRole('dialog', { name: 'Sealpost' });
    await dialog.waitFor();
    expect(await mailsTo(stack.urls.mail, 'pat10@example.net')).toEqual([]);
    await dialog.getByRole('button', { name: 'Finish in Sealpost' }).click();
    await pressSendSecure(again);
    await waitUntilSent(again);
    expect(await mailsTo(stack.urls.mail, 'pat10@example.net')).toHaveLength(1);
  });
});

describe('an attempt that breaks after the commit', () => {
  /** Lets the commit reach the service and loses its answers, as often as asked. */
  async function loseAnswers(page: Page, times: number): Promise<{ commits: () => number }> {
    let commits = 0;
    await page.context().route('**/api/messages/*/send', async (route) => {
      commits += 1;
      if (commits > times) return route.continue();
      await route.fetch();
      await route.abort('connectionreset');
    });
    return { commits: () => commits };
  }

  it.each([1, 2])('goes on after %i lost answers, sealing once', async (times) => {
    const to = `pat11-${times}@example.net`;
    const page = await compose(to);
    const drafts: string[] = [];
    page.context().on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/messages')) drafts.push(request.url());
    });
    await loseAnswers(page, times);
    await pressSendSecure(page);
    await waitUntilSent(page);
    expect(await mailsTo(stack.urls.mail, to)).toHaveLength(1);
    expect(drafts).toHaveLength(1);
  });

  it('is finished by the next pane when the first one died', async () => {
    const to = 'pat12@example.net';
    const page = await compose(to);
    const committed = new Promise<void>((resolve) => {
      void page.context().route('**/api/messages/*/send', async (route) => {
        await route.fetch();
        resolve();
      });
    });
    await pressSendSecure(page);
    await committed;
    const path = new URL(page.url()).search;
    // Leaving the page ends the request that is held; closing the window alone may let it go on its way.
    await page.goto('about:blank');
    await page.close({ runBeforeUnload: false });
    // Before the next window opens: a request that is held while its route goes is never answered.
    await page.context().unrouteAll({ behavior: 'ignoreErrors' });
    const again = await openOutlookIn(page.context(), stack, `/${path}`);
    await again.getByRole('textbox', { name: 'Message body' }).getByText('heron-4711').waitFor();

    await openPane(again);
    await waitUntilSent(again);
    const mails = await mailsTo(stack.urls.mail, to);
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails)).not.toContain('heron');
  });

  it('asks for the sealed people back when others were added', async () => {
    const to = 'pat13@example.net';
    const page = await compose(to);
    await page.context().route('**/api/messages/*/send', async (route) => {
      const response = await route.fetch();
      await page.getByLabel('Cc', { exact: true }).fill('eve@example.org;');
      await route.fulfill({ response });
    });
    const pane = await pressSendSecure(page);
    await pane.getByRole('alert').getByText('The people in this draft have changed').waitFor();
    expect(await mailsTo(stack.urls.mail, 'eve@example.org')).toEqual([]);
    await pane.getByRole('button', { name: 'Put them back' }).click();
    await waitUntilSent(page);
    expect(await mailsTo(stack.urls.mail, to)).toHaveLength(1);
    expect(await mailsTo(stack.urls.mail, 'eve@example.org')).toEqual([]);
  });

  it('asks the user to press Send where Outlook cannot, and stops a notice that was changed', async () => {
    const to = 'pat14@example.net';
    const page = await openOutlook(browser, stack);
    pages.push(page);
    await imitate(page, '1.14');
    await write(page, { to, subject: 'Results', text: 'The marker is heron-4711.' });
    await openPane(page);
    const pane = await pressSendSecure(page);
    const pressSend = pane.getByRole('heading', { name: 'One step left: press Send' });
    await pressSend.waitFor();
    await pane.getByRole('button', { name: 'See status' }).click();
    await pane.getByText('Not opened yet').waitFor();

    await page.getByRole('textbox', { name: 'Message body' }).fill('By the way, heron-4711 again.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Sealpost' });
    await dialog.getByRole('button', { name: 'Finish in Sealpost' }).click();
    await pressSend.waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await waitUntilSent(page);
    const mails = await mailsTo(stack.urls.mail, to);
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails)).not.toContain('heron');
  });
});

describe('the alert', () => {
  it('lets an ordinary message pass', async () => {
    const page = await openOutlook(browser, stack);
    pages.push(page);
    await write(page, { to: 'pat15@example.net', subject: 'Lunch', text: 'At noon?' });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await waitUntilSent(page);
    const [mail] = await mailsTo(stack.urls.mail, 'pat15@example.net');
    expect(mail?.text).toContain('At noon?');
  });
});
