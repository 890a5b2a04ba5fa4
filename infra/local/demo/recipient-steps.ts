import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { linkIn, waitForMail } from '../mail/arrived.ts';
import {
  connection,
  DAY_MS,
  type Evidence,
  expect,
  need,
  normal,
  PAT,
  type Progress,
  TAMMY,
} from './progress.ts';
import type { Stage } from './stage.ts';
import { openStorage } from './storage.ts';

/* What the recipient does in the portal, from the notice to the end of the message. */

const PASSWORD = 'correct horse battery staple';

export async function registered(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
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
  const mail = await waitForMail(stage.stack.urls.mail, PAT, (candidate) =>
    /^\d{6} is your code/.test(candidate.subject),
  );
  await pat.getByLabel('Six-digit code').fill(mail.subject.slice(0, 6));
  await stage.screenshot(pat, '08-code');
  await pat.getByRole('button', { name: 'Confirm' }).click();
  await pat.getByRole('heading', { name: stage.story.subject }).waitFor();
  return { address: PAT, codeFrom: mail.envelope.from, landedOn: new URL(pat.url()).pathname };
}

export async function opened(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
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

export async function attachmentSaved(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const pat = need(progress.pat);
  const { attachment } = stage.story;
  const download = pat.waitForEvent('download');
  await pat.getByRole('button', { name: `Save ${attachment.name}` }).click();
  const saved = await readFile(await (await download).path());
  const sha256 = createHash('sha256').update(saved).digest('hex');
  expect(sha256 === attachment.sha256, 'the saved attachment differs');
  return { name: (await download).suggestedFilename(), sizeBytes: saved.byteLength, sha256, equal: true };
}

export async function replied(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const pat = need(progress.pat);
  const { reply } = stage.story;
  await pat.getByRole('button', { name: 'Reply', exact: true }).click();
  await pat.getByRole('textbox', { name: 'Your reply' }).click();
  await pat.keyboard.type(reply.text);
  await pat.locator('input[type=file]').setInputFiles({
    name: reply.attachment.name,
    mimeType: 'text/plain',
    buffer: reply.attachment.bytes,
  });
  await pat.getByText('Saved a moment ago').waitFor();
  await stage.screenshot(pat, '10-reply');
  await pat.getByRole('button', { name: 'Send Secure' }).click();
  await stage.screenshot(pat, '10-reply-leaving');
  await pat.getByRole('button', { name: 'Send now' }).click();
  await pat.getByRole('heading', { name: 'Sent securely' }).waitFor();
  await stage.screenshot(pat, '11-reply-sent');
  return { shown: 'Sent securely', attachment: reply.attachment.name };
}

export async function replyNoticeArrived(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const mail = await waitForMail(stage.stack.urls.mail, TAMMY, (candidate) =>
    candidate.subject.startsWith('Secure message from'),
  );
  expect(!mail.html.includes(stage.story.reply.marker), 'the notice tells the reply');
  progress.link = linkIn(mail);
  progress.replyId = /\/m\/([A-Za-z0-9_-]{22})/.exec(progress.link)?.[1] ?? '';
  return { envelope: mail.envelope, subject: mail.subject };
}

export async function expired(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
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
  await pat.getByRole('button', { name: 'Sign in', exact: true }).click();
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
