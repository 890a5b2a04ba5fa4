import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { openMessage } from '../../shared/api/index.ts';
import { mailsThatFit } from '../flow/account-stack.ts';
import { createBrowser, letterTo, paneClient, portalClient, register, sendAs } from '../flow/clients.ts';
import { expectSound, focused, heading, type Portal, startPortal, tabTo } from './portal-pages.ts';

/* The author's view of a message that was sent, and asking for one that has ended, as people do it. */

vi.setConfig({ testTimeout: 180_000 });

const tammy = 'tammy.gould@example.gov';
const pat = { address: 'pat@example.net', name: 'Pat Doe' };
const ana = { address: 'ana@example.net', name: 'Ana Ruiz' };
const DAY_MS = 24 * 3_600_000;

let portal: Portal;
let stack: Stack;
const patCookies = createBrowser();
const anaCookies = createBrowser();

beforeAll(async () => {
  portal = await startPortal('message-life');
  stack = portal.stack;
  await sendAs(paneClient(stack, tammy), letterTo(pat.address, Date.now(), { to: [pat, ana] }));
  await register(stack, pat.address, patCookies);
  await register(stack, ana.address, anaCookies);
});
afterEach(() => portal.closeWindows());
afterAll(() => portal?.stop());

/** Pat writes to Tammy and Sam: both read, and Pat is the author who looks. */
function write(): Promise<string> {
  return sendAs(
    portalClient(stack, patCookies),
    letterTo(tammy, Date.now(), {
      from: pat,
      to: [
        { address: tammy, name: 'Tammy Gould' },
        { address: 'sam.ortiz@example.gov', name: 'Sam Ortiz' },
      ],
      noticeBy: 'service',
      expiresAt: new Date(Date.now() + 20 * DAY_MS).toISOString(),
    }),
  );
}

const line = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name }).first();

describe("the author's view", () => {
  it.each(['phone', 'desk'] as const)(
    'tells, reminds, changes and ends by keyboard on a %s',
    async (kind) => {
      const id = await write();
      await mailsThatFit(stack, tammy, (mail) => mail.html.includes(id));
      await openMessage(paneClient(stack, tammy), id);
      const page = await portal.open(kind, patCookies.cookies);
      await portal.visit(page, `/m/${id}`);
      await page.getByRole('heading', { level: 2, name: 'Who has it' }).waitFor();
      await line(page, 'Tammy Gould')
        .getByText(/^Opened /)
        .waitFor();
      await line(page, 'Tammy Gould').getByText('Has an account').waitFor();
      await line(page, 'Sam Ortiz').getByText('Not opened yet').waitFor();
      if (kind === 'phone') await expectSound(page, 'author');

      await tabTo(page, 'button', 'Send the notice again to Sam Ortiz');
      await page.keyboard.press('Enter');
      await page.getByText('The notice is on its way again, to one person.').waitFor();
      await mailsThatFit(stack, 'sam.ortiz@example.gov', (mail) => mail.html.includes(id), 1);

      await tabTo(page, 'button', 'Change the date');
      await page.keyboard.press('Enter');
      const day = new Date(Date.now() + 40 * DAY_MS);
      const two = (value: number) => String(value).padStart(2, '0');
      const field = page.getByLabel('Readable until the end of');
      await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
      await field.fill('2020-01-01');
      await page.keyboard.press('Enter');
      await page.getByText(/^Choose a day from/).waitFor();
      await field.fill(`${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`);
      if (kind === 'phone') await expectSound(page, 'author-date');
      await page.keyboard.press('Enter');
      await page.getByText(/^It can be read until /).waitFor();

      await tabTo(page, 'button', 'End access for Sam Ortiz');
      await page.keyboard.press('Enter');
      await page.getByText('End access for Sam Ortiz? From now on').waitFor();
      expect(await focused(page)).toBe('End access');
      await page.keyboard.press('Enter');
      await page.getByText('Sam Ortiz can no longer open this message.').waitFor();
      await line(page, 'Sam Ortiz')
        .getByText(/^Access ended /)
        .waitFor();

      await tabTo(page, 'button', 'History');
      await page.keyboard.press('Enter');
      await page.getByText('Tammy Gould opened it').waitFor();
      await page.getByText('Pat Doe ended access for Sam Ortiz').waitFor();
      await page.getByText('Pat Doe sent the notice again to Sam Ortiz').waitFor();
      await expectSound(page, 'author-history');

      await tabTo(page, 'button', 'End access for all');
      await page.keyboard.press('Enter');
      await page.getByText(/^End access for all\?/).waitFor();
      // The other way out changes nothing.
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'End access for all' }).click();
      await page.getByRole('button', { name: 'End access for all' }).click();
      await page.getByText('Nobody can open this message any more.').waitFor();
      await page.reload();
      await heading(page, 'This message is gone for good');
      await page.getByText(/^You ended access on /).waitFor();
      await expectSound(page, 'author-ended');
      await expect(openMessage(paneClient(stack, tammy), id)).rejects.toMatchObject({ code: 'expired' });
    },
  );
});

describe('an ended message', () => {
  it.each(['phone', 'desk'] as const)('says since when, and asks for it again, on a %s', async (kind) => {
    const id = await sendAs(paneClient(stack, tammy), letterTo(ana.address, Date.now(), { to: [ana] }));
    await paneClient(stack, tammy).revoke(id);
    const page = await portal.open(kind, anaCookies.cookies);
    await portal.visit(page, `/m/${id}`);
    await heading(page, 'This message is gone for good');
    if (kind === 'phone') await expectSound(page, 'ended');
    await tabTo(page, 'button', 'Ask Tammy Gould to send it again');
    await page.keyboard.press('Enter');
    await page.getByText('We have asked Tammy Gould').waitFor();
    if (kind === 'phone') await expectSound(page, 'ended-asked');
    const fits = (mail: { headers: Record<string, string> }) =>
      mail.headers['message-id']?.includes(`asked.${id}`) === true;
    await mailsThatFit(stack, tammy, fits);
    expect((await mailsTo(stack.urls.mail, tammy)).filter(fits)).toHaveLength(1);
  });
});
