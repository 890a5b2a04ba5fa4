import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../infra/local/chromium.ts';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { trust } from '../flow/clients.ts';
import { openOutlook, type PickedFile, paneOf, type Writing, waitUntilSent, write } from './outlook.ts';

let stack: Stack;
let browser: Browser;
let folder: string;
const pages: Page[] = [];
/** Outlook says after five seconds that an add-in takes long; the alert has answered before that. */
const LONG_MS = 5000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-alert-'));
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

/** An Outlook with this message written. */
async function compose(writing: Partial<Writing> & { to: string }): Promise<Page> {
  const page = await openOutlook(browser, stack);
  pages.push(page);
  await write(page, { subject: 'Hello', text: 'At noon?', ...writing });
  return page;
}

async function pressSend(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

function dialogOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Sealpost' });
}

/** Presses Send and answers what the alert says. */
async function alarmOf(page: Page): Promise<Locator> {
  await pressSend(page);
  const dialog = dialogOf(page);
  await dialog.waitFor();
  return dialog;
}

async function imitate(page: Page, label: string, value: string): Promise<void> {
  await page.getByText('Imitated host').click();
  await page.getByLabel(label).selectOption(value);
  await page.getByText('Imitated host').click();
}

/** Lets the service answer with these settings in place of its own. */
async function withPolicy(page: Page, send: Record<string, unknown>): Promise<void> {
  await page.context().route('**/api/config', async (route) => {
    const config = (await (await route.fetch()).json()) as { send: object };
    await route.fulfill({ json: { ...config, send: { ...config.send, ...send } } });
  });
}

const textFile = (name: string, text: string): PickedFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});
const SSN = 'Her SSN is 521-44-8806. Please update the file.';
const arrived = (address: string) => mailsTo(stack.urls.mail, address);

describe('a sensitive message', () => {
  it('is stopped with what was found and why, masked', async () => {
    const page = await compose({ to: 'pat1@example.net', text: SSN });
    const dialog = await alarmOf(page);
    const words = (await dialog.textContent()) ?? '';
    expect(words).toContain('This message looks sensitive.');
    expect(words).toContain('pat1@example.net, outside State of Example');
    expect(words).toContain('1 Social Security number');
    expect(words).toContain('•••-••-8806');
    expect(words).not.toContain('521-44');
    expect(await dialog.getByRole('button', { name: 'Send Anyway' }).count()).toBe(0);
    expect(await arrived('pat1@example.net')).toEqual([]);
  });

  it('leads to the pane, which sends it securely', async () => {
    const page = await compose({ to: 'pat2@example.net', text: SSN });
    const dialog = await alarmOf(page);
    await dialog.getByRole('button', { name: 'Send Secure' }).click();
    const pane = paneOf(page);
    await pane.getByRole('heading', { name: 'Nothing was sent yet' }).waitFor();
    await pane.getByText('Found when you pressed Send: 1 Social Security number.').waitFor();
    await pane.getByRole('button', { name: 'Send Secure' }).click();
    await waitUntilSent(page);
    const [notice, ...more] = await arrived('pat2@example.net');
    expect(more).toEqual([]);
    expect(JSON.stringify(notice)).not.toContain('521-44');
  });

  it.each<[string, PickedFile]>([
    ['a table', textFile('people.csv', 'Name,SSN\nAnn Lee,521448806\n')],
    ['a document', { ...textFile('letter.docx', ''), buffer: docx('Patient MRN: 1234567') }],
    ['a file name', textFile('SSN 521-44-8806.txt', 'nothing')],
  ])('is one whose %s is', async (_what, file) => {
    const page = await compose({ to: 'pat3@example.net', files: [file] });
    expect(await (await alarmOf(page)).textContent()).toContain('This message looks sensitive.');
  });

  it('offers the pane on classic Outlook and Mac in place of Don’t Send', async () => {
    for (const host of ['classic', 'mac']) {
      const page = await compose({ to: 'pat4@example.net', text: SSN });
      await imitate(page, 'Host', host);
      const dialog = await alarmOf(page);
      await dialog.getByRole('button', { name: 'Send Secure' }).click();
      await paneOf(page).getByRole('button', { name: 'Send Secure' }).waitFor();
    }
  });

  it('is stopped also where Outlook has no button for the pane', async () => {
    const page = await compose({ to: 'pat5@example.net', text: SSN });
    await imitate(page, 'Requirement set', '1.13');
    const dialog = await alarmOf(page);
    expect(await dialog.textContent()).toContain('This message looks sensitive.');
    await dialog.getByRole('button', { name: "Don't Send" }).click();
    expect(await arrived('pat5@example.net')).toEqual([]);
  });
});

describe('a message leaves unseen', () => {
  it.each<[string, Partial<Writing> & { to: string }]>([
    ['that is clean', { to: 'pat10@example.net' }],
    ['that stays inside, whatever is in it', { to: 'sam.ortiz@example.gov', text: SSN }],
    ['that only goes to a domain with enforced TLS', { to: 'loans@bank.example', text: SSN }],
  ])('%s', async (_what, writing) => {
    const page = await compose(writing);
    await pressSend(page);
    await waitUntilSent(page);
    expect(await arrived(writing.to)).not.toEqual([]);
  });
});

describe('a question', () => {
  it('asks whether Confidential is needed, and lets it be sent all the same', async () => {
    const page = await compose({ to: 'pat20@example.net', subject: 'Confidential: lunch' });
    const dialog = await alarmOf(page);
    const words = (await dialog.textContent()) ?? '';
    expect(words).toContain('Is Confidential needed?');
    expect(words).toContain('Confidential makes pat20@example.net sign in');
    await dialog.getByRole('button', { name: 'Send Anyway' }).click();
    await waitUntilSent(page);
    expect(await arrived('pat20@example.net')).toHaveLength(1);
  });

  it('asks about a Confidential label', async () => {
    const page = await compose({ to: 'pat21@example.net' });
    await page.getByLabel('Sensitivity').selectOption({ label: 'Confidential' });
    expect(await (await alarmOf(page)).textContent()).toContain('Is Confidential needed?');
  });

  it('asks about an attachment that cannot be looked into', async () => {
    const file = { ...textFile('photos.zip', ''), buffer: encryptedZip() };
    const page = await compose({ to: 'pat22@example.net', files: [file] });
    const dialog = await alarmOf(page);
    expect(await dialog.textContent()).toContain('"photos.zip" is locked or protected');
    await dialog.getByRole('button', { name: "Don't Send" }).click();
    expect(await arrived('pat22@example.net')).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['is one of the policy', 'secure', ["Don't Send", 'Send Secure']],
    ['is none where the policy says so', 'ignore', []],
  ])('about such an attachment %s', async (_what, unreadable, buttons) => {
    const file = { ...textFile('photos.zip', ''), buffer: encryptedZip() };
    const page = await compose({ to: `pat24.${unreadable}@example.net`, files: [file] });
    await withPolicy(page, { unreadable });
    if (buttons.length === 0) {
      await pressSend(page);
      await waitUntilSent(page);
    } else {
      const dialog = await alarmOf(page);
      expect(await dialog.getByRole('button').allTextContents()).toEqual(buttons);
    }
  });

  it('is all that Send Secure is where the policy leaves it to the author', async () => {
    const page = await compose({ to: 'pat25@example.net', text: SSN });
    await withPolicy(page, { mode: 'PromptUser' });
    const dialog = await alarmOf(page);
    await dialog.getByRole('button', { name: 'Send Anyway' }).click();
    await waitUntilSent(page);
    expect(await arrived('pat25@example.net')).toHaveLength(1);
  });

  it('asks about an address that looks like another one', async () => {
    const page = await compose({ to: 'sam@exarnple.gov' });
    expect(await (await alarmOf(page)).textContent()).toContain('looks like example.gov');
  });

  it('is not asked where Send Anyway cannot be shown', async () => {
    const page = await compose({ to: 'pat23@example.net', subject: 'Confidential: lunch' });
    await imitate(page, 'Requirement set', '1.13');
    await pressSend(page);
    await waitUntilSent(page);
  });
});

describe('a marker in the subject', () => {
  it('always asks for Send Secure, also where TLS protects', async () => {
    for (const to of ['pat30@example.net', 'loans@bank.example']) {
      const page = await compose({ to, subject: '[secure] lunch' });
      const dialog = await alarmOf(page);
      expect(await dialog.textContent()).toContain('The subject asks for it.');
      expect(await dialog.getByRole('button', { name: 'Send Anyway' }).count()).toBe(0);
    }
  });
});

describe('a service that hangs', () => {
  it('holds no mail beyond the limit, and what it said before still holds', async () => {
    const page = await compose({ to: 'loans@bank.example', text: SSN });
    await pressSend(page);
    await waitUntilSent(page);

    await page.context().route('**/api/config', () => undefined);
    await page.getByRole('button', { name: 'New mail' }).click();
    await write(page, { to: 'loans@bank.example', subject: 'Again', text: SSN });
    const start = Date.now();
    await pressSend(page);
    await waitUntilSent(page);
    expect(Date.now() - start).toBeLessThan(LONG_MS);
    expect(await page.getByText('taking longer').count()).toBe(0);
  });

  it('does not hide what is sensitive', async () => {
    const page = await compose({ to: 'pat40@example.net', text: SSN });
    await page.context().route('**/api/config', () => undefined);
    expect(await (await alarmOf(page)).textContent()).toContain('This message looks sensitive.');
  });
});

describe('a long message', () => {
  it('is answered in time, and says what was not read', async () => {
    const text = 'Agenda item 7: budget lines and 123 456 numbers of the fiscal year. '.repeat(90_000);
    const page = await compose({ to: 'pat50@example.net', files: [textFile('long.txt', text)] });
    await pressSend(page);
    const sent = page.getByRole('status').getByText('Sent to').waitFor();
    await Promise.race([sent, dialogOf(page).waitFor()]);
    expect(await page.getByText('taking longer').count()).toBe(0);
  });
});

function docx(text: string): Buffer {
  const document = `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`;
  return Buffer.from(
    zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(document) }),
  );
}

/** An archive whose entries say that they are encrypted (general purpose bit 0), in both of their headers. */
function encryptedZip(): Buffer {
  const bytes = Buffer.from(zipSync({ 'a.txt': strToU8('x'.repeat(100)) }));
  const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  bytes.writeUInt16LE(bytes.readUInt16LE(6) | 1, 6);
  bytes.writeUInt16LE(bytes.readUInt16LE(directory + 8) | 1, directory + 8);
  return bytes;
}
