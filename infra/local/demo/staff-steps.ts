import type { Page } from 'playwright-core';
import { localPassword } from '../people.ts';
import { type Evidence, expect, need, normal, type Progress, TAMMY } from './progress.ts';
import type { Stage } from './stage.ts';

/* What the sender does in the portal: reads the reply, and finds what both have kept. */

export async function replyReadByStaff(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
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

export async function copies(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
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
