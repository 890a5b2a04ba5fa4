import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../infra/local/chromium.ts';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { letterTo, paneClient, sendAs } from '../flow/clients.ts';
import { openOutlook, openPane, pressSendSecure, waitUntilSent, write } from './outlook.ts';
import { expectSound, heading, type Portal, startPortal } from './portal-pages.ts';

/* Tammy Gould writes for Sam Ortiz, in Outlook and in the portal; a reader sees both. */

const tammy = 'tammy.gould@example.gov';
const pat = 'pat@example.net';

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal('delegate-pages');
  await sendAs(paneClient(portal.stack, tammy), letterTo(pat, Date.now()));
});
afterEach(() => portal.closeWindows());
afterAll(() => portal?.stop());

async function signInAs(name: string, path: string) {
  const page = await portal.open('desk');
  await portal.visit(page, path);
  await page.getByRole('link', { name: /I work for|Sign in with your work account/ }).click();
  await page.getByRole('button', { name }).click();
  return page;
}

describe('on behalf of another mailbox', () => {
  it('is sent from Outlook, read with both names, and stands under Sent of both', async () => {
    const browser = await launchChromium();
    const outlook = await openOutlook(browser, portal.stack);
    await outlook.getByLabel('From', { exact: true }).selectOption('sam.ortiz@example.gov');
    await write(outlook, { to: pat, subject: 'Your licence', text: 'The marker is heron-4711.' });
    await openPane(outlook);
    await pressSendSecure(outlook);
    await waitUntilSent(outlook);
    await browser.close();

    const [notice] = await mailsTo(portal.stack.urls.mail, pat);
    expect(notice?.headers.from).toContain('sam.ortiz@example.gov');
    expect(notice?.headers.sender).toContain(tammy);
    expect(notice?.subject).toBe('Secure message from Sam Ortiz, State of Example');
    expect(notice?.text).toContain(
      'Tammy Gould (tammy.gould@example.gov) wrote to you on behalf of Sam Ortiz',
    );

    const page = await portal.openOf(pat);
    await portal.visit(page, '/inbox');
    await page.getByRole('link', { name: /Sam Ortiz/ }).click();
    await heading(page, 'Your licence');
    expect(await page.getByRole('definition').allInnerTexts()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Sam Ortiz, State of Example'),
        expect.stringContaining('Tammy Gould tammy.gould@example.gov'),
      ]),
    );
    await page.getByText('Written by').waitFor();
    await expectSound(page, 'delegate-letter');

    for (const name of ['Tammy Gould', 'Sam Ortiz']) {
      const staff = await signInAs(name, '/sent');
      await staff
        .getByRole('link', { name: /pat@example\.net/ })
        .first()
        .click();
      await heading(staff, 'Your licence');
    }
  });

  it('is chosen in the portal, kept in the draft, and gone on with in an answer', async () => {
    const page = await signInAs('Tammy Gould', '/compose');
    await heading(page, 'New message');
    const from = page.getByRole('combobox', { name: 'From' });
    await from.selectOption('Sam Ortiz (sam.ortiz@example.gov)');
    await page.getByText('Readers see this mailbox and your name.').waitFor();
    const to = page.getByRole('combobox', { name: 'To' });
    await to.fill(`${pat},`);
    await to.press('Enter');
    await page.getByRole('textbox', { name: 'Subject' }).fill('Written for Sam');
    await page.getByRole('textbox', { name: 'Your message' }).fill('Lapwing-9');
    await page.getByText('Saved a moment ago').waitFor();
    await expectSound(page, 'delegate-compose');
    await page.reload();
    await from.waitFor();
    expect(await from.inputValue()).toBe('sam.ortiz@example.gov');
    await page.getByRole('button', { name: 'Send Secure' }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await heading(page, 'Sent securely');
    await page.getByRole('button', { name: /Go to Sent/ }).click();
    await page.getByRole('link', { name: /Written for Sam/ }).click();
    await heading(page, 'Written for Sam');
    await page.getByRole('button', { name: 'Forward' }).click();
    await heading(page, 'Forward');
    await from.waitFor();
    expect(await from.inputValue()).toBe('sam.ortiz@example.gov');
  });

  it('is no choice of whoever writes for nobody', async () => {
    const page = await signInAs('Sam Ortiz', '/compose');
    await heading(page, 'New message');
    await page.getByRole('combobox', { name: 'To' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('combobox', { name: 'From' }).count()).toBe(0);
  });
});
