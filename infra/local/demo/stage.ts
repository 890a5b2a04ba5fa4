import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../chromium.ts';
import { type Stack, startStack } from '../stack.ts';
import { createStory, type Story } from './letter.ts';

/** Everything that the demo's steps share: the stack, a browser, and what was written. */
export type Stage = {
  stack: Stack;
  story: Story;
  folder: string;
  /** A fresh browser profile at desktop width: another person, another machine. */
  person: () => Promise<Page>;
  /** Screenshots of a page at phone and desktop width, `{name}-360.png` and `{name}-1280.png`. */
  screenshot: (page: Page, name: string) => Promise<void>;
  close: () => Promise<void>;
};

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 780 };

/** Starts a stack of its own on free ports, with its data and the screenshots under `folder`. */
export async function openStage(folder: string): Promise<Stage> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const stack = await startStack({ folder: join(folder, 'stack'), ports: 'free', fresh: true });
  let browser: Browser | null = null;
  try {
    browser = await launchChromium();
  } catch (error) {
    await stack.stop();
    throw error;
  }
  const running = browser;
  const contexts: BrowserContext[] = [];
  return {
    stack,
    story: createStory(),
    folder,
    async person() {
      const context = await running.newContext({
        viewport: DESKTOP,
        ignoreHTTPSErrors: true,
        acceptDownloads: true,
        locale: 'en-US',
        timezoneId: 'America/New_York',
      });
      contexts.push(context);
      context.setDefaultTimeout(30_000);
      return context.newPage();
    },
    async screenshot(page, name) {
      for (const size of [PHONE, DESKTOP]) {
        await page.setViewportSize(size);
        await page.waitForTimeout(150);
        await page.screenshot({ path: join(folder, `${name}-${size.width}.png`) });
      }
    },
    async close() {
      for (const context of contexts) await context.close();
      await running.close();
      await stack.stop();
    },
  };
}
