import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../../infra/local/chromium.ts';
import type { frameDocument as FrameDocument } from '../../portal/parts/mail-frame.ts';
import type { sanitiseMail as SanitiseMail } from '../../portal/parts/sanitise-mail.ts';
import { hostileMail, TRAP } from './hostile-mail.ts';
import { mutationMail } from './mutation-mail.ts';

declare global {
  interface Window {
    mail: { sanitiseMail: typeof SanitiseMail; frameDocument: typeof FrameDocument };
    pwned?: number;
  }
}

const dot =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let server: Server;
let browser: Browser;
let page: Page;
/** A page that has no policy at all and runs whatever it is given. */
let open: Page;
const corpus = [...hostileMail, ...mutationMail];
const requested: string[] = [];

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './portal/parts/sanitise-mail.ts'; export * from './portal/parts/mail-frame.ts';`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'mail',
  });
  server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>bench</title>');
  }).listen(0, '127.0.0.1');
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  page.on('request', (request) => requested.push(request.url()));
  open = await browser.newPage();
  await open.goto(page.url());
  open.on('request', (request) => requested.push(request.url()));
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

function sanitise(html: string, pictures: Record<string, string> = {}) {
  return page.evaluate(([source, map]) => window.mail.sanitiseMail(source, new Map(Object.entries(map))), [
    html,
    pictures,
  ] as const);
}

/** Shows sanitised HTML as the portal does, but in a frame whose own policy is all that protects it. */
async function show(html: string): Promise<void> {
  await page.evaluate(
    (source) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
        frame.addEventListener('load', () => setTimeout(resolve, 50), { once: true });
        frame.srcdoc = window.mail.frameDocument(source);
        document.body.replaceChildren(frame);
      }),
    html,
  );
}

/** What of some HTML could run, load, leave its place or look like the page's own. */
async function dangersIn(html: string): Promise<string[]> {
  const { tags, attributes } = await page.evaluate((source) => {
    const elements = [...new DOMParser().parseFromString(source, 'text/html').body.querySelectorAll('*')];
    return {
      tags: elements.map((element) => element.nodeName.toLowerCase()),
      attributes: elements.flatMap((element) =>
        [...element.attributes].map(({ name, value }) => `${name}=${value}`),
      ),
    };
  }, html);
  const banned =
    /^(script|style|svg|math|form|input|button|select|textarea|dialog|details|iframe|object|embed|link|meta|base|template|video|audio)$|-/;
  const loading =
    /^(on|src=(?!data:image\/(png|jpeg|gif|webp);)|srcset|background|poster|action|ping|cite|id=|name=|class=|is=|data-|aria-|popover|slot|autofocus|tabindex|contenteditable)/i;
  const leaving = /^href=(?!https?:\/\/|mailto:)/i;
  const styling =
    /^style=.*(url|image-set|image\(|cross-fade|src\(|position|transform|translate|opacity|animation|transition|z-index|content:|var\(|margin[^;]*-\d)/i;
  return [
    ...tags.filter((tag) => banned.test(tag)),
    ...attributes.filter((one) => [loading, leaving, styling].some((danger) => danger.test(one))),
  ];
}

/** Puts HTML into the page without a policy, three times over, each time as it was written out the time before. */
async function settle(html: string): Promise<string> {
  const settled = await open.evaluate((source) => {
    const box = document.createElement('div');
    document.body.replaceChildren(box);
    return [1, 2, 3].reduce((state) => {
      box.innerHTML = state;
      return box.innerHTML;
    }, source);
  }, html);
  await open.waitForTimeout(20);
  return settled;
}

describe('sanitising a mail', () => {
  it.each(corpus.map((html) => [html.slice(0, 70), html]))('makes harmless %s', async (_, html) => {
    requested.length = 0;
    const clean = await sanitise(html);
    expect(await dangersIn(clean.html)).toEqual([]);

    await show(clean.html);
    expect(requested.filter((url) => !url.startsWith('about:') && !url.startsWith('data:'))).toEqual([]);
    expect(await page.evaluate(() => window.pwned)).toBeUndefined();

    // However often it is read and written, and even a page without any policy does nothing with it.
    expect(await dangersIn(await settle(clean.html))).toEqual([]);
    expect(requested.filter((url) => !url.startsWith('about:') && !url.startsWith('data:'))).toEqual([]);
    expect(await open.evaluate(() => window.pwned)).toBeUndefined();
  });

  it('is watched by a page that does run and load what is not cleaned', async () => {
    for (const html of [
      `<img src="x:x" onerror="top.pwned=1">`,
      `<img src="${TRAP}/a.png">`,
      `<p style="background:url(${TRAP}/b.png)">a</p>`,
    ]) {
      requested.length = 0;
      await settle(html);
      const isCaught = () =>
        open
          .evaluate(() => window.pwned === 1)
          .then((ran) => ran || requested.some((url) => url.startsWith(TRAP)));
      await vi.waitUntil(isCaught, { timeout: 10_000 });
      await open.reload();
    }
  });

  it('opens links in a tab of their own that knows nothing of this page', async () => {
    const { html } = await sanitise(
      '<a href="https://example.net/a" target="_top">a</a> <a href="mailto:a@b.example">b</a>',
    );
    expect(html).toBe(
      '<a href="https://example.net/a" target="_blank" rel="noopener noreferrer">a</a> <a href="mailto:a@b.example" target="_blank" rel="noopener noreferrer">b</a>',
    );
  });

  it('shows inline pictures, hides those from elsewhere and counts them', async () => {
    const { html, hiddenPictures } = await sanitise(
      `<img src="cid:a%40b" alt="one"><img src="CID:none" alt="two"><img src="${TRAP}/x.png" alt="three"><img src="${dot}">`,
      { 'a@b': dot },
    );
    expect(html).toBe(`<img src="${dot}" alt="one"><img alt="two"><img alt="three"><img src="${dot}">`);
    expect(hiddenPictures).toBe(1);
  });

  it('never takes a picture of another type for an inline one', async () => {
    const { html } = await sanitise('<img src="cid:a">', { a: 'data:image/svg+xml;base64,PHN2Zy8+' });
    expect(html).toBe('<img>');
  });

  it('keeps what ordinary mails are made of', async () => {
    const letter =
      '<table border="1" cellpadding="4" width="100%"><tbody><tr><td colspan="2" bgcolor="#ffeecc"><font color="red" face="Arial">a</font></td></tr></tbody></table><ol start="3"><li>b</li></ol>';
    expect((await sanitise(letter)).html).toBe(letter);
    const { html } = await sanitise('<p style="color: red; margin: 4px; font-weight: bold">c</p>');
    expect(html).toContain('color: red');
    expect(html).toContain('font-weight: bold');
    expect(html).toContain('margin-top: 4px');
  });
});
