import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildWhatIsOld } from '../../infra/local/built.ts';
import { launchChromium } from '../../infra/local/chromium.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { openOutlook, openPane, pressSendSecure, write } from '../browser/outlook.ts';
import { createBrowser, letterTo, paneClient, register, sendAs, trust } from '../flow/clients.ts';
import type { Bench } from './run.ts';

const root = join(import.meta.dirname, '../..');
const SIZES = [4_000, 10_000_000, 35_000_000];
const ROUNDS = 5;
const reader = 'pat@example.net';
const sender = 'tammy.gould@example.gov';

type Times = { sendMs: number; bareSendMs: number; openMs: number; bareOpenMs: number };

/**
 * One message with one attachment in headless Chromium, medians of five interleaved rounds after one to
 * warm up. Send: in the pane, from the click to the committed message. Open: signed in with nothing in
 * the cache, from navigation to the letter shown and the attachment saved, which only verified bytes are.
 * Bare: Azurite's own PUT and GET of as many bytes, from the same pages.
 */
export const bench: Bench = async () => {
  await buildWhatIsOld(root, ['pages']);
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-story-'));
  const [stack, browser] = await Promise.all([
    startStack({ folder, ports: 'free', fresh: true }),
    launchChromium(),
  ]);
  try {
    trust(stack);
    const cookies = createBrowser();
    await sendAs(paneClient(stack, sender), letterTo(reader, Date.now()));
    await register(stack, reader, cookies);

    const times = new Map<number, Times[]>(SIZES.map((sizeBytes) => [sizeBytes, []]));
    for (let round = 0; round <= ROUNDS; round++) {
      for (const sizeBytes of SIZES) {
        const sent = await measureSend(stack, browser, folder, sizeBytes);
        const opened = await measureOpen(stack, browser, cookies.cookies, sent.id);
        if (round > 0) times.get(sizeBytes)?.push({ ...sent.times, ...opened });
      }
    }
    return {
      rows: [...times].map(([sizeBytes, all]) => ({
        sizeBytes,
        sendMs: median(all.map((one) => one.sendMs)),
        bareSendMs: median(all.map((one) => one.bareSendMs)),
        openMs: median(all.map((one) => one.openMs)),
        bareOpenMs: median(all.map((one) => one.bareOpenMs)),
      })),
    };
  } finally {
    await browser.close();
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

async function measureSend(stack: Stack, browser: Browser, folder: string, sizeBytes: number) {
  const path = join(folder, 'attachment.bin');
  await writeFile(path, new Uint8Array(sizeBytes).fill(7));
  const page = await openOutlook(browser, stack);
  await page.addInitScript(watchSend);
  const committed = new Promise<{ id: string; sendMs: number }>((resolve) => {
    void page.exposeFunction('reportCommit', (id: string, sendMs: number) => resolve({ id, sendMs }));
  });
  await write(page, { to: reader, subject: `Story of ${sizeBytes} bytes`, text: 'Dear Pat, heron-4711' });
  await page.getByTestId('attach-files').setInputFiles(path);
  await page.getByText('attachment.bin').first().waitFor();
  const pane = await openPane(page);
  await pane.getByRole('button', { name: 'Send Secure', disabled: false }).waitFor();
  // What opening the pane began is over before the click, as it is for a person.
  await page.waitForTimeout(300);

  const link = await uploadLink(stack, sizeBytes);
  const bareSendMs = await pane.locator('body').evaluate(putBare, { url: link, sizeBytes });
  await pressSendSecure(page);
  const { id, sendMs } = await committed;
  await page.getByRole('status').getByText('Sent to').waitFor();
  await page.context().close();
  return { id, times: { sendMs, bareSendMs } };
}

async function uploadLink(stack: Stack, sizeBytes: number): Promise<string> {
  const client = paneClient(stack, sender);
  const { id } = await client.createDraft({}, crypto.randomUUID());
  return (await client.createPart(id, sizeBytes)).url;
}

async function measureOpen(
  stack: Stack,
  browser: Browser,
  cookies: ReadonlyMap<string, string>,
  id: string,
): Promise<{ openMs: number; bareOpenMs: number }> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, acceptDownloads: true });
  context.setDefaultTimeout(30_000);
  await signIn(context, stack, cookies);
  const page = await context.newPage();
  await page.addInitScript(watchOpen);
  const opened = reportOf(page);
  await page.goto(`${stack.urls.product}/m/${id}`, { waitUntil: 'commit' });
  const openMs = await opened;
  const bareOpenMs = await page.evaluate(getBare, stack.urls.blob);
  await context.close();
  return { openMs, bareOpenMs };
}

function reportOf(page: Page): Promise<number> {
  return new Promise((resolve) => {
    void page.exposeFunction('reportSaved', resolve);
  });
}

async function signIn(
  context: BrowserContext,
  stack: Stack,
  cookies: ReadonlyMap<string, string>,
): Promise<void> {
  await context.addCookies(
    [...cookies].map(([name, value]) => ({
      name,
      value,
      url: stack.urls.product,
      secure: true,
      httpOnly: true,
      sameSite: 'Lax' as const,
    })),
  );
}

/** Runs in each frame before its own scripts: times the click on Send Secure to the answer of the commit. */
function watchSend(): void {
  let clickedAt = 0;
  document.addEventListener(
    'click',
    () => {
      clickedAt = performance.now();
    },
    { capture: true },
  );
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      const id = /\/api\/messages\/([^/]+)\/send$/.exec(entry.name)?.[1];
      if (id === undefined) continue;
      // Bindings stand in the page's own window, and in every frame of it.
      (window as unknown as { reportCommit: (id: string, ms: number) => void }).reportCommit(
        id,
        entry.responseEnd - clickedAt,
      );
    }
  }).observe({ type: 'resource', buffered: true });
}

/** Runs before the portal's scripts: presses Save as soon as the letter offers it, and times its end from the navigation on. */
function watchOpen(): void {
  let isPressed = false;
  let isReported = false;
  const look = () => {
    const save = document.querySelector<HTMLButtonElement>('li button[aria-label^="Save "]');
    if (!isPressed && save !== null) {
      isPressed = true;
      save.click();
    }
    const status = document.querySelector('li [role=status]')?.textContent ?? '';
    if (!isReported && status.endsWith('is saved.')) {
      isReported = true;
      (window as unknown as { reportSaved: (ms: number) => void }).reportSaved(performance.now());
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Runs in the pane: PUTs a Blob of this size to a create-only link, and answers the milliseconds. */
function putBare(_body: Element, { url, sizeBytes }: { url: string; sizeBytes: number }): Promise<number> {
  const blob = new Blob([new Uint8Array(sizeBytes).fill(7)]);
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.setRequestHeader('x-ms-blob-type', 'BlockBlob');
    request.onload = () => resolve(performance.now() - startedAt);
    request.onerror = () => reject(new Error('bare PUT failed'));
    request.send(blob);
  });
}

/** Runs in the portal: GETs the largest blob that the page read, and answers the milliseconds. */
async function getBare(blobOrigin: string): Promise<number> {
  const blobs = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter((entry) => entry.name.startsWith(blobOrigin))
    .sort((a, b) => b.startTime - a.startTime);
  const [last] = blobs;
  if (last === undefined) throw new Error('the page read no blob');
  const startedAt = performance.now();
  const response = await fetch(last.name, { cache: 'no-store', credentials: 'omit' });
  await response.arrayBuffer();
  return performance.now() - startedAt;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN) * 10) / 10;
}
