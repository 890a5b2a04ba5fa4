import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../infra/local/chromium.ts';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { letterTo, paneClient, sendAs } from '../flow/clients.ts';
import { openOutlook, openPane, paneOf, pressSendSecure, waitUntilSent, write } from './outlook.ts';
import { expectSound, heading, type Portal, startPortal, tabTo } from './portal-pages.ts';

/* A passphrase agreed by telephone, as its author sets it in Outlook and in the portal, and as a reader types it. */

const tammy = 'tammy.gould@example.gov';
const pat = 'pat@example.net';

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal('passphrase-pages');
  await sendAs(paneClient(portal.stack, tammy), letterTo(pat, Date.now()));
});
afterEach(() => portal.closeWindows());
afterAll(() => portal?.stop());

/** The newest message in somebody's inbox. */
async function newestIn(address: string): Promise<string> {
  const { rows } = await paneClient(portal.stack, address).mailbox('inbox');
  return rows[0]?.messageId ?? '';
}

describe('a passphrase', () => {
  it('is set in Outlook, asked for on a phone, and stops after ten wrong ones until its author allows more', async () => {
    const browser = await launchChromium();
    const outlook = await openOutlook(browser, portal.stack);
    await write(outlook, { to: pat, subject: 'Results', text: 'The marker is heron-4711.' });
    await openPane(outlook);
    const pane = paneOf(outlook);
    await pane.getByRole('checkbox', { name: 'Ask for a passphrase' }).check();
    expect(await pane.getByRole('button', { name: 'Send Secure' }).isDisabled()).toBe(true);
    await pane.getByRole('button', { name: 'Suggest one' }).click();
    const agreed = await pane.getByRole('textbox', { name: 'Passphrase for this message' }).inputValue();
    expect(agreed).toMatch(/^\d{4} \d{4} \d{4}$/);
    await pressSendSecure(outlook);
    await waitUntilSent(outlook);
    await browser.close();
    const [notice] = await mailsTo(portal.stack.urls.mail, pat);
    expect(notice?.text).toContain('You will need the passphrase that Tammy Gould tells you by telephone.');

    const page = await portal.openOf(pat);
    await portal.visit(page, '/inbox');
    await page.getByRole('link', { name: /Asks for a passphrase/ }).click();
    await heading(page, 'This message asks for a passphrase');
    await expectSound(page, 'passphrase');
    // By keyboard alone.
    await tabTo(page, 'textbox', 'Passphrase');
    await page.keyboard.press('Enter');
    await page.getByText('Type the passphrase.').waitFor();
    await page.keyboard.type('nine wrong');
    await page.keyboard.press('Enter');
    await page.getByText('That is not it. You have 9 more tries.').waitFor();
    await expectSound(page, 'passphrase-wrong');
    for (let tries = 8; tries > 0; tries--) {
      await page.keyboard.type(`wrong ${tries}`);
      await page.keyboard.press('Enter');
      await page.getByText(new RegExp(`You have (one|${tries}) more tr`)).waitFor();
    }
    await page.keyboard.type('the last');
    await page.keyboard.press('Enter');
    await heading(page, 'The passphrase was wrong ten times');
    await expectSound(page, 'passphrase-stopped');

    const id = page.url().split('/').at(-1) ?? '';
    const staff = await portal.open('desk');
    await portal.visit(staff, `/m/${id}`);
    await staff.getByRole('link', { name: /I work for|Sign in with your work account/ }).click();
    await staff.getByRole('button', { name: 'Tammy Gould' }).click();
    await staff.getByRole('textbox', { name: 'Passphrase' }).fill(agreed);
    await staff.getByRole('button', { name: 'Open the message' }).click();
    await staff.getByRole('button', { name: `Allow ${pat} ten more tries of the passphrase` }).click();
    await staff.getByText(`${pat} can try the passphrase again.`).waitFor();

    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('textbox', { name: 'Passphrase' }).fill(agreed.replaceAll(' ', '-'));
    await page.keyboard.press('Enter');
    await heading(page, 'Results');
    await page.frameLocator('iframe').getByText('heron-4711').waitFor();

    // The answer asks for the same one, and can be read at once by who typed it here.
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await heading(page, 'Reply');
    expect(await page.getByRole('textbox', { name: 'Passphrase for this message' }).inputValue()).not.toBe(
      '',
    );
  });

  it('is set in the portal, forgotten with the window, and asked for in Spanish', async () => {
    const page = await portal.openOf('ana@example.net').catch(async () => {
      await sendAs(paneClient(portal.stack, tammy), letterTo('ana@example.net', Date.now()));
      return portal.openOf('ana@example.net');
    });
    await portal.visit(page, '/compose');
    const to = page.getByRole('combobox', { name: 'To' });
    await to.fill(`${tammy},`);
    await to.press('Enter');
    await page.getByRole('textbox', { name: /^Your (message|reply)$/ }).fill('Lapwing-9');
    await page.getByRole('checkbox', { name: 'Ask for a passphrase' }).check();
    await page.getByRole('textbox', { name: 'Passphrase for this message' }).fill('short');
    await page.getByRole('button', { name: 'Send Secure' }).click();
    await page.getByText('Use at least 8 letters or digits.').waitFor();
    await expectSound(page, 'passphrase-compose');
    await page.getByText('Saved a moment ago').waitFor();
    await page.reload();
    // It stays wanted; what it was is kept nowhere.
    const field = page.getByRole('textbox', { name: 'Passphrase for this message' });
    await field.waitFor();
    expect(await field.inputValue()).toBe('');
    await field.fill('blue horse staple');
    await page.getByRole('button', { name: 'Send Secure' }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await heading(page, 'Sent securely');
    await page.getByText('Now tell the passphrase by telephone.').waitFor();

    const id = await newestIn(tammy);
    const reader = await portal.open('desk', new Map(), { locale: 'es-ES' });
    await portal.visit(reader, `/m/${id}`);
    await reader.getByRole('link', { name: /Trabajo en|cuenta de trabajo/ }).click();
    await reader.getByRole('button', { name: 'Tammy Gould' }).click();
    await heading(reader, 'Este mensaje pide una contraseña propia');
    await reader.getByRole('textbox', { name: 'Contraseña del mensaje' }).fill('Blue-Horse-STAPLE');
    await reader.getByRole('button', { name: 'Abrir el mensaje' }).click();
    await reader.frameLocator('iframe').getByText('Lapwing-9').waitFor();
  });
});
