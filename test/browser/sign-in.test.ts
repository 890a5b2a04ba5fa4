import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { linkOfMail, nameAddress, newestMail, withPolicy } from '../flow/account-stack.ts';
import { nextCode, register } from '../flow/clients.ts';
import { expectSound, focused, heading, type Portal, password, startPortal, tabTo } from './portal-pages.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const everything = {
  signIn: { oneTimeCode: true },
  session: { rememberDays: 30, idleMinutes: 30, absoluteHours: 1 },
  recovery: { hint: true },
  inactivity: { disableAfterDays: 30 },
};

// A real browser that looks at each page twice, on a machine that others use as well.
vi.setConfig({ testTimeout: 180_000 });

let portal: Portal;
/** How far the service's clock has been moved: what is written has to stay readable. */
let movedMs = 0;
beforeAll(async () => {
  portal = await startPortal('sign-in');
});
afterEach(() => portal.closeWindows());
afterAll(() => portal?.stop());

const moveClock = (byMs: number) => {
  movedMs += byMs;
  return portal.stack.moveClock(byMs);
};
const named = (address: string) => nameAddress(portal.stack, address, Date.now() + movedMs);
/** Makes an address known and registers it. */
async function account(address: string): Promise<string> {
  const id = await named(address);
  await register(portal.stack, address);
  return id;
}
/** Types the address of a sign-in and goes on. */
async function give(page: Page, address: string): Promise<void> {
  await page.getByLabel('Email address').fill(address);
  await page.getByRole('button', { name: 'Continue' }).click();
}
const submit = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true }).click();

describe('signing in', () => {
  it('has nothing on the page that the policy does not offer', async () => {
    const page = await portal.open();
    await portal.visit(page, '/sign-in');
    await heading(page, 'Sign in');
    await give(page, 'anyone@example.net');
    await page.getByLabel('Password').waitFor();
    expect(await page.getByText('Stay signed in').count()).toBe(0);
    expect(await page.getByText('one-time code').count()).toBe(0);
    expect(await page.getByText('hint').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Forgot your password?' }).getAttribute('href')).toBe(
      '/forgot#to=anyone%40example.net',
    );
  });

  it('offers every address outside the same, and says what is wrong beside the field', async () => {
    await withPolicy(portal.stack, everything);
    await account('known@example.net');
    const seen: string[] = [];
    for (const address of ['known@example.net', 'unknown@example.net']) {
      const page = await portal.open('desk');
      await portal.visit(page, '/sign-in');
      await give(page, 'not an address');
      await page.getByText('Enter a whole e-mail address').waitFor();
      expect(await focused(page)).toBe('username');
      await give(page, address);
      await page.getByLabel('Password').waitFor();
      await submit(page);
      await page.getByText('Enter your password.').waitFor();
      expect(await focused(page)).toBe('password');
      await page.getByLabel('Password').fill('not the password');
      await submit(page);
      await page.getByText('Address and password do not match').waitFor();
      expect(await focused(page)).toBe('password');
      await page.getByRole('button', { name: 'Mail me my password hint' }).click();
      await page.getByText(`If ${address} has an account with a hint`).waitFor();
      if (seen.length === 0) await expectSound(page, 'sign-in');
      seen.push((await page.getByRole('main').innerText()).replaceAll(address, '…'));
    }
    expect(seen[0]).toBe(seen[1]);
  });

  it('takes a code instead of the password, keeps the page that was asked for, and offers it first next time', async () => {
    const id = await account('codes@example.net');
    const page = await portal.open();
    await portal.visit(page, `/m/${id}/reply#to=codes%40example.net`);
    await heading(page, 'A secure message is waiting');
    await expectSound(page, 'sign-in-ways');
    await page.getByRole('button', { name: 'Mail me a one-time code instead' }).click();
    await heading(page, 'Enter your code');
    await page.getByText('If codes@example.net has an account here').waitFor();
    await expectSound(page, 'sign-in-code');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Enter the six digits of the code.').waitFor();
    expect(await focused(page)).toBe('code');
    const code = await nextCode(portal.stack, 'codes@example.net', 1);
    const field = page.getByLabel('Six-digit code');
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
    await field.fill(code === '111111' ? '222222' : '111111');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('This code is not right').waitFor();
    expect(await focused(page)).toBe('code');
    await field.fill('');
    await page.evaluate((text) => navigator.clipboard?.writeText(text).catch(() => undefined), code);
    await field.evaluate(
      (input, text) => {
        input.focus();
        document.execCommand('insertText', false, text);
      },
      `${code.slice(0, 3)} ${code.slice(3)} `,
    );
    expect(await field.inputValue()).toBe(code);
    await page.getByLabel(/Stay signed in on this device for 30 days/).check();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await heading(page, 'Reply');
    const [session] = (await page.context().cookies()).filter(({ name }) => name === '__Host-sealpost');
    expect((session?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(29 * 24 * 3600);

    await page.getByRole('button', { name: 'Account: Pat Doe' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, 'You are signed out');
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await give(page, 'codes@example.net');
    const first = page.getByRole('button', { name: 'Mail me a one-time code instead' });
    await first.waitFor();
    const [codeTop, passwordTop] = await Promise.all(
      [first, page.getByLabel('Password')].map(async (part) => (await part.boundingBox())?.y ?? 0),
    );
    expect(codeTop).toBeLessThan(passwordTop ?? 0);
    expect(JSON.stringify(await page.evaluate(() => ({ ...localStorage })))).not.toContain('codes');
  });

  it('says how long a lock lasts, and the button of its mail ends it', async () => {
    await account('locked@example.net');
    const page = await portal.open();
    await portal.visit(page, '/sign-in');
    await give(page, 'locked@example.net');
    for (let tries = 0; tries < 10; tries++) {
      await page.getByLabel('Password').fill(`wrong ${tries}`);
      await submit(page);
      await page.getByText('Address and password do not match').waitFor();
      await moveClock(20 * MINUTE_MS);
      await page.getByLabel('Password').fill('');
      await submit(page);
      await page.getByText('Enter your password.').waitFor();
    }
    await page.getByLabel('Password').fill(password);
    await submit(page);
    await page.getByText(/Too many tries. You can try again in about \d+ hours/).waitFor();
    await expectSound(page, 'sign-in-locked');
    const mail = await newestMail(portal.stack, 'locked@example.net', 'Somebody tried to sign in');
    const owner = await portal.open();
    const changes: string[] = [];
    owner.on('request', (request) => {
      if (request.method() !== 'GET') changes.push(request.url());
    });
    await portal.visit(owner, `/unlock#link=${linkOfMail(mail)}`);
    await heading(owner, 'Unlock your account');
    await owner.waitForLoadState('networkidle');
    expect(changes).toEqual([]);
    await expectSound(owner, 'unlock');
    await owner.getByRole('button', { name: 'Unlock my account' }).click();
    await heading(owner, 'You can sign in again');
    await expectSound(owner, 'unlocked');
    await owner.getByRole('button', { name: 'Sign in', exact: true }).click();
    await give(owner, 'locked@example.net');
    await owner.getByLabel('Password').fill(password);
    await submit(owner);
    await heading(owner, 'Inbox');
    await portal.visit(owner, `/unlock#link=${linkOfMail(mail)}`);
    await owner.getByRole('button', { name: 'Unlock my account' }).click();
    await heading(owner, 'This link does not unlock anything');
    await expectSound(owner, 'unlock-used');
  });

  it('asks for a fresh code where the account was not used for long', async () => {
    await account('asleep@example.net');
    // First the warning, then the step.
    for (const days of [24, 8]) {
      await moveClock(days * DAY_MS);
      await portal.stack.runTimer('sweep');
    }
    const page = await portal.open();
    await portal.visit(page, '/sign-in#to=asleep%40example.net');
    await page.getByLabel('Password').fill(password);
    await submit(page);
    await heading(page, 'Enter your code');
    await page.getByText('has not been used for a long time').waitFor();
    await page.getByLabel('Six-digit code').fill(await nextCode(portal.stack, 'asleep@example.net', 1));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await heading(page, 'Inbox');
  });
});

describe('registering', () => {
  const fill = async (page: Page, address: string, chosen = password) => {
    await page.getByLabel('Email address').fill(address);
    await page.getByLabel('First name').fill('Pat');
    await page.getByLabel('Last name').fill('Doe');
    await page.getByLabel('Password', { exact: true }).fill(chosen);
    await page.getByLabel('Password again').fill(chosen);
    await page.getByLabel('I accept the terms of use').check();
    await page.getByRole('button', { name: 'Send me a code' }).click();
  };

  it('says everything that is wrong beside its field, and points at the first', async () => {
    const page = await portal.open('desk');
    await portal.visit(page, '/register');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    for (const text of [
      'Enter a whole e-mail address',
      'Enter your first name.',
      'Enter your last name.',
      'This password does not meet the rules below.',
      'Please accept the terms of use to go on.',
    ])
      await page.getByText(text).waitFor();
    expect(await focused(page)).toBe('address');
    await expectSound(page, 'register-wrong');
    await fill(page, 'weak@example.net', 'aaaaaaaaaaaaaaaa');
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'password');
    await expectSound(page, 'register-weak');
    await fill(page, 'tammy.gould@example.gov');
    await page.getByText('This address belongs to State of Example.').waitFor();
    expect(await focused(page)).toBe('address');
  });

  it('confirms by the link of the mail: with the button alone here, with the password elsewhere', async () => {
    const id = await named('links@example.net');
    const page = await portal.open();
    await portal.visit(page, `/m/${id}#to=links%40example.net`);
    await page.getByRole('button', { name: 'Register' }).click();
    await heading(page, 'Register');
    await expectSound(page, 'register');
    await fill(page, 'links@example.net');
    await heading(page, 'Enter your code');
    const link = linkOfMail(await newestMail(portal.stack, 'links@example.net', 'is your code'));

    const elsewhere = await portal.open('desk');
    await portal.visit(elsewhere, `/confirm#link=${link}`);
    await heading(elsewhere, 'Confirm your address');
    await expectSound(elsewhere, 'confirm-link');
    await elsewhere.getByRole('button', { name: 'Confirm my address' }).click();
    await elsewhere.getByText('You registered in another browser.').waitFor();
    expect(await focused(elsewhere)).toBe('password');
    await elsewhere.getByLabel('Password').fill('somebody else');
    await elsewhere.getByRole('button', { name: 'Confirm my address' }).click();
    await elsewhere.getByText('This is not the password that you chose.').waitFor();
    await expectSound(elsewhere, 'confirm-link-elsewhere');

    const tab = await page.context().newPage();
    await portal.visit(tab, `/confirm#link=${link}`);
    await tab.getByRole('button', { name: 'Confirm my address' }).click();
    await heading(tab, 'Your records');
    expect(new URL(tab.url()).pathname).toBe(`/m/${id}`);
    // The tab in which the code would have been typed knows as well.
    await page.getByRole('button', { name: 'Account: Pat Doe' }).waitFor();

    await elsewhere.getByLabel('Password').fill(password);
    await elsewhere.getByRole('button', { name: 'Confirm my address' }).click();
    await heading(elsewhere, 'This link has done its work');
    await expectSound(elsewhere, 'confirm-link-used');
  });
});

describe("the session's end", () => {
  /** Moves both clocks: the page's, with its timers, and the service's. */
  const forward = async (page: Page, minutes: number) => {
    await moveClock(minutes * MINUTE_MS);
    await page.clock.fastForward(minutes * MINUTE_MS);
  };
  const warning = (page: Page) => page.getByRole('alertdialog', { name: 'Are you still there?' });

  it('is announced two minutes before, put off by the keyboard, and then cannot be put off any more', async () => {
    const id = await named('ending@example.net');
    const page = await portal.openOf('ending@example.net');
    await page.clock.install();
    await portal.visit(page, `/m/${id}/reply`);
    const text = page.getByRole('textbox', { name: 'Your reply' });
    await text.fill('Not lost, plover-1');
    await forward(page, 27);
    expect(await warning(page).count()).toBe(0);
    await forward(page, 1.5);
    await warning(page).waitFor();
    await page.getByText('You will be signed out in about two minutes.').waitFor();
    expect(await focused(page)).toBe('Stay signed in');
    await expectSound(page, 'session-ending');
    await page.keyboard.press('Enter');
    await warning(page).waitFor({ state: 'detached' });
    expect(await text.innerText()).toBe('Not lost, plover-1');

    // Typing keeps the session, so nothing is asked after another 25 + 5 minutes; but an hour is the most.
    await forward(page, 20);
    const kept = page.waitForResponse((response) => response.url().endsWith('/api/me'));
    await text.press('End');
    await kept;
    await forward(page, 10);
    await warning(page).waitFor();
    await page.getByText('It cannot be put off').waitFor();
    await expectSound(page, 'session-ending-for-good');
    await page.keyboard.press('Escape');
    await warning(page).waitFor({ state: 'detached' });
    await forward(page, 2);
    await heading(page, 'Your session has ended');
    await page.getByText('The reply that you were writing is kept').waitFor();
    await expectSound(page, 'session-ended');

    await page.getByRole('button', { name: 'Sign in again' }).click();
    await give(page, 'ending@example.net');
    await page.getByLabel('Password').fill(password);
    await submit(page);
    await heading(page, 'Reply');
    expect(await page.getByRole('textbox', { name: 'Your reply' }).innerText()).toBe('Not lost, plover-1');
  });

  it('signs out from the warning, and forgets what somebody else must not find', async () => {
    const id = await named('leaving@example.net');
    await account('next@example.net');
    const page = await portal.openOf('leaving@example.net');
    await page.clock.install();
    await portal.visit(page, `/m/${id}/reply`);
    await page.getByRole('textbox', { name: 'Your reply' }).fill('Mine alone, godwit-2');
    await forward(page, 28.5);
    await warning(page).waitFor();
    await tabTo(page, 'button', 'Sign out');
    await page.keyboard.press('Enter');
    await heading(page, 'You are signed out');
    await page.getByText('Close this window on a shared computer.').waitFor();
    await expectSound(page, 'signed-out');
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await give(page, 'leaving@example.net');
    await page.getByLabel('Password').fill(password);
    await submit(page);
    await heading(page, 'Inbox');
    await page.getByRole('link', { name: /Your records/ }).click();
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    expect((await page.getByRole('textbox', { name: 'Your reply' }).innerText()).trim()).toBe('');
  });

  it('tells the other tabs: one that signs out signs out all, and one that signs in brings them back', async () => {
    const id = await named('tabs@example.net');
    const page = await portal.openOf('tabs@example.net');
    const other = await page.context().newPage();
    await portal.visit(other, `/m/${id}/reply`);
    await other.getByRole('textbox', { name: 'Your reply' }).fill('In the other tab, dunlin-3');
    await portal.visit(page, '/inbox');
    await page.getByRole('button', { name: 'Account: Pat Doe' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, 'You are signed out');
    await heading(other, 'Your session has ended');
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await give(page, 'tabs@example.net');
    await page.getByLabel('Password').fill(password);
    await submit(page);
    await heading(page, 'Inbox');
    await heading(other, 'Reply');
    expect(await other.getByRole('textbox', { name: 'Your reply' }).innerText()).toBe(
      'In the other tab, dunlin-3',
    );
  });
});
