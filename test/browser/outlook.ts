import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import type { Stack } from '../../infra/local/stack.ts';

/** A file as a user would pick it. */
export type PickedFile = { name: string; mimeType: string; buffer: Buffer };
/** A message to type into the local Outlook. */
export type Writing = {
  to: string;
  cc?: string;
  bcc?: string;
  subject: string;
  text: string;
  files?: PickedFile[];
};
/** Opens the local Outlook in a browser window of its own, so that drafts and settings do not mix. */
export async function openOutlook(browser: Browser, stack: Stack, path = '/'): Promise<Page> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1280, height: 900 },
  });
  context.setDefaultTimeout(60_000);
  return openOutlookIn(context, stack, path);
}

/** Opens another Outlook page in the same browser window, such as after the first one died. */
export async function openOutlookIn(context: BrowserContext, stack: Stack, path = '/'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(stack.urls.outlook + path);
  return page;
}

/** Types a message. */
export async function write(page: Page, { to, cc, bcc, subject, text, files }: Writing): Promise<void> {
  await page.getByLabel('To', { exact: true }).fill(`${to};`);
  if (cc !== undefined) await page.getByLabel('Cc', { exact: true }).fill(`${cc};`);
  if (bcc !== undefined) await page.getByLabel('Bcc', { exact: true }).fill(`${bcc};`);
  await page.getByRole('textbox', { name: 'Subject' }).fill(subject);
  await page.getByRole('textbox', { name: 'Message body' }).fill(text);
  if (files !== undefined) await page.getByTestId('attach-files').setInputFiles(files);
}

/** Opens the pane from the ribbon; the answer is the pane's own page. */
export async function openPane(page: Page): Promise<FrameLocator> {
  await page
    .getByRole('toolbar', { name: 'Message commands' })
    .getByRole('button', { name: 'Send Secure' })
    .click();
  return paneOf(page);
}

/** The pane's page where one is open. */
export function paneOf(page: Page): FrameLocator {
  return page.frameLocator('.pane-frame');
}

/** Presses Send Secure in the pane, once it knows the recipients. */
export async function pressSendSecure(page: Page): Promise<FrameLocator> {
  const pane = paneOf(page);
  await pane.getByRole('button', { name: 'Send Secure' }).click();
  return pane;
}

/** Waits until a message has left the local Outlook. */
export async function waitUntilSent(page: Page): Promise<void> {
  await page.getByRole('status').getByText('Sent to').waitFor();
}
