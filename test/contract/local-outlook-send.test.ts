import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callItem, fixturePane, openFixturePane, openOutlook } from './fixtures/outlook-page.ts';
import { type OutlookStack, startOutlookStack } from './fixtures/outlook-stack.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the local Outlook sends', { timeout: 40_000 }, () => {
  let stack: OutlookStack;
  let page: Page;
  const write = async (subject: string, to = 'Pat <pat@example.net>;') => {
    await page.getByRole('textbox', { name: 'To', exact: true }).fill(to);
    await page.getByRole('textbox', { name: 'Subject' }).fill(subject);
    await page.getByRole('textbox', { name: 'Message body' }).fill('Hello Pat');
  };
  const pressSend = () => page.getByRole('button', { name: 'Send', exact: true }).click();
  const alert = () => page.getByRole('dialog', { name: 'Fixture' });
  const buttons = async () => {
    await alert().waitFor();
    return alert().getByRole('button').allTextContents();
  };
  const chooseHost = async (host: string, requirementSet: string) => {
    await page.getByText('Imitated host').click();
    await page.getByRole('combobox', { name: 'Host', exact: true }).selectOption(host);
    await page.getByRole('combobox', { name: 'Requirement set' }).selectOption(requirementSet);
    await page.getByText('Imitated host').click();
  };

  beforeAll(async () => {
    stack = await startOutlookStack();
  }, 60_000);
  afterAll(() => stack?.stop());
  beforeEach(async () => {
    ({ page } = await openOutlook(stack));
    stack.mails.length = 0;
  });
  afterEach(() => page.context().close());

  it('a whole message over SMTP, and keeps it in Sent Items only', async () => {
    await write('Formatted', 'Pat <pat@example.net>, kim@example.org;');
    await page.getByRole('textbox', { name: 'Bcc', exact: true }).fill('secret@example.org');
    await page.getByRole('textbox', { name: 'Message body' }).press('Control+a');
    await page.getByRole('button', { name: 'Bold' }).click();
    await page.getByRole('textbox', { name: 'Message body' }).press('End');
    await page
      .getByTestId('insert-picture')
      .setInputFiles({ name: 'a dot.png', mimeType: 'image/png', buffer: png });
    await page.getByTestId('attach-files').setInputFiles({
      name: 'résumé.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('attached words'),
    });
    await page.getByRole('combobox', { name: 'Sensitivity' }).selectOption('Confidential');
    const pane = await openFixturePane(page);
    await callItem(pane, 'internetHeaders.setAsync', { 'x-sealpost-message': 'm-1' });
    await callItem(pane, 'saveAsync');
    await pressSend();
    await page.getByRole('status').getByText('Sent to pat@example.net').waitFor();

    const [received] = stack.mails;
    expect(received?.from).toBe('tammy.gould@example.gov');
    expect(received?.to.toSorted()).toEqual(['kim@example.org', 'pat@example.net', 'secret@example.org']);
    expect(received?.source).not.toContain('secret@example.org');
    const mail = received?.mail;
    expect(mail?.from).toMatchObject({ name: 'Tammy Gould', address: 'tammy.gould@example.gov' });
    expect(mail?.messageId).toMatch(/^<\S+@example\.gov>$/);
    expect(mail?.text).toContain('Hello Pat');
    expect(mail?.html).toMatch(/<b>Hello Pat<\/b>/);
    const header = (key: string) => mail?.headers.find((one) => one.key === key)?.value;
    expect(header('x-sealpost-message')).toBe('m-1');
    expect(header('sensitivity')).toBe('Company-Confidential');
    const picture = mail?.attachments.find((one) => one.mimeType === 'image/png');
    expect(mail?.html).toContain(`src="cid:${picture?.contentId?.slice(1, -1)}"`);
    const file = mail?.attachments.find((one) => one.filename === 'résumé.txt');
    expect(Buffer.from(file?.content as ArrayBuffer).toString()).toBe('attached words');

    await page.getByRole('heading', { name: 'Formatted' }).waitFor();
    expect(await readdir(join(stack.folder, 'outlook/drafts'))).toEqual([]);
    expect(await readdir(join(stack.folder, 'outlook/sent'))).toHaveLength(1);
  });

  it('at once when the add-in calls sendAsync, and answers it', async () => {
    await write('From the pane');
    const pane = await openFixturePane(page);
    await callItem(pane, 'saveAsync');
    expect(await callItem(pane, 'sendAsync')).toMatchObject({ status: 'succeeded' });
    expect(stack.mails).toHaveLength(1);
    // What the pane still does before it goes must not bring the draft back.
    expect(await callItem(pane, 'saveAsync')).toMatchObject({ error: { code: 9021 } });
    await page.locator('iframe[title="Fixture"]').waitFor({ state: 'detached' });
    expect(await readdir(join(stack.folder, 'outlook/drafts'))).toEqual([]);
  });

  it('nothing when the handler says no: 500 characters, 20 of label, a pane with context', async () => {
    await write('block this');
    await pressSend();
    expect(await alert().locator('.alert-message').textContent()).toHaveLength(500);
    expect(await buttons()).toEqual(["Don't Send", 'Send Secure with a l']);
    await alert().getByRole('button', { name: 'Send Secure' }).click();
    const pane = await fixturePane(page);
    expect(await callItem(pane, 'getInitializationContextAsync')).toMatchObject({
      value: '{"why":"blocked"}',
    });
    expect(stack.mails).toEqual([]);
    expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('block this');
  });

  it('with the buttons of classic Outlook and Mac, and without actions before Mailbox 1.14', async () => {
    await chooseHost('mac', '1.15');
    await write('block this');
    await pressSend();
    expect(await buttons()).toEqual(['Send Secure with a l']);
    await page.keyboard.press('Escape');
    await chooseHost('web', '1.13');
    await pressSend();
    expect(await buttons()).toEqual(["Don't Send"]);
    await alert().getByRole('button').click();
    await chooseHost('web', '1.8');
    await pressSend();
    await expect.poll(() => stack.mails.length).toBe(1);
  });

  it('what the user insists on, where the mode was overridden to PromptUser', async () => {
    await write('ask me');
    await pressSend();
    expect(await buttons()).toEqual(['Send Anyway', "Don't Send"]);
    await alert().getByRole('button', { name: 'Send Anyway' }).click();
    await expect.poll(() => stack.mails.length).toBe(1);
  });

  it('formatted alerts from Mailbox 1.15 on', async () => {
    await write('format this');
    await pressSend();
    await alert().waitFor();
    expect(await alert().getByRole('strong').textContent()).toBe('Bold');
    expect(await alert().getByRole('listitem').count()).toBe(2);
  });

  it('after a notice when the handler takes more than five seconds', async () => {
    await write('slow check');
    await pressSend();
    await alert().getByText('taking longer than expected').waitFor({ timeout: 10_000 });
    await expect.poll(() => stack.mails.length, { timeout: 10_000 }).toBe(1);
    expect(await alert().count()).toBe(0);
  });

  it('not to half an address, and not to nobody', async () => {
    await pressSend();
    await page.getByText('Add at least one recipient').waitFor();
    await write('wrong', 'pat@example;');
    await pressSend();
    await page.getByText('not a complete address').waitFor();
    expect(stack.mails).toEqual([]);
  });

  it('nothing when the mail server refuses, and loses nothing', async () => {
    await write('refused', 'refused@example.net;');
    await pressSend();
    await page.getByText('Your message is kept as a draft').waitFor();
    expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('refused');
    expect(await page.getByRole('textbox', { name: 'Message body' }).textContent()).toBe('Hello Pat');
  });

  it('by keyboard alone', async () => {
    await page.getByRole('textbox', { name: 'To', exact: true }).focus();
    await page.keyboard.type('pat@example.net\n');
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('typed');
    await page.keyboard.press('Tab');
    await page.keyboard.type('A body');
    await page.getByRole('button', { name: 'Send', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => stack.mails[0]?.mail.subject).toBe('typed');
    expect(stack.mails[0]?.mail.text?.trim()).toBe('A body');
  });

  it('although the add-in is unavailable, because the mode is SoftBlock', async () => {
    await stack.stopAddin();
    await write('block this');
    await pressSend();
    await expect.poll(() => stack.mails.length, { timeout: 10_000 }).toBe(1);
  });
});
