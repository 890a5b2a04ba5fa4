import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from '../body.ts';
import type { Assets } from './bundle.ts';
import type { MailboxFolder } from './folder.ts';
import type { Addin, Draft, Person } from './mail-item.ts';
import { readOfficeScript } from './office-scripts.ts';
import { sendDraft } from './send.ts';

/** Asks the organisation's sign-in for tokens on behalf of a person, as Outlook's broker does. */
export type BrokerToken = (
  personOid: string,
  scopes: string[],
) => Promise<{ accessToken: string; idToken: string; expiresInSeconds: number }>;

/** Everything that the routes of the local Outlook use. */
export type RoutePorts = {
  assets: Assets;
  folder: MailboxFolder;
  smtp: { host: string; port: number };
  people: readonly Person[];
  productOrigin: string;
  readAddin: () => Promise<Addin>;
  brokerToken: BrokerToken;
};

type Route = {
  method: string;
  path: RegExp;
  answer: (
    ports: RoutePorts,
    request: IncomingMessage,
    response: ServerResponse,
    ids: string[],
  ) => Promise<void>;
};

const attachmentLimitBytes = 150 * 1024 * 1024;

const routes: Route[] = [
  {
    method: 'GET',
    path: /^\/outlook\/host$/,
    answer: async (ports, _request, response) =>
      sendJson(response, 200, {
        addin: await ports.readAddin(),
        people: ports.people.map(({ oid, name, address, mailboxes }) => ({ oid, name, address, mailboxes })),
        productOrigin: ports.productOrigin,
      }),
  },
  {
    method: 'GET',
    path: /^\/outlook\/drafts$/,
    answer: async (ports, _request, response) => sendJson(response, 200, await ports.folder.listDrafts()),
  },
  {
    method: 'GET',
    path: /^\/outlook\/drafts\/([^/]+)$/,
    answer: async (ports, _request, response, [id = '']) =>
      sendFound(response, await ports.folder.readDraft(id)),
  },
  {
    method: 'PUT',
    path: /^\/outlook\/drafts\/([^/]+)$/,
    answer: async (ports, request, response, [id = '']) => {
      const draft = JSON.parse((await readBody(request, attachmentLimitBytes)).toString('utf8')) as Draft;
      await ports.folder.saveDraft({ ...draft, itemId: id, savedAt: new Date().toISOString() });
      sendJson(response, 200, {});
    },
  },
  {
    method: 'DELETE',
    path: /^\/outlook\/drafts\/([^/]+)$/,
    answer: async (ports, _request, response, [id = '']) => {
      await ports.folder.deleteDraft(id);
      sendJson(response, 200, {});
    },
  },
  {
    method: 'PUT',
    path: /^\/outlook\/drafts\/([^/]+)\/attachments\/([^/]+)$/,
    answer: async (ports, request, response, [id = '', name = '']) => {
      await ports.folder.saveAttachment(id, name, await readBody(request, attachmentLimitBytes));
      sendJson(response, 200, {});
    },
  },
  {
    method: 'GET',
    path: /^\/outlook\/drafts\/([^/]+)\/attachments\/([^/]+)$/,
    answer: async (ports, _request, response, [id = '', name = '']) => {
      sendBytes(response, await ports.folder.readAttachment(id, name), 'application/octet-stream');
    },
  },
  {
    method: 'POST',
    path: /^\/outlook\/drafts\/([^/]+)\/send$/,
    answer: async (ports, _request, response, [id = '']) => {
      try {
        sendJson(response, 200, { messageId: await sendDraft(ports, id) });
      } catch (error) {
        sendJson(response, 502, { message: error instanceof Error ? error.message : 'Sending failed.' });
      }
    },
  },
  {
    method: 'GET',
    path: /^\/outlook\/sent$/,
    answer: async (ports, _request, response) => sendJson(response, 200, await ports.folder.listSent()),
  },
  {
    method: 'GET',
    path: /^\/outlook\/sent\/([^/]+)$/,
    answer: async (ports, _request, response, [id = '']) =>
      sendFound(response, await ports.folder.readSent(id)),
  },
  {
    method: 'GET',
    path: /^\/outlook\/sent\/([^/]+)\/message\.eml$/,
    answer: async (ports, _request, response, [id = '']) =>
      sendBytes(response, await ports.folder.readSentMime(id), 'message/rfc822'),
  },
  {
    method: 'GET',
    path: /^\/outlook\/settings\/([^/]+)$/,
    answer: async (ports, _request, response, [oid = '']) =>
      sendJson(response, 200, await ports.folder.readSettings(oid)),
  },
  {
    method: 'PUT',
    path: /^\/outlook\/settings\/([^/]+)$/,
    answer: async (ports, request, response, [oid = '']) => {
      const settings = JSON.parse((await readBody(request)).toString('utf8')) as Record<string, string>;
      await ports.folder.saveSettings(oid, settings);
      sendJson(response, 200, {});
    },
  },
  {
    method: 'POST',
    path: /^\/outlook\/token$/,
    answer: async (ports, request, response) => {
      const asked = JSON.parse((await readBody(request)).toString('utf8')) as {
        oid: string;
        scopes: string[];
      };
      try {
        sendJson(response, 200, await ports.brokerToken(asked.oid, asked.scopes));
      } catch (error) {
        sendJson(response, 502, { message: error instanceof Error ? error.message : 'No token.' });
      }
    },
  },
];

/** Answers one request of the page or of an add-in frame. */
export async function answerRequest(
  ports: RoutePorts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'https://localhost').pathname;
  // Office scripts are loaded by add-in pages of another origin; the mailbox itself is not shared.
  if (path.startsWith('/lib/1/hosted/')) {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
  } else if (request.headers['sec-fetch-site'] && path.startsWith('/outlook/')) {
    const site = request.headers['sec-fetch-site'];
    if (site !== 'same-origin' && site !== 'none') return sendJson(response, 403, {});
  }
  const asset = ports.assets.get(path);
  if (asset && request.method === 'GET') return sendBytes(response, asset.body, asset.contentType);
  if (path.startsWith('/lib/1/hosted/')) {
    const script = await readOfficeScript(path.slice('/lib/1/hosted/'.length));
    return sendBytes(response, script, 'text/javascript; charset=utf-8');
  }
  for (const route of routes) {
    const match = request.method === route.method ? route.path.exec(path) : null;
    if (match) return route.answer(ports, request, response, match.slice(1).map(decodeURIComponent));
  }
  sendJson(response, 404, { message: 'not found' });
}

function sendFound(response: ServerResponse, value: unknown): void {
  sendJson(response, value === null ? 404 : 200, value ?? { message: 'not found' });
}

function sendBytes(response: ServerResponse, body: Uint8Array | null, contentType: string): void {
  if (!body) {
    sendJson(response, 404, { message: 'not found' });
    return;
  }
  response.writeHead(200, {
    'content-type': contentType,
    'content-length': body.length,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
