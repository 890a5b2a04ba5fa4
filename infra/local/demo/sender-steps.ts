import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { linkIn, waitForMail } from '../mail/arrived.ts';
import { connection, DAY_MS, type Evidence, expect, need, PAT, type Progress, TAMMY } from './progress.ts';
import type { Stage } from './stage.ts';
import { openStorage, searchFiles } from './storage.ts';

/* What the sender does in Outlook, and what has left and stayed behind afterwards. */

export async function outlookReady(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const { story } = stage;
  const outlook = await stage.person();
  progress.outlook = outlook;
  const response = outlook.waitForResponse((answer) => answer.url().endsWith('/office.js'));
  await outlook.goto(stage.stack.urls.outlook);
  await outlook
    .getByRole('combobox', { name: 'To', exact: true })
    .or(outlook.getByRole('textbox', { name: 'To', exact: true }))
    .fill(PAT);
  await outlook.keyboard.press('Enter');
  await outlook.getByRole('textbox', { name: 'Subject' }).fill(story.subject);
  await writeLetter(outlook, stage);
  await outlook.getByTestId('attach-files').setInputFiles({
    name: story.attachment.name,
    mimeType: 'application/octet-stream',
    buffer: story.attachment.bytes,
  });
  await stage.screenshot(outlook, '01-outlook-letter');
  await outlook
    .getByRole('toolbar', { name: 'Message commands' })
    .getByRole('button', { name: /Sealpost|Send Secure/ })
    .click();
  const pane = await paneFrame(outlook);
  await pane.getByRole('button', { name: 'Send Secure' }).waitFor();
  await pane.getByText(PAT).first().waitFor();
  await stage.screenshot(outlook, '02-pane');
  const served = createHash('sha256')
    .update(await (await response).body())
    .digest('hex');
  const original = createHash('sha256')
    .update(await readFile(createRequire(import.meta.url).resolve('@microsoft/office-js/dist/office.js')))
    .digest('hex');
  expect(served === original, 'office.js is not the one from npm');
  return { officeJsSha256: served, pane: await pane.title() };
}

async function writeLetter(outlook: Page, { story }: Stage): Promise<void> {
  const body = outlook.getByRole('textbox', { name: 'Message body' });
  await body.click();
  const [greeting = '', text = '', closing = ''] = story.paragraphs;
  await outlook.keyboard.type(greeting);
  await outlook.keyboard.press('Enter');
  await outlook.keyboard.press('Control+b');
  await outlook.keyboard.type(story.bold);
  await outlook.keyboard.press('Control+b');
  await outlook.keyboard.press('Enter');
  await outlook.keyboard.type(text);
  await outlook.keyboard.press('Enter');
  await outlook.keyboard.type(closing);
  await outlook.keyboard.press('Enter');
  await outlook.getByTestId('insert-picture').setInputFiles({
    name: story.picture.name,
    mimeType: 'image/png',
    buffer: story.picture.bytes,
  });
  await body.locator('img').waitFor();
}

export async function sealed(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const outlook = need(progress.outlook);
  const pane = await paneFrame(outlook);
  // Until tomorrow, so that the last step need not move the clock far.
  const tomorrow = new Date(Date.now() + DAY_MS);
  await pane
    .getByLabel('Readable until')
    .fill(tomorrow.toLocaleDateString('sv-SE', { timeZone: 'America/New_York' }));
  await pane.getByRole('button', { name: 'Send Secure' }).click();
  // Outlook closes the window, and with it the pane, as soon as the notice has left.
  const shown = await pane
    .getByText(/Sent securely to/)
    .first()
    .innerText();
  const mail = await waitForMail(stage.stack.urls.mail, PAT, (candidate) =>
    candidate.subject.startsWith('Secure message from'),
  );
  progress.link = linkIn(mail);
  progress.messageId = /\/m\/([A-Za-z0-9_-]{22})/.exec(progress.link)?.[1] ?? '';
  const parts = await openStorage(await connection(stage)).parts(progress.messageId);
  expect(parts.length === 3, `three parts expected (letter, picture, attachment), found ${parts.length}`);
  await stage.screenshot(outlook, '03-sent-securely');
  return { shown, messageId: progress.messageId, parts: parts.length, algorithm: parts[0]?.algorithm };
}

export async function draftIsNotice(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const outlook = need(progress.outlook);
  await outlook
    .getByRole('navigation', { name: 'Folders' })
    .getByRole('button', { name: /Sent Items/ })
    .click();
  await outlook.getByRole('region', { name: 'Sent Items' }).getByText('Secure message from').first().click();
  const frame = outlook.frameLocator('iframe[title="Sent message body"]');
  await frame.getByText(need(progress.link)).first().waitFor();
  const text = await frame.locator('body').innerText();
  expect(!text.includes(stage.story.marker), 'the sent item holds the letter');
  await stage.screenshot(outlook, '04-sent-item-is-notice');
  return {
    firstLine: text.split('\n').find((line) => line.trim() !== ''),
    holdsLink: true,
    holdsLetter: false,
  };
}

export async function noticeArrived(stage: Stage): Promise<Evidence> {
  const mail = await waitForMail(stage.stack.urls.mail, PAT, (candidate) =>
    candidate.subject.startsWith('Secure message from'),
  );
  expect(mail.envelope.from === TAMMY, 'the notice is not from the sender');
  expect(!mail.subject.includes(stage.story.marker), 'the subject tells the letter');
  const page = await stage.person();
  await page.goto(stage.stack.urls.mail);
  await page.getByRole('navigation', { name: 'Mails' }).getByText('Secure message from').first().click();
  await stage.screenshot(page, '05-notice');
  await page.context().close();
  return { envelope: mail.envelope, subject: mail.subject };
}

export async function storageIsCiphertext(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const parts = await openStorage(await connection(stage)).parts(need(progress.messageId));
  const { folder } = stage.stack;
  const places = ['azurite', 'logs', 'mail'].map((name) => join(folder, name));
  const search = await searchFiles(places, stage.story.marker);
  // The search itself must be able to find something: the message id stands in storage and mail.
  const control = await searchFiles(places, need(progress.messageId));
  expect(control.found.length >= 2, 'the search finds nothing at all');
  expect(search.found.length === 0, `the letter's marker stands in ${search.found.join(', ')}`);
  expect(
    parts.every((part) => part.firstBytes.startsWith('0'.repeat(24))),
    'a part does not begin with nonce 0',
  );
  return {
    parts: parts.map(({ sizeBytes, firstBytes, algorithm }) => ({
      sizeBytes,
      firstRegionBytes: firstBytes,
      algorithm,
    })),
    searched: { files: search.files, bytes: search.bytes },
    markerFoundIn: search.found.length,
    messageIdFoundIn: control.found.length,
  };
}

async function paneFrame(outlook: Page): Promise<Frame> {
  const element = await outlook
    .getByRole('complementary', { name: 'Task pane' })
    .locator('iframe')
    .elementHandle();
  return need(await element?.contentFrame());
}
