import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { localPassword } from '../people.ts';
import { linkIn, waitForMail } from './mail.ts';
import type { Stage } from './stage.ts';
import { openStorage, searchFiles } from './storage.ts';

/** What the steps hand on to each other. */
export type Progress = {
  outlook: Page;
  pat: Page;
  staff: Page;
  messageId: string;
  replyId: string;
  link: string;
};
export type Evidence = Record<string, unknown>;
export type Step = { name: string; run: (stage: Stage, progress: Partial<Progress>) => Promise<Evidence> };

const PAT = 'pat@example.net';
const TAMMY = 'tammy.gould@example.gov';
const PASSWORD = 'correct horse battery staple';
const DAY_MS = 24 * 3_600_000;

/** The whole story, step by step, each throwing where what it claims is not so. */
export const steps: readonly Step[] = [
  { name: 'outlook-ready', run: outlookReady },
  { name: 'sealed', run: sealed },
  { name: 'draft-is-notice', run: draftIsNotice },
  { name: 'notice-arrived', run: noticeArrived },
  { name: 'storage-is-ciphertext', run: storageIsCiphertext },
  { name: 'registered', run: registered },
  { name: 'opened', run: opened },
  { name: 'attachment-saved', run: attachmentSaved },
  { name: 'replied', run: replied },
  { name: 'reply-notice-arrived', run: replyNoticeArrived },
  { name: 'reply-read-by-staff', run: replyReadByStaff },
  { name: 'copies', run: copies },
  { name: 'expired', run: expired },
];

async function outlookReady(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
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

async function sealed(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
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
  const mail = await waitForMail(stage, PAT, (candidate) =>
    candidate.subject.startsWith('Secure message from'),
  );
  progress.link = linkIn(mail);
  progress.messageId = /\/m\/([A-Za-z0-9_-]{22})/.exec(progress.link)?.[1] ?? '';
  const parts = await openStorage(await connection(stage)).parts(progress.messageId);
  expect(parts.length === 3, `three parts expected (letter, picture, attachment), found ${parts.length}`);
  await stage.screenshot(outlook, '03-sent-securely');
  return { shown, messageId: progress.messageId, parts: parts.length, algorithm: parts[0]?.algorithm };
}

async function draftIsNotice(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
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

async function noticeArrived(stage: Stage): Promise<Evidence> {
  const mail = await waitForMail(stage, PAT, (candidate) =>
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

async function storageIsCiphertext(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
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

async function registered(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const inbox = await stage.person();
  await inbox.goto(stage.stack.urls.mail);
  await inbox.getByRole('navigation', { name: 'Mails' }).getByText('Secure message from').first().click();
  const popup = inbox.waitForEvent('popup');
  await inbox.frameLocator('iframe').getByRole('link', { name: 'Read the message' }).click();
  const pat = await popup;
  progress.pat = pat;
  await pat.getByRole('heading', { name: 'A secure message is waiting' }).waitFor();
  await stage.screenshot(pat, '06-arrive');
  await pat.getByLabel('Email address').fill(PAT);
  await pat.getByRole('button', { name: 'Continue' }).click();
  await pat
    .getByRole('link', { name: 'Register' })
    .or(pat.getByRole('button', { name: 'Register' }))
    .first()
    .click();
  await pat.getByLabel('First name').fill('Pat');
  await pat.getByLabel('Last name').fill('Doe');
  await pat.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await pat.getByLabel('Password again').fill(PASSWORD);
  await pat.getByLabel('I accept the terms of use').check();
  await stage.screenshot(pat, '07-register');
  await pat.getByRole('button', { name: 'Send me a code' }).click();
  const mail = await waitForMail(stage, PAT, (candidate) => /^\d{6} is your code/.test(candidate.subject));
  await pat.getByLabel('Six-digit code').fill(mail.subject.slice(0, 6));
  await stage.screenshot(pat, '08-code');
  await pat.getByRole('button', { name: 'Confirm' }).click();
  await pat.getByRole('heading', { name: stage.story.subject }).waitFor();
  return { address: PAT, codeFrom: mail.envelope.from, landedOn: new URL(pat.url()).pathname };
}

async function opened(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const pat = need(progress.pat);
  const body = pat.frameLocator('iframe').locator('body');
  const shown = normal(await body.innerText());
  const [greeting, text, closing] = stage.story.paragraphs;
  const written = normal([greeting, stage.story.bold, text, closing].join(' '));
  expect(shown === written, `shown "${shown}", written "${written}"`);
  expect(
    (await body.locator('b, strong').first().innerText()).includes(stage.story.bold),
    'the bold line is not bold',
  );
  const width = await body
    .locator('img')
    .first()
    .evaluate((picture) => (picture as HTMLImageElement).naturalWidth);
  expect(width === 120, 'the inline picture does not show');
  await stage.screenshot(pat, '09-read');
  return { textEqual: true, characters: shown.length, bold: true, inlinePictureWidth: width };
}

async function attachmentSaved(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const pat = need(progress.pat);
  const { attachment } = stage.story;
  const download = pat.waitForEvent('download');
  await pat.getByRole('button', { name: `Save ${attachment.name}` }).click();
  const saved = await readFile(await (await download).path());
  const sha256 = createHash('sha256').update(saved).digest('hex');
  expect(sha256 === attachment.sha256, 'the saved attachment differs');
  return { name: (await download).suggestedFilename(), sizeBytes: saved.byteLength, sha256, equal: true };
}

async function replied(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const pat = need(progress.pat);
  const { reply } = stage.story;
  await pat
    .getByRole('link', { name: 'Reply' })
    .or(pat.getByRole('button', { name: 'Reply' }))
    .first()
    .click();
  await pat.getByRole('textbox', { name: 'Your reply' }).click();
  await pat.keyboard.type(reply.text);
  await pat.locator('input[type=file]').setInputFiles({
    name: reply.attachment.name,
    mimeType: 'text/plain',
    buffer: reply.attachment.bytes,
  });
  await stage.screenshot(pat, '10-reply');
  await pat.getByRole('button', { name: 'Send Secure' }).click();
  await pat.getByRole('heading', { name: 'Sent securely' }).waitFor();
  await stage.screenshot(pat, '11-reply-sent');
  return { shown: 'Sent securely', attachment: reply.attachment.name };
}

async function replyNoticeArrived(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const mail = await waitForMail(stage, TAMMY, (candidate) =>
    candidate.subject.startsWith('Secure message from'),
  );
  expect(!mail.html.includes(stage.story.reply.marker), 'the notice tells the reply');
  progress.link = linkIn(mail);
  progress.replyId = /\/m\/([A-Za-z0-9_-]{22})/.exec(progress.link)?.[1] ?? '';
  return { envelope: mail.envelope, subject: mail.subject };
}

async function replyReadByStaff(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const staff = await stage.person();
  progress.staff = staff;
  await staff.goto(need(progress.link));
  await staff
    .getByRole('button', { name: 'Continue' })
    .or(staff.getByRole('button', { name: /work account/ }))
    .or(staff.getByRole('link', { name: /work account/ }))
    .first()
    .click();
  const workAccount = staff
    .getByRole('button', { name: /work account/ })
    .or(staff.getByRole('link', { name: 'Sign in with your work account' }));
  if (new URL(staff.url()).origin === stage.stack.urls.product) await workAccount.first().click();
  await signInAtProvider(stage, staff);
  await staff.getByRole('heading', { name: `Re: ${stage.story.subject}` }).waitFor();
  const text = normal(await staff.frameLocator('iframe').locator('body').innerText());
  expect(text.includes(stage.story.reply.text), 'the reply does not read as written');
  await stage.screenshot(staff, '13-reply-read');
  return { textShown: stage.story.reply.text.length, signedInAs: TAMMY };
}

async function signInAtProvider(stage: Stage, staff: Page): Promise<void> {
  await staff.waitForURL((url) => url.origin === stage.stack.urls.identity);
  await stage.screenshot(staff, '12-work-account');
  await staff
    .getByRole('button', { name: /Tammy Gould/ })
    .or(staff.getByLabel(/Tammy Gould/))
    .first()
    .click();
  const password = staff.getByLabel('Password');
  if (await password.isVisible()) await password.fill(localPassword);
  const submit = staff.getByRole('button', { name: /^Sign in/ });
  if (await submit.isVisible()) await submit.click();
}

async function copies(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const { product } = stage.stack.urls;
  const pat = need(progress.pat);
  await pat.goto(`${product}/sent`);
  await pat.getByText(`Re: ${stage.story.subject}`).first().waitFor();
  await stage.screenshot(pat, '14-sent-of-recipient');
  await pat.goto(`${product}/inbox`);
  await pat.getByText(stage.story.subject).first().waitFor();
  await stage.screenshot(pat, '15-inbox-of-recipient');
  const staff = need(progress.staff);
  await staff.goto(`${product}/sent`);
  await staff.getByText(stage.story.subject, { exact: true }).first().click();
  await staff.frameLocator('iframe').getByText(stage.story.marker).first().waitFor();
  await stage.screenshot(staff, '16-copy-of-sender');
  return {
    recipientSent: `Re: ${stage.story.subject}`,
    senderSent: stage.story.subject,
    senderCopyReadable: true,
  };
}

async function expired(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const { stack } = stage;
  const id = need(progress.messageId);
  const storage = openStorage(await connection(stage));
  const keysBefore = await storage.keys(id);
  await stack.moveClock(3 * DAY_MS);
  const pat = need(progress.pat);
  await pat.goto(`${stack.urls.product}/m/${id}`);
  await pat.getByLabel('Email address').fill(PAT);
  await pat.getByRole('button', { name: 'Continue' }).click();
  await pat.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await pat.getByRole('button', { name: 'Sign in' }).last().click();
  await pat
    .getByText(/gone for good/)
    .first()
    .waitFor();
  await stage.screenshot(pat, '17-expired');
  await stack.runTimer('sweep');
  const keysAfter = await storage.keys(id);
  const parts = (await storage.parts(id)).length;
  expect(keysBefore === 1 && keysAfter === 0, `keys before ${keysBefore}, after ${keysAfter}`);
  return { openingRefused: true, keysBefore, keysAfter, partsAfter: parts };
}

async function paneFrame(outlook: Page): Promise<Frame> {
  const element = await outlook
    .getByRole('complementary', { name: 'Task pane' })
    .locator('iframe')
    .elementHandle();
  return need(await element?.contentFrame());
}

async function connection(stage: Stage): Promise<string> {
  const stack = JSON.parse(await readFile(join(stage.stack.folder, 'stack.json'), 'utf8')) as {
    storageConnection: string;
  };
  return stack.storageConnection;
}

function normal(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function expect(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise);
}

function need<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('an earlier step did not get this far');
  return value;
}
