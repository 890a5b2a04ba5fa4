import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { nameAddress } from '../flow/account-stack.ts';
import { createBrowser } from '../flow/clients.ts';
import { addTotp, codeAt, otherThan, password, recipient } from '../flow/factor-clients.ts';
import { expectSound, heading, type Portal, startPortal } from './portal-pages.ts';

let portal: Portal;
let stack: Stack;

beforeAll(async () => {
  portal = await startPortal('factors');
  stack = portal.stack;
});
afterEach(() => portal.closeWindows());
afterAll(async () => portal?.stop());

const visit = (page: Page, path: string) => portal.visit(page, path);

/** A phone of somebody who has been written to, and is signed in. */
async function openOf(address: string): Promise<Page> {
  await nameAddress(stack, address);
  return portal.openOf(address);
}

/** Gives a page's browser an authenticator that verifies its owner without asking. */
async function addAuthenticator(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const id = { authenticatorId };
  return {
    /** Whether its owner touches it; until then no passkey is offered in a field either. */
    present: (enabled: boolean) => cdp.send('WebAuthn.setAutomaticPresenceSimulation', { ...id, enabled }),
    verified: (isUserVerified: boolean) => cdp.send('WebAuthn.setUserVerified', { ...id, isUserVerified }),
  };
}

/** Types address and password as their owner does. */
async function signInByPassword(page: Page, address: string): Promise<void> {
  await visit(page, '/sign-in');
  await page.getByLabel('Email address').fill(address);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

// Each walks through many pages, and looks at most of them twice.
const STORY_MS = 180_000;

describe('the second factor', { timeout: STORY_MS }, () => {
  it('is set up with the key from the page, asked for at sign-in, and removed', async () => {
    const address = 'app@example.net';
    const page = await openOf(address);
    await visit(page, '/settings/second-factor');
    await expectSound(page, 'second-factor-none');
    await page.getByRole('button', { name: 'Set up an app' }).click();
    await page.getByRole('heading', { level: 3, name: 'Add the key to your app' }).waitFor();
    await page.getByRole('img', { name: 'QR code with the key for your app' }).waitFor();
    await expectSound(page, 'second-factor-key');
    const secret = (await page.getByTestId('totp-key').innerText()).replaceAll(' ', '');
    const codeField = page.getByLabel('The code that your app shows now');
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByText('Enter the six digits').waitFor();
    const nearby = [-30, 0, 30, 60].map((s) => codeAt(secret, Date.now() + s * 1000));
    await codeField.fill(otherThan(...nearby));
    await page.keyboard.press('Enter');
    await page.getByText('This is not the code that we expect').waitFor();
    expect(await codeField.evaluate((field) => field === document.activeElement)).toBe(true);
    await expectSound(page, 'second-factor-wrong');
    const first = codeAt(secret, Date.now());
    await codeField.fill(first);
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { level: 3, name: 'Save your recovery codes' }).waitFor();
    await expectSound(page, 'second-factor-codes');
    const codes = await page
      .getByRole('list', { name: 'Save your recovery codes' })
      .getByRole('listitem')
      .allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join('\n'));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    const file = await readFile(await download.path(), 'utf8');
    for (const code of codes) expect(file).toContain(code);
    await page.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByText('Your app is set up.').waitFor();
    await page.getByText('You have 10 recovery codes left.').waitFor();
    await expectSound(page, 'second-factor-on');

    const other = await portal.open();
    await signInByPassword(other, address);
    await heading(other, 'One more step');
    await expectSound(other, 'ask-app');
    const asked = other.getByLabel('Code from your app');
    // It has switched the app on, and is used up.
    await asked.fill(first);
    await other.keyboard.press('Enter');
    await other.getByText('This code is wrong or was used before').waitFor();
    await expectSound(other, 'ask-wrong');
    await other.getByRole('button', { name: 'Use a recovery code' }).click();
    await other.getByLabel('Recovery code').fill((codes[0] ?? '').toLowerCase());
    await expectSound(other, 'ask-recovery');
    await other.getByRole('button', { name: 'Go on' }).click();
    await heading(other, 'Inbox');

    await page.getByRole('button', { name: 'Remove the app' }).click();
    await page.getByText('your password alone opens your account').waitFor();
    await expectSound(page, 'second-factor-sure');
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('The app is removed.').waitFor();
    await page.getByRole('button', { name: 'Set up an app' }).waitFor();
  });

  it('can be answered with the keyboard alone', async () => {
    const address = 'keys@example.net';
    const { secret } = await addTotp(await recipient(stack, address), Date.now());
    const page = await portal.open();
    await signInByPassword(page, address);
    await heading(page, 'One more step');
    await page.keyboard.press('Tab');
    await page.keyboard.type(codeAt(secret, Date.now() + 30_000));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, 'Inbox');
  });

  it('begins again with the first proof once five codes were wrong', async () => {
    const address = 'five@example.net';
    const { secret } = await addTotp(await recipient(stack, address), Date.now());
    const page = await portal.open();
    await signInByPassword(page, address);
    await heading(page, 'One more step');
    const bad = () => otherThan(...[-60, -30, 0, 30, 60].map((s) => codeAt(secret, Date.now() + s * 1000)));
    for (let i = 0; i < 6; i++) {
      const answered = page.waitForResponse('**/api/sign-in/second-factor');
      await page.getByLabel('Code from your app').fill(bad());
      await page.getByRole('button', { name: 'Go on' }).click();
      await answered;
    }
    await page.getByText('Please begin again').waitFor();
    await expectSound(page, 'ask-over');
  });
});

describe('passkeys', { timeout: STORY_MS }, () => {
  it('are added, renamed, used to sign in without typing anything secret, and removed', async () => {
    const address = 'passkey@example.net';
    const page = await openOf(address);
    const owner = await addAuthenticator(page);
    await visit(page, '/settings/passkeys');
    await page.getByText('You have no passkeys yet.').waitFor();
    await expectSound(page, 'passkeys-none');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Enter a name.').waitFor();
    await page.getByLabel('Name of the new passkey').fill('My phone');
    await page.keyboard.press('Enter');
    await page.getByText('The passkey “My phone” is added.').waitFor();
    await expectSound(page, 'passkeys-one');
    // The device has one for this account already.
    await page.getByLabel('Name of the new passkey').fill('Again');
    await page.keyboard.press('Enter');
    await page.getByText('This device already has a passkey for your account.').waitFor();

    await page.getByRole('button', { name: 'Rename My phone' }).click();
    await page.getByLabel('New name').fill('Kitchen <b>phone</b>');
    await expectSound(page, 'passkeys-rename');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Kitchen <b>phone</b>', { exact: true }).waitFor();

    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, /signed out/i);
    await owner.present(false);
    await visit(page, '/sign-in');
    await page.getByLabel('Email address').fill('whoever@example.net');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expectSound(page, 'ways');
    // Its owner does not touch the device.
    await owner.verified(false);
    await owner.present(true);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('No passkey was chosen.').waitFor();
    await owner.verified(true);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await heading(page, 'Inbox');

    await visit(page, '/settings/passkeys');
    await page.getByText(/^Last used/).waitFor();
    await page.getByRole('button', { name: 'Remove Kitchen' }).click();
    await expectSound(page, 'passkeys-sure');
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('You have no passkeys yet.').waitFor();
  });

  it('answer where the app is asked for', async () => {
    const address = 'both@example.net';
    const cookies = createBrowser();
    const client = await recipient(stack, address, cookies);
    await addTotp(client, Date.now());
    const page = await portal.open('phone', cookies.cookies);
    const owner = await addAuthenticator(page);
    await visit(page, '/settings/passkeys');
    await page.getByLabel('Name of the new passkey').fill('Laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('The passkey “Laptop” is added.').waitFor();
    await page.context().clearCookies();
    await owner.present(false);
    await signInByPassword(page, address);
    await heading(page, 'One more step');
    await expectSound(page, 'ask-both');
    await owner.present(true);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await heading(page, 'Inbox');
  });

  it('offer themselves in the address field, and lead in without a button', async () => {
    const page = await openOf('autofill@example.net');
    const owner = await addAuthenticator(page);
    await visit(page, '/settings/passkeys');
    await page.getByLabel('Name of the new passkey').fill('Laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('The passkey “Laptop” is added.').waitFor();
    await page.context().clearCookies();
    // A real browser waits for a choice in the field; this one takes the only passkey as soon as its owner is there.
    await owner.present(false);
    await visit(page, '/sign-in');
    await heading(page, 'Sign in');
    await owner.present(true);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await heading(page, 'Inbox');
  });
});

describe('Microsoft and Google', { timeout: STORY_MS }, () => {
  it('lead in whoever a message names, ask for the second factor, and say why they do not lead in', async () => {
    const address = 'careful@example.net';
    const { secret } = await addTotp(await recipient(stack, address), Date.now());
    const page = await portal.open();
    const go = async (provider: string, typed: string, verified: 'yes' | 'no' = 'yes') => {
      await visit(page, '/sign-in');
      await heading(page, 'Sign in');
      await page.getByLabel('Email address').fill(typed);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('link', { name: `Go on with ${provider}` }).click();
      await heading(page, `Sign in with ${provider}`);
      await page.getByLabel('E-mail address').fill(typed);
      await page.getByLabel(`Verified by ${provider}`).selectOption(verified);
      await page.getByRole('button', { name: 'Sign in' }).click();
    };
    await go('Google', address, 'no');
    await page.getByText('They could not tell us that the address is yours').waitFor();
    await expectSound(page, 'provider-address');
    await go('Microsoft', 'nobody@example.net');
    await page.getByText('No message here is for the address').waitFor();
    await go('Microsoft', address);
    await heading(page, 'One more step');
    expect(new URL(page.url()).search).toBe('');
    await page.getByLabel('Code from your app').fill(codeAt(secret, Date.now() + 30_000));
    await page.keyboard.press('Enter');
    await heading(page, 'Inbox');
    await visit(page, '/settings/providers');
    await page.getByText(/^Linked/).waitFor();
    await expectSound(page, 'providers');
    await page.getByRole('button', { name: 'End the link to Microsoft' }).click();
    await page.getByRole('button', { name: 'End it' }).click();
    await page.getByText('The link to Microsoft is ended.').waitFor();
  });
});
