import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../infra/local/chromium.ts';
import { linkIn, mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { openMessage } from '../../shared/api/index.ts';
import { readStorage } from '../faults/crash-storage.ts';
import { record } from '../faults/report.ts';
import { paneClient, trust } from '../flow/clients.ts';
import { openOutlook, openOutlookIn, openPane, pressSendSecure, write } from './outlook.ts';

/*
 * The pane ends after each of its steps: every request that changes something at the service, every call
 * that changes the draft in Outlook. The steps are counted in a run without a crash, so none is named here.
 */

/** Calls of office.js that only read, by dispatch id; whatever is not named here counts as a step. */
const readingCalls = [
  14, 15, 18, 37, 99, 107, 149, 150, 151, 164, 166, 174, 175, 199, 200, 201, 202, 210, 213,
];
/** Calls of office.js that concern the pane's look and not the draft: notices and settings. */
const otherCalls = [4, 33, 34, 35, 36, 163, 176, 193, 400, 401, 402, 404];

/** What the changing calls do, for the report; one that is not named here shows its dispatch id. */
const callNames: Record<number, string> = {
  17: 'subject',
  20: 'remove attachment',
  32: 'save',
  38: 'body',
  152: 'headers',
  153: 'remove headers',
  215: 'send',
};

type Family = 'request' | 'office.js call';
/** How the pane ends: with its window, or alone. */
type End = 'the window closes' | 'the pane closes';
type Step = { family: Family; nth: number; name: string };

let stack: Stack;
let browser: Browser;
let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-pane-crash-'));
  [stack, browser] = await Promise.all([
    startStack({ folder, ports: 'free', fresh: true }),
    launchChromium(),
  ]);
  trust(stack);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An Outlook with a saved draft in it, whose pane stops for good after a step; `steps` are those it made. */
async function openDraft(to: string, stopAfter: Step | null) {
  const page = await openOutlook(browser, stack);
  const steps: Step[] = [];
  let isStopped = false;
  const stopped = Promise.withResolvers<void>();
  const made = (family: Family, name: string): boolean => {
    const nth = steps.filter((step) => step.family === family).length + 1;
    steps.push({ family, nth, name });
    return stopAfter?.family === family && stopAfter.nth === nth;
  };
  const stop = () => {
    isStopped = true;
    stopped.resolve();
  };
  await page.context().route(
    (url) => url.origin === new URL(stack.urls.blob).origin || url.pathname.startsWith('/api/'),
    async (route) => {
      const request = route.request();
      if (isStopped) return;
      if (request.method() === 'GET') return route.continue();
      const isLast = made('request', `${request.method()} ${nameOf(request.url())}`);
      const response = await route.fetch();
      // The service has done it, and the pane never hears of it.
      if (isLast) stop();
      else await route.fulfill({ response });
    },
  );
  await page.exposeFunction('officeCall', (id: number) => {
    if (isStopped) return 'drop';
    return made('office.js call', callNames[id] ?? `dispatch id ${id}`) ? 'last' : 'pass';
  });
  await page.exposeFunction('officeStopped', stop);
  await page.evaluate(watchOfficeCalls, [...readingCalls, ...otherCalls]);
  await write(page, { to, subject: 'Results', text: 'The marker is heron-4711.' });
  await page.waitForURL(/draft=/);
  return { page, steps, stopped: stopped.promise };
}

/** Runs in Outlook's window: holds each changing call of the pane back until the test has counted it. */
function watchOfficeCalls(readIds: number[]): void {
  const host = window as unknown as {
    officeCall: (id: number) => Promise<'pass' | 'last' | 'drop'>;
    officeStopped: () => void;
  };
  let isStopped = false;
  const seen = new WeakSet<Event>();
  // The first listener of the window, since Outlook listens only once the pane opens.
  window.addEventListener('message', (event) => {
    if (seen.has(event) || typeof event.data !== 'string' || !event.data.includes('"ExecuteMethod"')) return;
    if (isStopped) return event.stopImmediatePropagation();
    const call = JSON.parse(event.data);
    const id = call._data?.MethodData?.DispatchId;
    if (call._messageType !== 0 || call._actionType !== 0 || readIds.includes(id)) return;
    event.stopImmediatePropagation();
    void host.officeCall(id).then((verdict) => {
      if (verdict === 'drop') return;
      const { data, origin, source } = event;
      const again = new MessageEvent('message', { data, origin, source });
      seen.add(again);
      window.dispatchEvent(again);
      if (verdict !== 'last') return;
      isStopped = true;
      // Outlook does what it was asked, a save too, and nobody hears of it.
      setTimeout(host.officeStopped, 300);
    });
  });
}

function nameOf(url: string): string {
  const { pathname } = new URL(url);
  if (!pathname.startsWith('/api/')) return 'a part';
  return pathname.replace(/[A-Za-z0-9_-]{22}/, '{id}').replace(/rows\/.*\/subject/, 'rows/{row}/subject');
}

/** Sends, with the pane ended after a step, and finishes as its user would; answers what was left to do. */
async function sendThrough(step: Step, end: End, to: string): Promise<string> {
  const { page, stopped } = await openDraft(to, step);
  const search = new URL(page.url()).search;
  try {
    await openPane(page);
    await pressSendSecure(page);
    await stopped;
    let next = page;
    if (end === 'the window closes') {
      await page.context().unrouteAll({ behavior: 'ignoreErrors' });
      await page.close({ runBeforeUnload: false });
      next = await openOutlookIn(page.context(), stack, `/${search}`);
    } else {
      await page.getByRole('button', { name: 'Close pane' }).click();
      // Its window goes on, without the test's hand on it.
      await page.context().unrouteAll({ behavior: 'ignoreErrors' });
      await page.reload();
    }
    return await finish(next, to);
  } finally {
    await page.context().close();
  }
}

/** Opens the pane again where a draft is left, and presses Send Secure where nothing is sealed yet. */
async function finish(page: Page, to: string): Promise<string> {
  if ((await mailsTo(stack.urls.mail, to)).length > 0) return 'it had left';
  await page.getByRole('textbox', { name: 'Subject' }).waitFor();
  // The notice may have been on its way already as the pane ended: then no window of ours says so.
  const sent = Promise.any([
    page.getByRole('status').getByText('Sent to').waitFor(),
    waitForMail(stack.urls.mail, to),
  ]);
  const pane = await openPane(page);
  const ready = pane.getByRole('button', { name: 'Send Secure' });
  const first = await Promise.race([
    sent.then(() => 'finished by opening the pane'),
    ready.waitFor().then(() => 'sent anew'),
  ]);
  if (first === 'sent anew') await ready.click();
  await sent;
  return first;
}

describe('the pane ends after any of its steps', () => {
  it('and its message is sealed once, announced once and whole', async () => {
    const watched = await openDraft('watched@example.net', null);
    await openPane(watched.page);
    await pressSendSecure(watched.page);
    await watched.page.getByRole('status').getByText('Sent to').waitFor();
    await watched.page.context().close();
    const { storageConnection } = JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8'));
    expect(watched.steps.length).toBeGreaterThan(10);

    for (const step of watched.steps) {
      const end: End = ++count % 2 === 0 ? 'the pane closes' : 'the window closes';
      const to = `pane${count}@example.net`;
      const how = await sendThrough(step, end, to);
      const mails = await mailsTo(stack.urls.mail, to);
      const point = `${step.family} ${step.nth} (${step.name})`;
      expect([point, mails.length]).toEqual([point, 1]);
      expect(JSON.stringify(mails)).not.toContain('heron');
      const { records } = await readStorage(storageConnection);
      const sealed = [...records.values()].filter(
        (one) => 'readers' in one && one.readers.some((reader) => reader.address === to),
      );
      expect([point, sealed.length]).toEqual([point, 1]);
      const id = /\/m\/([A-Za-z0-9_-]{22})/.exec(mails[0] === undefined ? '' : linkIn(mails[0]))?.[1] ?? '';
      const { letter } = await openMessage(paneClient(stack, 'tammy.gould@example.gov'), id);
      expect(letter.body.text).toContain('The marker is heron-4711.');
      record({ area: 'crash: the pane', point, outcome: `${end}; ${how}, sealed once, one notice` });
    }
  }, 400_000);
});
