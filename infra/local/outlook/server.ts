import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { sendJson } from '../body.ts';
import { listen } from '../listen.ts';
import { bundleAssets } from './bundle.ts';
import { openMailboxFolder } from './folder.ts';
import type { Person } from './mail-item.ts';
import { readManifest } from './manifest.ts';
import { answerRequest, type BrokerToken } from './routes.ts';

/** How the local Outlook is started; `port` 0 takes a free one, `origin` is that of the add-in's pages. */
export type OutlookOptions = {
  port: number;
  tls: { key: string; cert: string };
  origin: string;
  manifestPath: string;
  folder: string;
  smtp: { host: string; port: number };
  people: readonly Person[];
  brokerToken: BrokerToken;
};

/**
 * Starts the local Outlook: a compose window over https that drives Microsoft's unmodified office.js, with
 * drafts and Sent Items below `folder` and outgoing mail over SMTP. The manifest is read anew on every load of
 * the page, so that a change shows after a reload. Throws when the port is taken or the manifest unreadable.
 */
export async function startOutlook(
  options: OutlookOptions,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const readAddin = async () => readManifest(await readFile(options.manifestPath, 'utf8'), options.origin);
  await readAddin();
  const ports = {
    assets: await bundleAssets(),
    folder: openMailboxFolder(options.folder),
    smtp: options.smtp,
    people: options.people,
    productOrigin: options.origin,
    readAddin,
    brokerToken: options.brokerToken,
  };
  const server = createServer(options.tls, (request, response) => {
    answerRequest(ports, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { message: error instanceof Error ? error.message : 'failed' });
    });
  });
  const { port, stop } = await listen(server, options.port);
  return { url: `https://localhost:${port}`, stop };
}
