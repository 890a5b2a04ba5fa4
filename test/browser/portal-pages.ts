import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchChromium } from '../../infra/local/chromium.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { startAccountStack } from '../flow/account-stack.ts';
import { createBrowser, register } from '../flow/clients.ts';

/* What browser tests of the portal's account pages share: a stack, a real browser, and windows of it. */

export const password = 'correct horse battery';

type Kind = 'phone' | 'desk';
type Cookies = ReadonlyMap<string, string>;

export type Portal = {
  stack: Stack;
  /** A window of a phone of 360 px or a desk of 1280, with these cookies; nobody has signed in on it without. */
  open: (kind?: Kind, cookies?: Cookies, options?: BrowserContextOptions) => Promise<Page>;
  /** A window on which this address has registered and is signed in. */
  openOf: (address: string, kind?: Kind) => Promise<Page>;
  visit: (page: Page, path: string) => Promise<unknown>;
  closeWindows: () => Promise<void>;
  stop: () => Promise<void>;
};

const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } } as const;

/** Starts a stack of its own with a real browser. */
export async function startPortal(name: string): Promise<Portal> {
  const [{ stack, stop }, browser] = await Promise.all([startAccountStack(name), launchChromium()]);
  const contexts: BrowserContext[] = [];
  const open: Portal['open'] = async (kind = 'phone', cookies = new Map(), options = {}) => {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: SIZES[kind],
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    context.setDefaultTimeout(60_000);
    contexts.push(context);
    await context.addCookies(
      [...cookies].map(([cookie, value]) => ({
        name: cookie,
        value,
        url: stack.urls.product,
        secure: true,
        httpOnly: true,
        sameSite: 'Lax' as const,
      })),
    );
    return context.newPage();
  };
  return {
    stack,
    open,
    openOf: async (address, kind) => {
      const browserOfTheirs = createBrowser();
      await register(stack, address, browserOfTheirs);
      return open(kind, browserOfTheirs.cookies);
    },
    visit: (page, path) => page.goto(`${stack.urls.product}${path}`),
    closeWindows: async () => {
      for (const context of contexts.splice(0)) await context.close();
    },
    stop: async () => {
      await browser.close();
      await stop();
    },
  };
}

/** Waits for the page with this title; where it does not come, the error says what stands there in its place. */
export async function heading(page: Page, name: string | RegExp): Promise<void> {
  try {
    await page.getByRole('heading', { level: 1, name }).waitFor();
  } catch (cause) {
    const text = await page.locator('body').innerText();
    throw new Error(`"${name}" did not come; at ${page.url()} stands: ${text.slice(0, 600)}`, { cause });
  }
}

/**
 * Nothing that axe finds on a phone in light and on a desk in dark, nothing to scroll sideways on either or
 * at 320 px, a title that says where one is (`product` null: outside the product's pages). With `SEALPOST_SHOTS=<folder>` pictures of the page stay there.
 */
export async function expectSound(
  page: Page,
  name: string,
  product: string | null = 'Secure mail',
): Promise<void> {
  // A page that is still on its way has neither heading nor title.
  await page.getByRole('heading', { level: 1 }).waitFor();
  const before = page.viewportSize() ?? SIZES.desk;
  for (const [viewport, colorScheme] of [
    [SIZES.phone, 'light'],
    [SIZES.desk, 'dark'],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { width } = viewport;
    const folder = process.env.SEALPOST_SHOTS;
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
    expect(
      violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html).join(' | ')}`),
    ).toEqual([]);
    await expect.poll(() => scrollWidth(page), { message: name }).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 320, height: 740 });
  // What floats over the page finds its new place a moment later.
  await expect.poll(() => scrollWidth(page), { message: name }).toBeLessThanOrEqual(320);
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  expect(await page.title()).toBe(product === null ? title : `${title} – ${product}`);
}

function scrollWidth(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

/** Which element has the focus, by its `name`, its label or its text. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return (
      element?.getAttribute('name') ??
      element?.getAttribute('aria-label') ??
      element?.textContent?.trim() ??
      ''
    );
  });
}

/** Presses Tab until the named element has the focus; throws where it never gets there. */
export async function tabTo(
  page: Page,
  role: 'button' | 'link' | 'textbox' | 'checkbox' | 'combobox' | 'radio',
  name: string | RegExp,
): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await target.waitFor();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the keyboard does not reach ${role} ${name}`);
}
