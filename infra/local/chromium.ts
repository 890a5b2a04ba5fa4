import { access } from 'node:fs/promises';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Where systems keep a Chromium or Chrome, likeliest first. */
const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const FLAGS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts a real browser without a window: the system's Chromium or Chrome, else the one that
 * `@sparticuz/chromium` ships with its own libraries (Linux). `CHROMIUM_PATH` names another. That
 * package's own flags are left out: one process for all pages, and no same-origin policy, is not what readers have.
 */
export async function launchChromium(): Promise<Browser> {
  const path = process.env.CHROMIUM_PATH ?? (await firstThere(SYSTEM_BROWSERS));
  if (path !== undefined) return chromium.launch({ executablePath: path, args: FLAGS });
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: FLAGS,
  });
}

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}
