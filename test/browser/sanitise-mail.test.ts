import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../infra/local/chromium.ts';
import type { frameDocument as FrameDocument } from '../../portal/parts/mail-frame.ts';
import type { sanitiseMail as SanitiseMail } from '../../portal/parts/sanitise-mail.ts';
import { hostileMail, TRAP } from './hostile-mail.ts';

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

describe('sanitising a mail', () => {
  it.each(hostileMail.map((html) => [html.slice(0, 70), html]))('makes harmless %s', async (_, html) => {
    requested.length = 0;
    const clean = await sanitise(html);
    const left = await page.evaluate((source) => {
      const inert = new DOMParser().parseFromString(source, 'text/html');
      return {
        tags: [...inert.body.querySelectorAll('*')].map((element) => element.nodeName.toLowerCase()),
        attributes: [...inert.body.querySelectorAll('*')].flatMap((element) =>
          [...element.attributes].map(({ name, value }) => `${name}=${value}`),
        ),
      };
    }, clean.html);
    const banned =
      /^(script|style|svg|math|form|input|button|iframe|object|embed|link|meta|base|template|video|audio)$/;
    expect(left.tags.filter((tag) => banned.test(tag))).toEqual([]);
    const loading =
      /^(on|src=(?!data:image\/(png|jpeg|gif|webp);)|srcset|background|poster|action|ping|id=|name=|class=|data-|aria-)/i;
    expect(left.attributes.filter((attribute) => loading.test(attribute))).toEqual([]);
    expect(left.attributes.filter((a) => /^href=(?!https?:\/\/|mailto:)/i.test(a))).toEqual([]);
    const styles = left.attributes.filter((attribute) => attribute.startsWith('style='));
    expect(
      styles.filter((style) => /url|image-set|position|transform|opacity|var\(|margin[^;]*-\d/i.test(style)),
    ).toEqual([]);

    await show(clean.html);
    expect(requested.filter((url) => !url.startsWith('about:') && !url.startsWith('data:'))).toEqual([]);
    expect(await page.evaluate(() => window.pwned)).toBeUndefined();
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
