import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { letterTo, paneClient, sendAs } from '../flow/clients.ts';
import { expectSound, heading, type Portal, startPortal, tabTo } from './portal-pages.ts';

/* The mailbox as people use it: on a phone and at a desk, by mouse and by keyboard alone. */

let portal: Portal;

beforeAll(async () => {
  portal = await startPortal('mailbox');
});
afterEach(() => portal.closeWindows());
afterAll(async () => portal?.stop());

function write(address: string, subject: string, text = 'Dear Pat'): Promise<string> {
  const letter = letterTo(address, Date.now(), {
    subject,
    body: { html: `<p>${text}</p>`, text },
    expiresAt: new Date(Date.now() + 20 * 86_400_000).toISOString(),
  });
  return sendAs(paneClient(portal.stack, 'tammy.gould@example.gov'), letter);
}

/** A window of somebody who has so many messages, the first of them opened. */
async function withMessages(address: string, count: number, kind: 'phone' | 'desk'): Promise<Page> {
  for (let i = 1; i <= count; i++) await write(address, `Letter ${i}`, `It says zebra${i} and résumé`);
  const page = await portal.openOf(address, kind);
  await portal.visit(page, '/inbox');
  await heading(page, 'Inbox');
  await items(page).first().waitFor();
  return page;
}

const items = (page: Page) => page.locator('main ul li').filter({ has: page.getByRole('checkbox') });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** What axe finds of an open dialog, which hides the page's own heading. */
async function expectCleanDialog(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

describe('the mailbox', () => {
  it('files messages in a folder of one’s own and takes it back, on a phone', async () => {
    const page = await withMessages('filer@example.net', 3, 'phone');
    await expectSound(page, 'mailbox');
    expect(await items(page).count()).toBe(3);
    await items(page).nth(0).getByRole('checkbox').check();
    await items(page).nth(1).getByRole('checkbox').check();
    await page.getByText('2 selected').waitFor();
    await expectSound(page, 'mailbox-selected');
    await button(page, 'Move to…').click();
    await button(page, 'New folder').click();
    await page.getByLabel('Name of the folder').fill('Taxes');
    await expectCleanDialog(page);
    await button(page, 'Save').click();
    await page.getByText('2 messages are now in Taxes').waitFor();
    await expect.poll(() => items(page).count()).toBe(1);
    await button(page, 'Undo').click();
    await page.getByText('Taken back').waitFor();
    await expect.poll(() => items(page).count()).toBe(3);

    await items(page).nth(0).getByRole('checkbox').check();
    await button(page, 'Move to…').click();
    await button(page, 'Taxes').click();
    await page.getByText('1 message is now in Taxes').waitFor();
    await button(page, 'Folders').click();
    await expectCleanDialog(page);
    await page.getByRole('dialog').getByRole('link', { name: /Taxes/ }).click();
    await heading(page, 'Taxes');
    await expect.poll(() => items(page).count()).toBe(1);

    await button(page, 'Delete folder').click();
    await expectCleanDialog(page);
    await button(page, 'Delete it and put the messages back').click();
    await heading(page, 'Inbox');
    await expect.poll(() => items(page).count()).toBe(3);
  }, 90_000);

  it('deletes, and deletes for good, by the keyboard alone', async () => {
    const page = await withMessages('keys@example.net', 2, 'desk');
    await tabTo(page, 'checkbox', 'Select all on this page');
    await page.keyboard.press('Space');
    await page.getByText('2 selected').waitFor();
    await tabTo(page, 'button', 'Delete');
    await page.keyboard.press('Enter');
    await page.getByText('2 messages are now in Trash').waitFor();
    await page.getByText('No messages yet').waitFor();
    await expectSound(page, 'mailbox-empty');
    await page
      .getByRole('navigation', { name: 'All folders' })
      .last()
      .getByRole('link', { name: 'Trash' })
      .focus();
    await page.keyboard.press('Enter');
    await heading(page, 'Trash');
    await expectSound(page, 'mailbox-trash');
    await tabTo(page, 'checkbox', /^Select: /);
    await page.keyboard.press('Space');
    await tabTo(page, 'button', 'Delete for good');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Delete this message for good?' }).waitFor();
    // The first button of the question has the focus.
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await items(page).count()).toBe(2);
    // The focus is back on the button that asked.
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).press('Enter');
    await page.getByText('1 message deleted for good').waitFor();
    expect(await items(page).count()).toBe(1);
  }, 90_000);

  it('chooses from one message to another with Shift, and empties the trash', async () => {
    const page = await withMessages('range@example.net', 4, 'desk');
    const boxes = page.getByRole('checkbox', { name: /^Select: / });
    await boxes.nth(0).click();
    await boxes.nth(2).click({ modifiers: ['Shift'] });
    await page.getByText('3 selected').waitFor();
    expect(await boxes.nth(1).isChecked()).toBe(true);
    // As the last one: what was chosen is so no longer.
    await boxes.nth(1).click({ modifiers: ['Shift'] });
    await page.getByText('1 selected').waitFor();
    await boxes.nth(3).click({ modifiers: ['Shift'] });
    await page.getByText('4 selected').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('4 messages are now in Trash').waitFor();
    await page
      .getByRole('navigation', { name: 'All folders' })
      .last()
      .getByRole('link', { name: 'Trash' })
      .click();
    await heading(page, 'Trash');
    await tabTo(page, 'button', 'Empty the trash');
    await page.keyboard.press('Enter');
    const question = page.getByRole('dialog', { name: 'Empty the trash?' });
    await question.waitFor();
    await expectSound(page, 'mailbox-empty-trash');
    await question.getByRole('button', { name: 'Delete for good' }).press('Enter');
    await page.getByText('4 messages deleted for good').waitFor();
    await page.getByText('The trash is empty').waitFor();
    await page.reload();
    await page.getByText('The trash is empty').waitFor();
  });

  it('marks, stars and sorts, and shows what comes without being loaded again', async () => {
    const page = await withMessages('marker@example.net', 2, 'desk');
    const folders = page.getByRole('navigation', { name: 'All folders' }).last();
    await folders.getByRole('link', { name: /Inbox\s*2 unread/ }).waitFor();
    await items(page).nth(0).getByRole('checkbox').check();
    await button(page, 'Mark as read').click();
    await folders.getByRole('link', { name: /Inbox\s*1 unread/ }).waitFor();
    const star = items(page).nth(0).getByRole('button', { name: /^Star/ });
    await star.click();
    await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true');
    const newest = await items(page).nth(0).getByRole('link').getAttribute('href');
    await page.getByLabel('Sort by').selectOption('oldest');
    expect(await items(page).nth(1).getByRole('link').getAttribute('href')).toBe(newest);
    await page.getByLabel('Sort by').selectOption('newest');

    await write('marker@example.net', 'News');
    await page.getByText('1 new message').waitFor({ timeout: 30_000 });
    expect(await items(page).count()).toBe(3);
    await page.context().setOffline(true);
    await page.getByText('You are offline.', { exact: false }).waitFor();
    await expectSound(page, 'mailbox-offline');
    await page.context().setOffline(false);
  }, 120_000);

  it('finds what was opened here, keeps it encrypted, and forgets it at sign-out', async () => {
    const page = await withMessages('finder@example.net', 2, 'desk');
    const box = page.getByLabel('Search messages');
    await box.fill('zebra1');
    await page.getByText('Nothing found for “zebra1”').waitFor();
    await box.fill('');
    await items(page).nth(1).getByRole('link').click();
    await heading(page, 'Letter 1');
    await page.frameLocator('iframe').getByText('zebra1').waitFor();
    await page.getByRole('link', { name: 'Inbox' }).click();
    await heading(page, 'Inbox');
    for (const question of ['zebra1', 'ZEB resume', 'letter zebra1', 'tammy zebra']) {
      await box.fill(question);
      await page.getByText('1 message found').waitFor();
    }
    await page.getByText('Looked through 2 messages. These are all your messages.').waitFor();
    await expectSound(page, 'mailbox-search');
    await expect.poll(() => kept(page)).toEqual({ records: 2, clear: false });
    // It is there for the next time, without opening anything again.
    await page.reload();
    await box.fill('zebra1');
    await page.getByText('1 message found').waitFor();
    await box.press('Escape');

    await button(page, /^Account/).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, /signed out/i);
    const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    await expect.poll(databases).not.toContain('sealpost-search');
  }, 90_000);

  it('speaks Spanish', async () => {
    const address = 'buzon@example.net';
    await write(address, 'Hola');
    const first = await portal.openOf(address);
    await portal.visit(first, '/inbox');
    await heading(first, 'Inbox');
    await first.getByRole('button', { name: 'Español' }).click();
    await heading(first, 'Recibidos');
    await items(first).nth(0).getByRole('checkbox').check();
    await expectSound(first, 'mailbox-es', 'Correo seguro');
    await button(first, 'Eliminar').click();
    await first.getByText('1 mensaje está ahora en Papelera').waitFor();
    await first.getByText('Todavía no hay mensajes').waitFor();
  }, 60_000);
});

/** What this browser keeps of the search: how many records, and whether any holds a word in clear. */
function kept(page: Page): Promise<{ records: number; clear: boolean }> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('sealpost-search');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction('records').objectStore('records').getAll();
          all.onsuccess = () => {
            const texts = all.result.map((cell: Uint8Array) => new TextDecoder('latin1').decode(cell));
            request.result.close();
            resolve({ records: texts.length, clear: texts.some((text) => /zebra|Letter|tammy/i.test(text)) });
          };
        };
      }),
  );
}
