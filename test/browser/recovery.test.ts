import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { linkOfMail, nameAddress, newestMail, withPolicy } from '../flow/account-stack.ts';
import { nextCode, portalClient, register } from '../flow/clients.ts';
import { expectSound, focused, heading, type Portal, password, startPortal, tabTo } from './portal-pages.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** axe looks at a dozen pages twice. */
const SLOW_MS = 5 * MINUTE_MS;
const newPassword = 'a stable for the new horse';

let portal: Portal;
let stack: Stack;
let nowMs = Date.now();

beforeAll(async () => {
  portal = await startPortal('recovery-pages');
  stack = portal.stack;
});
afterEach(() => portal.closeWindows());
afterAll(() => portal?.stop());

async function moveClock(byMs: number): Promise<void> {
  nowMs += byMs;
  await stack.moveClock(byMs);
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const resetMail = (address: string, before: number) => newestMail(stack, address, 'is your code', before);

/** A phone on which somebody has signed in with the password, as the page does it. */
async function signIn(page: Page, address: string): Promise<void> {
  await portal.visit(page, `/sign-in#to=${encodeURIComponent(address)}`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

describe('a forgotten password', { timeout: SLOW_MS }, () => {
  it('is chosen anew with the code, by keyboard alone, on a phone', async () => {
    const address = 'keys@example.net';
    await nameAddress(stack, address, nowMs);
    await register(stack, address);
    const page = await portal.open();
    await portal.visit(page, `/sign-in#to=${encodeURIComponent(address)}`);
    await tabTo(page, 'link', 'Forgot your password?');
    await page.keyboard.press('Enter');
    await heading(page, 'Forgot your password?');
    expect(await page.getByLabel('Email address').inputValue()).toBe(address);
    await expectSound(page, 'forgot');
    await tabTo(page, 'button', 'Mail me a code and a link');
    await page.keyboard.press('Enter');
    await heading(page, 'Look at your mail');
    await expectSound(page, 'forgot-sent');
    const code = await nextCode(stack, address, 1);
    await tabTo(page, 'textbox', 'Six-digit code');
    await page.keyboard.type(code === '000000' ? '000001' : '000000');
    await page.keyboard.press('Enter');
    await page.getByText('This code is not right, or it is too old.').first().waitFor();
    expect(await focused(page)).toBe('code');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await heading(page, 'Choose a new password');
    await tabTo(page, 'textbox', 'New password');
    expect(await page.getByLabel('New password').getAttribute('autocomplete')).toBe('new-password');
    await page.keyboard.type('short');
    await page.getByText(/At least 15 characters.*\(not yet met\)/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('This password does not meet the rules below.').waitFor();
    expect(await focused(page)).toBe('new-password');
    await page.keyboard.type('short123456789');
    await page.getByText(/At least 15 characters.*\(met\)/).waitFor();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('keys@example.net');
    await page.getByText(/More than your name/).waitFor();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('password12345678');
    await expectSound(page, 'reset-choose');
    await page.keyboard.press('Enter');
    await page.getByText('This password is on lists of passwords').waitFor();
    expect(await focused(page)).toBe('new-password');
    await expectSound(page, 'reset-refused');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(newPassword);
    await page.keyboard.press('Enter');
    await heading(page, 'Your password is changed');
    await expectSound(page, 'reset-done');
    await tabTo(page, 'button', 'Sign in');
    await page.keyboard.press('Enter');
    await page.getByLabel('Password', { exact: true }).fill(newPassword);
    await page.keyboard.press('Enter');
    await heading(page, 'Inbox');
  });

  it('is chosen anew with the link in another browser, after the question; opening the link does nothing', async () => {
    await withPolicy(stack, { recovery: { securityQuestion: true, hint: true } });
    const address = 'link@example.net';
    await nameAddress(stack, address, nowMs);
    const owner = await register(stack, address);
    await owner.changeQuestion({ question: 'Where was the first school?', answer: 'Old Mill Road 4' });
    await portalClient(stack).mailReset(address);
    const link = linkOfMail(await resetMail(address, 1));
    const scanner = await portal.open();
    await portal.visit(scanner, `/reset#link=${link}`);
    await heading(scanner, 'Choose a new password');

    const page = await portal.open();
    await portal.visit(page, `/reset#link=${link}`);
    await heading(page, 'Choose a new password');
    await expectSound(page, 'reset-link');
    await button(page, 'Choose a new password').click();
    await page.getByText('Where was the first school?').waitFor();
    await page.getByLabel('New password').fill(newPassword);
    await button(page, 'Save the new password').click();
    await page.getByText('Enter your answer.').waitFor();
    await page.getByLabel('Your answer').fill('New Mill Road 4');
    await button(page, 'Save the new password').click();
    await page.getByText('You have 4 more tries.').waitFor();
    expect(await focused(page)).toBe('answer');
    await expectSound(page, 'reset-question');
    await page.getByLabel('Your answer').fill('old mill road, 4');
    await button(page, 'Save the new password').click();
    await heading(page, 'Your password is changed');

    await button(scanner, 'Choose a new password').click();
    await heading(scanner, 'This link has done its work');
    await expectSound(scanner, 'reset-used');
    await withPolicy(stack, {});
  });
});

describe('what has to be done first', { timeout: SLOW_MS }, () => {
  it('is to accept new terms and to renew an old password, which can wait a day', async () => {
    const address = 'duties@example.net';
    await nameAddress(stack, address, nowMs);
    await register(stack, address);
    await withPolicy(stack, {
      terms: { version: '2027-01', text: 'New words.' },
      password: { expiryDays: 60 },
    });
    await moveClock(61 * DAY_MS);
    const page = await portal.open();
    await signIn(page, address);
    await heading(page, 'The terms of use have changed');
    await expectSound(page, 'duty-terms');
    await button(page, 'Go on').click();
    await page.getByText('Please accept the terms of use to go on.').waitFor();
    await page.getByLabel('I accept the terms of use').check();
    await button(page, 'Go on').click();
    await heading(page, 'Your password has to be renewed');
    await expectSound(page, 'duty-password');
    await page.getByText('You can put this off 3 more times.').waitFor();
    await button(page, 'Remind me tomorrow').click();
    await heading(page, 'Inbox');
    await moveClock(DAY_MS + MINUTE_MS);
    await signIn(page, address);
    await heading(page, 'Your password has to be renewed');
    await page.getByLabel('New password').fill(newPassword);
    await button(page, 'Save the new password').click();
    await heading(page, 'Inbox');
    await withPolicy(stack, {});
  });

  it('is to add a second factor where policy requires one', async () => {
    const address = 'factor@example.net';
    await nameAddress(stack, address, nowMs);
    await register(stack, address);
    await withPolicy(stack, { signIn: { secondFactor: 'required' } });
    const page = await portal.open();
    await signIn(page, address);
    await heading(page, 'Add a second way to prove it is you');
    await expectSound(page, 'duty-factor');
    await button(page, 'Sign out instead').click();
    await heading(page, 'Sign in');
    await withPolicy(stack, {});
  });
});

describe('one’s own account', { timeout: SLOW_MS }, () => {
  it('changes its password, asking for a fresh proof in place, by keyboard', async () => {
    const address = 'password@example.net';
    await nameAddress(stack, address, nowMs);
    const page = await portal.openOf(address);
    await portal.visit(page, '/settings/password');
    await page.getByLabel('New password').fill(newPassword);
    await moveClock(16 * MINUTE_MS);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Is it you?' });
    await dialog.waitFor();
    expect(await focused(page)).toBe('password');
    await expectSound(page, 'reauthenticate');
    await page.keyboard.press('Enter');
    await dialog.getByText('Enter your password.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('New password').inputValue()).toBe(newPassword);

    await button(page, 'Save the new password').click();
    await dialog.waitFor();
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await dialog.getByText('This password is not right.').waitFor();
    expect(await focused(page)).toBe('password');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByText('Your password is changed.').waitFor();
    await expectSound(page, 'settings-password');

    await moveClock(16 * MINUTE_MS);
    await page.getByLabel('New password').fill('yet another good password');
    await button(page, 'Save the new password').click();
    await button(page, 'Mail me a code instead').click();
    await dialog.getByLabel('Six-digit code').fill(await nextCode(stack, address, 1));
    await button(page, 'Go on').click();
    await page.getByText('Your password is changed.').waitFor();
  });

  it('moves to another address, keeps a hint and a question, and closes', async () => {
    await withPolicy(stack, { recovery: { securityQuestion: true, hint: true } });
    const address = 'mover@example.net';
    await nameAddress(stack, address, nowMs);
    const page = await portal.openOf(address);
    await portal.visit(page, '/settings/address');
    await expectSound(page, 'settings-address');
    await page.getByLabel('New address').fill('tammy.gould@example.gov');
    await button(page, 'Mail both codes').click();
    await page.getByText('cannot be used here').waitFor();
    await page.getByLabel('New address').fill('moved@example.org');
    await button(page, 'Mail both codes').click();
    await page.getByText('We have mailed a code to').waitFor();
    await expectSound(page, 'settings-address-codes');
    const oldCode = await nextCode(stack, address, 1);
    const newCode = await nextCode(stack, 'moved@example.org');
    await page.getByLabel(`Code from ${address}`).fill(oldCode);
    await page.getByLabel('Code from moved@example.org').fill(newCode === '000000' ? '000001' : '000000');
    await button(page, 'Change my address').click();
    await page.getByText('This code is not right, or it is too old.').waitFor();
    await page.getByLabel('Code from moved@example.org').fill(newCode);
    await button(page, 'Change my address').click();
    await page.getByText('Your address is now moved@example.org.').waitFor();

    await portal.visit(page, '/settings/hint');
    await page.getByLabel('New hint').fill(password);
    await button(page, 'Save').click();
    await page.getByText('This hint gives your password away.').waitFor();
    await expectSound(page, 'settings-hint');
    await page.getByLabel('New hint').fill('what the farmer plugged in');
    await button(page, 'Save').click();
    await page.getByText('You have a hint.').waitFor();
    await button(page, 'Delete my hint').click();
    await page.getByText('Your hint is deleted.').waitFor();

    await portal.visit(page, '/settings/question');
    await page.getByLabel('Question').fill('Where was the first school?');
    await page.getByLabel('Answer').fill('first school');
    await button(page, 'Save').click();
    await page.getByText('The answer must not stand in the question.').waitFor();
    await page.getByLabel('Answer').fill('Old Mill Road');
    await button(page, 'Save').click();
    await page.getByText('Your question now').waitFor();
    await expectSound(page, 'settings-question');

    await portal.visit(page, '/settings/close');
    await expectSound(page, 'settings-close');
    await tabTo(page, 'button', 'Close my account…');
    await page.keyboard.press('Enter');
    await page.getByText('Close the account of moved@example.org for good?').waitFor();
    await expectSound(page, 'settings-close-sure');
    await tabTo(page, 'button', 'Close it for good');
    await page.keyboard.press('Enter');
    await heading(page, 'You are signed out');
    await newestMail(stack, 'moved@example.org', 'Your account is closed');
    await withPolicy(stack, {});
  });
});
