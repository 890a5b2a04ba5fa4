import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';

export type ScriptPage = { page: Page; stop: () => Promise<void> };

/**
 * Opens an empty page on http://localhost, where WebCrypto works, with a module of ours bundled and its
 * exports on `globalThis.exported`. `headers` go with every answer.
 */
export async function openScriptPage(
  browser: Browser,
  modulePath: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<ScriptPage> {
  const bundle = await esbuild.build({
    entryPoints: [modulePath],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'exported',
    target: 'chrome130',
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    const isScript = request.url === '/script.js';
    response.writeHead(200, { ...headers, 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? script : '<!doctype html><title>test</title><script src="/script.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage();
  const stop = async () => {
    await page.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  return { page, stop };
}
