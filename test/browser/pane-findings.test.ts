import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { zipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../infra/local/chromium.ts';
import { linkIn, mailsTo } from '../../infra/local/mail/arrived.ts';
import { organisation } from '../../infra/local/people.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { openMessage } from '../../shared/api/index.ts';
import { readStorage } from '../faults/crash-storage.ts';
import { createBrowser, paneClient, register, trust } from '../flow/clients.ts';
import { csvFile, pdfFile, wordFile } from './attached-files.ts';
import {
  openOutlook,
  openPane,
  type PickedFile,
  paneOf,
  pressSendSecure,
  waitUntilSent,
  write,
} from './outlook.ts';

/* What the pane finds, in the local Outlook through Microsoft's office.js, with the scanner in its worker. */

const SSN = '524-71-2033';
const GUIDE = 'https://www.example.gov/secure-mail';
const SSN_LINE = `Her SSN is ${SSN}.`;

let stack: Stack;
let browser: Browser;
let folder: string;
const pages: Page[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-findings-'));
  [stack, browser] = await Promise.all([
    startStack({ folder, ports: 'free', fresh: true }),
    launchChromium(),
  ]);
  trust(stack);
  const send = {
    reportOverrides: true,
    tlsDomains: [{ domain: 'bank.example', owner: 'Sam Ortiz', reason: 'agreed', since: '2026-01-15' }],
    guide: { link: GUIDE, tagline: 'How to read a secure message from us:' },
  };
  await stack.restartFunctions({ SEALPOST_POLICY: JSON.stringify({ organisation, send }) });
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

type Draft = { to?: string; subject?: string; text?: string; files?: PickedFile[] };

/** An Outlook with a message in it and the pane open. */
async function compose(draft: Draft = {}): Promise<Page> {
  const page = await openOutlook(browser, stack);
  pages.push(page);
  await write(page, { to: 'pat@example.net', subject: 'Results', text: 'Dear Pat', ...draft });
  await openPane(page);
  return page;
}

const type = (page: Page, text: string) => page.getByRole('textbox', { name: 'Message body' }).fill(text);
const linesOf = (page: Page, name: string): Locator =>
  paneOf(page)
    .getByRole('list', { name: new RegExp(`^${name}`) })
    .getByRole('listitem');
const says = (page: Page, words: string) => paneOf(page).getByText(words).first().waitFor();
/** Waits for what a look of the pane brings: it looks every two seconds, labels every ten. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000 });
/** The title of what will happen on Send. */
const decides = (page: Page, title: string) =>
  paneOf(page).getByRole('status').getByText(title, { exact: true }).waitFor();

/** Nothing that axe finds in light and dark, and nothing to scroll sideways. */
async function expectSound(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include(['.pane-frame', 'main']).analyze();
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  }
  const frame = await (await page.$('.pane-frame'))?.contentFrame();
  const widths = await frame?.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths?.[1]).toBeLessThanOrEqual(320);
  expect(widths?.[0]).toBeLessThanOrEqual(widths?.[1] ?? 0);
}

describe('what the pane finds', () => {
  it('appears as one writes, masked, and goes as it is taken out', async () => {
    const page = await compose();
    await says(page, 'Nothing sensitive found.');
    await decides(page, 'You may send this normally');
    await expectSound(page);

    await type(page, `Dear Pat. ${SSN_LINE}`);
    await decides(page, 'Send Secure is needed');
    const [line] = await linesOf(page, 'Social Security number').allTextContents();
    expect(line).toContain('2033');
    expect(line).toContain('In the text');
    expect(line).toContain('SSN');
    expect(await paneOf(page).locator('main').textContent()).not.toContain('524');
    await expectSound(page);

    await page.getByRole('textbox', { name: 'Subject' }).fill('MRN: 00839127');
    await eventually(() => linesOf(page, 'Medical record number').allTextContents()).toHaveLength(1);
    await type(page, 'Dear Pat');
    await linesOf(page, 'Social Security number').waitFor({ state: 'detached' });
  });

  it('changes nothing where everybody is inside', async () => {
    const page = await compose({ to: 'sam.ortiz@example.gov', text: SSN_LINE });
    await linesOf(page, 'Social Security number').waitFor();
    await decides(page, 'You may send this normally');
  });

  it('stands in attachments of every kind, and what cannot be read is named with its reason', async () => {
    const page = await openOutlook(browser, stack);
    pages.push(page);
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
    await write(page, {
      to: 'pat@example.net',
      subject: 'Files',
      text: 'See the files.',
      files: [csvFile('clients.csv', 'name,ssn', [`Ada Lovelace,${SSN}`]), wordFile('letter.docx', SSN_LINE)],
    });
    await openPane(page);
    await eventually(async () =>
      (await linesOf(page, 'Social Security number').allTextContents()).join('\n'),
    ).toMatch(/In clients\.csv[\s\S]*In letter\.docx/);
    expect(scripts.filter((path) => /\/pdf[.-]/.test(path))).toEqual([]);

    await page.getByTestId('attach-files').setInputFiles([
      pdfFile('form.pdf', SSN_LINE),
      {
        name: 'forms.zip',
        mimeType: 'application/zip',
        buffer: Buffer.from(zipSync({ 'inner.pdf': pdfFile('inner.pdf', SSN_LINE).buffer })),
      },
      {
        name: 'broken.docx',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('PK\u0003\u0004 not a zip'),
      },
    ]);
    await eventually(async () =>
      (await linesOf(page, 'Social Security number').allTextContents()).join('\n'),
    ).toMatch(/In form\.pdf[\s\S]*In forms\.zip/);
    expect(scripts.filter((path) => /\/pdf[.-]/.test(path)).length).toBeGreaterThan(0);
    await says(page, 'Looked at the subject, the text and 4 attachments.');
    await says(page, '"broken.docx" is damaged');

    await page.getByRole('button', { name: 'Remove form.pdf' }).click();
    await eventually(async () =>
      (await linesOf(page, 'Social Security number').allTextContents()).join('\n'),
    ).not.toContain('In form.pdf');
  });

  it('opens piece by piece where it is much, for the keyboard too', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => `Person ${index},524-71-${2033 + index}`);
    const page = await compose({ files: [csvFile('clients.csv', 'name,ssn', rows)] });
    const lines = linesOf(page, 'Social Security number');
    await says(page, 'Social Security number (200)');
    expect(await lines.count()).toBe(5);
    const more = paneOf(page).getByRole('button', { name: /^Show 20 more of 195/ });
    await more.focus();
    await page.keyboard.press('Enter');
    await eventually(() => lines.count()).toBe(25);
    const isFocused = await lines
      .nth(5)
      .getByRole('button')
      .evaluate((one) => one === document.activeElement);
    expect(isFocused).toBe(true);
    await expectSound(page);
    await paneOf(page).getByRole('button', { name: 'Send Secure' }).click({ trial: true });
  });

  it('is asked for again where the check could not be loaded', async () => {
    const page = await openOutlook(browser, stack);
    pages.push(page);
    await page.context().route('**/assets/lazy-*.js', (route) => route.abort());
    await write(page, { to: 'pat@example.net', subject: 'Results', text: SSN_LINE });
    const pane = await openPane(page);
    await pane.getByText('The check could not start').waitFor();
    await expectSound(page);
    await page.context().unrouteAll();
    await pane.getByRole('button', { name: 'Try again' }).click();
    await linesOf(page, 'Social Security number').waitFor();
  });
});

describe('"Not sensitive"', () => {
  it('takes a finding out of account, can be undone, and is remembered with the draft', async () => {
    const page = await compose({ text: SSN_LINE });
    await decides(page, 'Send Secure is needed');
    await paneOf(page)
      .getByRole('button', { name: /^Not sensitive: Social Security number/ })
      .press('Enter');
    await decides(page, 'You may send this normally');
    const undo = paneOf(page).getByRole('button', { name: /^Undo/ });
    expect(await undo.evaluate((one) => one === document.activeElement)).toBe(true);
    await expectSound(page);

    await page.getByRole('button', { name: 'Close pane' }).click();
    await openPane(page);
    await undo.waitFor();
    await decides(page, 'You may send this normally');

    await page.waitForURL(/draft=/);
    await eventually(async () => page.getByText(/^Draft saved/).count()).toBe(1);
    await page.reload();
    await openPane(page);
    await undo.waitFor();

    await type(page, `${SSN_LINE} Dear Pat`);
    await eventually(() => linesOf(page, 'Social Security number').allTextContents()).toHaveLength(1);
    await undo.waitFor();
    await type(page, 'Her SSN is 524-71-2034.');
    await decides(page, 'Send Secure is needed');
  });

  it('is told to the audit log by type and number alone, where the policy asks, and not to readers', async () => {
    const to = 'pat-audit@example.net';
    const page = await compose({ to, text: `${SSN_LINE} MRN: 00839127` });
    await paneOf(page)
      .getByRole('button', { name: /^Not sensitive: Social Security number/ })
      .click();
    await paneOf(page).getByRole('button', { name: /^Undo/ }).waitFor();
    await pressSendSecure(page);
    await waitUntilSent(page);

    const [notice] = await mailsTo(stack.urls.mail, to);
    expect(JSON.stringify(notice)).not.toContain('x-sealpost-dismissed');
    const { storageConnection } = JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8'));
    const id = messageIdIn(notice === undefined ? '' : linkIn(notice));
    const { messages } = await readStorage(storageConnection);
    const events = messages.filter(({ partition, row }) => partition === id && row.endsWith(':overridden'));
    expect(events.map(({ value }) => value)).toEqual([
      { kind: 'overridden', accountId: expect.any(String), found: [{ type: 'SSN', count: 1 }] },
    ]);
  });
});

describe('Confidential', () => {
  it('says what it costs and when it is of no use, and reaches the reader', async () => {
    const to = 'pat-confidential@example.net';
    const page = await compose({ to });
    const pane = paneOf(page);
    const mark = pane.getByRole('switch', { name: 'Confidential' });
    await says(page, `Confidential makes ${to} sign in to read this.`);
    await mark.click();
    await says(page, 'It is marked Confidential, and nothing sensitive was found.');
    await says(page, 'Take Confidential off');
    await expectSound(page);

    await page.getByRole('button', { name: 'Close pane' }).click();
    await openPane(page);
    await eventually(() => mark.isChecked()).toBe(true);
    await pressSendSecure(page);
    await waitUntilSent(page);

    const [notice] = await mailsTo(stack.urls.mail, to);
    const id = messageIdIn(notice === undefined ? '' : linkIn(notice));
    const opened = await openMessage(paneClient(stack, 'tammy.gould@example.gov'), id);
    expect(opened.answer.confidential).toBe(true);
    expect(opened.letter.confidential).toBe(true);
    const portal = await openPortalOf(to);
    await portal.goto(`${stack.urls.product}/m/${id}`);
    await portal.getByRole('heading', { level: 1, name: 'Results' }).waitFor();
    await portal.getByText('Confidential', { exact: true }).waitFor();
  });

  it('follows the label of Outlook, which only Outlook can take off', async () => {
    const page = await compose();
    const mark = paneOf(page).getByRole('switch', { name: 'Confidential' });
    await mark.waitFor();
    expect(await mark.isChecked()).toBe(false);
    await page.getByRole('combobox', { name: 'Sensitivity' }).selectOption('Confidential');
    await eventually(() => mark.isChecked()).toBe(true);
    expect(await mark.isDisabled()).toBe(true);
    await says(page, 'Set by the label "Confidential"');
  });

  it('changes nothing inside, and says so', async () => {
    const page = await compose({ to: 'sam.ortiz@example.gov' });
    await paneOf(page).getByRole('switch', { name: 'Confidential' }).click();
    await says(page, 'Confidential changes nothing for them');
  });
});

describe('the people', () => {
  it('are shown with what each meets, and what looks wrong with an address', async () => {
    const page = await compose({ to: 'teller@bank.example; pat@examp1e.gov' });
    const outside = paneOf(page).getByRole('list', { name: 'Outside State of Example' });
    await eventually(async () => (await outside.getByRole('listitem').allTextContents()).join('\n')).toMatch(
      /teller@bank\.example.*TLS[\s\S]*pat@examp1e\.gov.*Looks like an address at example\.gov/,
    );
    await decides(page, 'Look again before you send');
    await expectSound(page);
  });

  it('who never had a message from here are to be phoned first', async () => {
    const page = await compose({ to: 'known@example.net' });
    await pressSendSecure(page);
    await waitUntilSent(page);
    const to = 'Kim Doe <kim@example.org>';
    await page.getByRole('button', { name: 'New mail' }).click();
    await write(page, { to: `known@example.net; ${to}`, subject: 'Results', text: SSN_LINE });
    await openPane(page);
    const outside = paneOf(page).getByRole('list', { name: 'Outside State of Example' });
    await outside.getByText('First message to this address').waitFor();
    const lines = await outside.getByRole('listitem').allTextContents();
    expect(lines.map((line) => line.includes('First message'))).toEqual([false, true]);
  });
});

describe('the alert', () => {
  it('opens the pane with its reasons, and lets a message go whose findings are not sensitive', async () => {
    const to = 'pat-alert@example.net';
    const page = await compose({ to, text: SSN_LINE });
    await page.getByRole('button', { name: 'Close pane' }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Sealpost' });
    await dialog.getByRole('button', { name: 'Send Secure' }).click();
    const title = paneOf(page).getByRole('heading', { level: 1, name: 'Nothing was sent yet' });
    await title.waitFor();
    expect(await title.evaluate((one) => one === document.activeElement)).toBe(true);
    await says(page, 'Found when you pressed Send: 1 Social Security number.');
    await expectSound(page);

    await paneOf(page)
      .getByRole('button', { name: /^Not sensitive: Social Security number/ })
      .click();
    await decides(page, 'You may send this normally');
    await eventually(() => page.getByText(/^Draft saved/).count()).toBe(1);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await waitUntilSent(page);
    const [mail] = await mailsTo(stack.urls.mail, to);
    expect(mail?.text).toContain(SSN);
    expect(JSON.stringify(mail)).not.toContain('x-sealpost-dismissed');
  });
});

describe('the line that leads to the guide', () => {
  it.each(['1.15', '1.9'])('is put into the message by Outlook with Mailbox %s', async (version) => {
    const page = await openOutlook(browser, stack);
    pages.push(page);
    await page.getByText('Imitated host').click();
    await page.getByLabel('Requirement set').selectOption(version);
    await page.getByText('Imitated host').click();
    await write(page, { to: 'pat@example.net', subject: 'Results', text: SSN_LINE });
    const pane = await openPane(page);
    await pane.getByRole('button', { name: 'Add the line to this message' }).click();
    await pane
      .getByText(version === '1.15' ? 'at the end of your message' : 'where the cursor was')
      .waitFor();
    const body = page.getByRole('textbox', { name: 'Message body' });
    await body.getByRole('link', { name: GUIDE }).waitFor();
    expect(await body.textContent()).toContain(`How to read a secure message from us: ${GUIDE}`);
    expect(await body.textContent()).toContain(SSN_LINE);
  });
});

function messageIdIn(link: string): string {
  return /\/m\/([A-Za-z0-9_-]{22})/.exec(link)?.[1] ?? '';
}

/** A browser in which this address has registered and is signed in. */
async function openPortalOf(address: string): Promise<Page> {
  const cookies = createBrowser();
  await register(stack, address, cookies);
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  await context.addCookies(
    [...cookies.cookies].map(([name, value]) => ({
      name,
      value,
      url: stack.urls.product,
      secure: true,
      httpOnly: true,
      sameSite: 'Lax' as const,
    })),
  );
  const page = await context.newPage();
  pages.push(page);
  return page;
}
