import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { transform } from 'esbuild';
import { sendJson } from '../body.ts';
import { listen } from '../listen.ts';
import { startSmtp } from './smtp.ts';
import { clearMails, type Mail, type MailStore, openMailStore, readAttachment, readRaw } from './store.ts';

/** A running mail server with its page. */
export type MailServer = {
  readonly url: string;
  readonly store: MailStore;
  readonly stop: () => Promise<void>;
};

type Page = { html: string; css: string; script: string };
type Ask = { method: string; url: URL; response: ServerResponse };

const pagePolicy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";
// A mail runs no script and loads nothing from elsewhere; its links leave for a tab of their own.
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'";

/**
 * Starts an SMTP server at `smtpPort` that keeps every mail in `folder`, and over https at `port` a page that
 * shows them and an API for tests: `GET /api/messages?to=`, `GET /api/messages/{id}`, `…/{id}/raw`,
 * `…/{id}/attachments/{index}`, `DELETE /api/messages`.
 */
export async function startMail({
  folder,
  port,
  smtpPort,
  tls,
}: {
  folder: string;
  port: number;
  smtpPort: number;
  tls: { key: string; cert: string };
}): Promise<MailServer> {
  const store = await openMailStore(folder);
  const page = await readPage();
  const server = createServer(tls, (request, response) => {
    const url = new URL(request.url ?? '/', 'https://localhost');
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    answer(store, page, { method: request.method ?? 'GET', url, response }).catch(() => response.destroy());
  });
  const smtp = await startSmtp(store, smtpPort);
  const listening = await listen(server, port);
  return {
    url: `https://localhost:${listening.port}`,
    store,
    stop: async () => {
      await Promise.all([smtp.stop(), listening.stop()]);
    },
  };
}

async function readPage(): Promise<Page> {
  const read = (name: string) => readFile(new URL(`page/${name}`, import.meta.url), 'utf8');
  const [html, css, script] = await Promise.all([read('index.html'), read('style.css'), read('script.ts')]);
  return { html, css, script: (await transform(script, { loader: 'ts' })).code };
}

async function answer(store: MailStore, page: Page, { method, url, response }: Ask): Promise<void> {
  switch (`${method} ${url.pathname}`) {
    case 'GET /':
      response.setHeader('content-security-policy', pagePolicy);
      return sendText(response, 'text/html', page.html);
    case 'GET /style.css':
      return sendText(response, 'text/css', page.css);
    case 'GET /script.js':
      return sendText(response, 'text/javascript', page.script);
    case 'GET /api/messages':
      return sendJson(response, 200, mailsTo(store, url.searchParams.get('to')));
    case 'GET /api/summaries':
      return sendJson(response, 200, store.mails.map(summary));
    case 'DELETE /api/messages':
      await clearMails(store);
      return void response.writeHead(204).end();
    default:
      return answerMail(store, { method, url, response });
  }
}

async function answerMail(store: MailStore, { method, url, response }: Ask): Promise<void> {
  const [, id, part = '', index] =
    /^\/api\/messages\/([^/]+)(?:\/(\w+)(?:\/(\d+))?)?$/.exec(url.pathname) ?? [];
  const mail = method === 'GET' ? store.mails.find((one) => one.id === id) : undefined;
  if (!mail) return sendJson(response, 404, { error: 'There is no such mail.' });
  if (part === '') return sendJson(response, 200, mail);
  if (part === 'raw') return sendText(response, 'text/plain', await readRaw(store, mail));
  if (part === 'html' && mail.html !== null) {
    response.setHeader('content-security-policy', mailPolicy);
    return sendText(response, 'text/html', frameHtml(mail, mail.html));
  }
  const bytes = part === 'attachments' ? await readAttachment(store, mail, Number(index)) : null;
  const attachment = mail.attachments[Number(index)];
  if (!bytes || !attachment) return sendJson(response, 404, { error: 'There is no such part.' });
  // Only pictures may show in a mail; everything else is for saving.
  const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(attachment.type);
  response.writeHead(200, {
    'content-type': isPicture ? attachment.type : 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
  });
  response.end(bytes);
}

function mailsTo({ mails }: MailStore, address: string | null): readonly Mail[] {
  if (address === null) return mails;
  return mails.filter(({ envelope }) => envelope.to.some((to) => to.toLowerCase() === address.toLowerCase()));
}

function summary({ id, at, envelope, from, subject, text, attachments }: Mail) {
  const preview = (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 140);
  return { id, at, envelope, from, subject, preview, attachmentCount: attachments.length };
}

function frameHtml({ id, attachments }: Mail, html: string): string {
  const withPictures = html.replace(/\bcid:([^"'\s)>]+)/gi, (whole, contentId: string) => {
    const index = attachments.findIndex(
      (attachment) => attachment.contentId === decodeURIComponent(contentId),
    );
    return index < 0 ? whole : `/api/messages/${id}/attachments/${index}`;
  });
  return `<!doctype html><base target="_blank">${withPictures}`;
}

function sendText(response: ServerResponse, type: string, text: string | Uint8Array): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(text);
}
