import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { nameAddress, withPolicy } from '../flow/account-stack.ts';
import { portalClient } from '../flow/clients.ts';
import { expectSound, focused, heading, type Portal, password, startPortal, tabTo } from './portal-pages.ts';

// A real browser that looks at each page twice, on a machine that others use as well.
vi.setConfig({ testTimeout: 180_000 });

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal('settings');
});
afterEach(() => portal.closeWindows());
afterAll(() => portal?.stop());

const panel = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();

describe('the settings', () => {
  it('are a list on a phone and stand beside it on a desk, one address each', async () => {
    await nameAddress(portal.stack, 'list@example.net');
    const phone = await portal.openOf('list@example.net');
    await portal.visit(phone, '/inbox');
    await phone.getByRole('button', { name: 'Account: Pat Doe' }).click();
    await phone.getByRole('menuitem', { name: 'Settings' }).click();
    await heading(phone, 'Settings');
    await phone.getByRole('link', { name: 'Preferences' }).waitFor();
    expect(await phone.getByRole('button', { name: 'Save' }).isVisible()).toBe(false);
    await expectSound(phone, 'settings-list');
    await phone.getByRole('link', { name: 'Preferences' }).click();
    await panel(phone, 'Preferences');
    expect(await focused(phone)).toBe('Preferences');
    expect(new URL(phone.url()).pathname).toBe('/settings/preferences');
    await phone.getByLabel('Signature').waitFor();
    await expectSound(phone, 'settings-preferences');
    await phone.getByRole('link', { name: 'All settings' }).click();
    await phone.getByRole('link', { name: 'Devices' }).waitFor();

    await phone.setViewportSize({ width: 1280, height: 800 });
    await panel(phone, 'Name and address');
    await phone.getByText('list@example.net').waitFor();
    await expectSound(phone, 'settings-profile');
    await portal.visit(phone, '/settings/nothing-of-ours');
    await panel(phone, 'Name and address');
  });

  it('keep a name, and what was typed where it could not be kept', async () => {
    await nameAddress(portal.stack, 'name@example.net');
    const page = await portal.openOf('name@example.net', 'desk');
    await portal.visit(page, '/settings/profile');
    await page.getByLabel('First name').fill(' ');
    await save(page);
    await page.getByText('Enter your first name.').waitFor();
    expect(await focused(page)).toBe('firstName');
    await page.getByLabel('First name').fill('Patricia');
    await page.context().setOffline(true);
    await save(page);
    await page.getByText('This was not saved, and what you entered is still here.').waitFor();
    expect(await page.getByLabel('First name').inputValue()).toBe('Patricia');
    await expectSound(page, 'settings-profile-offline');
    await page.context().setOffline(false);
    await save(page);
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Account: Patricia Doe' }).waitFor();
    await page.reload();
    expect(await page.getByLabel('First name').inputValue()).toBe('Patricia');
  });

  it('keep preferences by the keyboard alone, and the portal follows them', async () => {
    const id = await nameAddress(portal.stack, 'zone@example.net');
    const page = await portal.openOf('zone@example.net', 'desk');
    await portal.visit(page, '/settings/preferences');
    await panel(page, 'Preferences');
    await tabTo(page, 'combobox', 'Time zone');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('tokyo');
    const tokyo = page.getByRole('option', { name: /Tokyo/ });
    await tokyo.waitFor();
    expect(await page.getByRole('listbox').getByRole('option').count()).toBe(1);
    await expectSound(page, 'settings-zone');
    const combobox = page.getByRole('combobox', { name: 'Time zone' });
    const chosen = async () => {
      const id = await combobox.getAttribute('aria-activedescendant');
      return id === null ? '' : ((await page.locator(`[id="${id}"]`).textContent()) ?? '');
    };
    for (let presses = 0; presses < 4 && !(await chosen()).startsWith('Tokyo'); presses++)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await combobox.inputValue()).toMatch(/^Tokyo/);
    await tabTo(page, 'radio', /One for each message/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'combobox', 'Messages on a page');
    await page.keyboard.press('5');
    await tabTo(page, 'textbox', 'Signature');
    await page.keyboard.type('Pat Doe');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Main Street 1');
    await tabTo(page, 'button', 'Save');
    await page.keyboard.press('Enter');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    await page.getByLabel('Signature').waitFor();
    expect(await page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toMatch(/^Tokyo/);
    expect(await page.getByRole('radio', { name: /One a day/ }).isChecked()).toBe(true);
    expect(await page.getByLabel('Messages on a page').inputValue()).toBe('50');

    await portal.visit(page, `/m/${id}`);
    const inTokyo = new Intl.DateTimeFormat('en', {
      timeZone: 'Asia/Tokyo',
      weekday: 'long',
      day: 'numeric',
    });
    const parts = inTokyo.formatToParts(Date.now());
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
    await page
      .getByText(new RegExp(`${of('weekday')}, ${of('day')} `))
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    const text = page.getByRole('textbox', { name: 'Your reply' });
    await text.getByText('Main Street 1').waitFor();
    expect((await text.innerText()).trim()).toBe('Pat Doe\nMain Street 1');
    // A signature alone is no reply.
    await page.getByRole('button', { name: 'Send Secure' }).click();
    await page.getByText('Write something, or add a file.').waitFor();
    await expectSound(page, 'reply-signature');
  });

  it('show where somebody is signed in, and end it there or everywhere', async () => {
    await nameAddress(portal.stack, 'devices@example.net');
    const page = await portal.openOf('devices@example.net');
    const elsewhere = portalClient(portal.stack);
    await elsewhere.signIn({ address: 'devices@example.net', password });
    await portal.visit(page, '/settings/devices');
    await page.getByText('This device').waitFor();
    await expectSound(page, 'settings-devices');
    const end = page.getByRole('button', { name: /^Sign out there: / });
    expect(await end.count()).toBe(1);
    await end.click();
    await page.getByText(/ is signed out\.$/).waitFor();
    expect(await end.count()).toBe(0);
    await expect(elsewhere.me()).rejects.toMatchObject({ code: 'not_signed_in' });

    await elsewhere.signIn({ address: 'devices@example.net', password });
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await heading(page, 'You are signed out');
    await expect(elsewhere.me()).rejects.toMatchObject({ code: 'not_signed_in' });
    await portal.visit(page, '/settings/devices');
    await heading(page, 'Sign in');
  });

  it('tell what happened to the account, in words', async () => {
    await nameAddress(portal.stack, 'history@example.net');
    const page = await portal.openOf('history@example.net');
    const stranger = portalClient(portal.stack);
    await expect(
      stranger.signIn({ address: 'history@example.net', password: 'a guess of mine' }),
    ).rejects.toMatchObject({ code: 'sign_in_failed' });
    await portal.visit(page, '/settings/history');
    await page.getByText('A sign-in failed with the password').waitFor();
    await page.getByText('You registered').waitFor();
    await page.getByText('Signed in after registering').waitFor();
    await expectSound(page, 'settings-history');
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectSound(page, 'settings-history');
  });

  it('lead on to the page that was asked for once somebody has signed in', async () => {
    await nameAddress(portal.stack, 'deep@example.net');
    const page = await portal.openOf('deep@example.net');
    await page.context().clearCookies();
    await portal.visit(page, '/settings/history');
    await heading(page, 'Sign in');
    await page.getByLabel('Email address').fill('deep@example.net');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await panel(page, 'History');
  });

  it('are there for staff, whose name and address are the work account’s', async () => {
    const page = await portal.open('desk');
    await portal.visit(page, '/settings/profile');
    await page.getByRole('link', { name: 'I work for State of Example' }).click();
    await page.getByRole('button', { name: /Sam Ortiz/ }).click();
    await panel(page, 'Name and address');
    await page.getByText('come from your work account').waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/profile');
    await expectSound(page, 'settings-staff');
  });
});

describe('help', () => {
  it('is there for whoever cannot get in, with whom to call', async () => {
    await withPolicy(portal.stack, {});
    for (const kind of ['phone', 'desk'] as const) {
      const page = await portal.open(kind);
      await portal.visit(page, '/help');
      await heading(page, 'How this works');
      await page.getByText('I forgot my password').waitFor();
      await page.getByText('I am asked for a second factor').waitFor();
      await expectSound(page, 'help');
    }
  });
});
