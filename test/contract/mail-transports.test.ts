import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import tls from 'node:tls';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppToken } from '../../functions/azure/app-token.ts';
import { createGraphMailer } from '../../functions/azure/graph-mailer.ts';
import { createMailer } from '../../functions/azure/mailer.ts';
import type { Mail, Mailer } from '../../functions/ports.ts';
import { type Identity, startIdentity } from '../../infra/local/identity/server.ts';
import { listen } from '../../infra/local/listen.ts';
import { clientIds, organisation, portalClientSecret } from '../../infra/local/people.ts';
import { findFreePorts } from '../../infra/local/ports.ts';
import { ensureCertificate } from '../../infra/local/tls.ts';

/*
 * One contract for every way that mails leave: SMTP as it is, SMTP signed in with a token, and Microsoft Graph, each
 * over its real protocol to a server that takes the mail apart.
 */

type Arrived = { from: string; to: string[]; raw: Buffer; user: string | undefined };

const from = 'secure@example.gov';
const origin = 'https://secure.example.gov';
const arrived: Arrived[] = [];
const ends: (() => Promise<unknown>)[] = [];
let folder: string;
let identity: Identity;
let smtpPort: number;
let certificate: Awaited<ReturnType<typeof ensureCertificate>>;
let app: { issuer: string; clientId: string; clientSecret: string };
let accessToken: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-transports-'));
  certificate = await ensureCertificate(folder);
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.ca]);
  const [free = 0, port = 0] = await findFreePorts(2);
  smtpPort = free;
  identity = await startIdentity({
    folder,
    port,
    tls: certificate,
    origin,
    now: () => new Date(),
    smtpPort,
  });
  app = { issuer: identity.issuer, clientId: clientIds.portal, clientSecret: portalClientSecret };
  accessToken = await createAppToken(app, `${identity.url}/.default`).get();
  const smtp = new SMTPServer({
    key: certificate.key,
    cert: certificate.cert,
    authMethods: ['XOAUTH2'],
    authOptional: true,
    logger: false,
    onAuth: (auth, _session, callback) => {
      void isOurs(auth.accessToken ?? '').then((isGood) =>
        isGood ? callback(null, { user: auth.username }) : callback(new Error('this token is of nobody')),
      );
    },
    onData: (stream, session, callback) => {
      const { mailFrom, rcptTo } = session.envelope;
      void buffer(stream).then((raw) => {
        arrived.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          user: typeof session.user === 'string' ? session.user : undefined,
        });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(smtpPort, '127.0.0.1', resolve));
  ends.push(() => new Promise<void>((resolve) => smtp.close(resolve)));
});
afterAll(async () => {
  for (const end of ends) await end();
  await identity?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Whether the organisation's sign-in has issued a token: its Graph answers whoever has one. */
async function isOurs(token: string): Promise<boolean> {
  const url = `${identity.url}/v1.0/users?$search=${encodeURIComponent('"displayName:t" OR "mail:t"')}`;
  const headers = { authorization: `Bearer ${token}`, consistencylevel: 'eventual' };
  return (await fetch(url, { headers })).ok;
}

type Way = { name: string; user: string | undefined; over: (smtpUrl: string, graphUrl: string) => Mailer };
const ways: Way[] = [
  {
    name: 'SMTP',
    user: undefined,
    over: (smtpUrl) =>
      createMailer({ mail: { kind: 'smtp', smtpUrl, oauthScope: null, from }, app, origin }, organisation),
  },
  {
    name: 'SMTP with a token',
    user: from,
    over: (smtpUrl) => {
      const url = new URL(smtpUrl);
      url.username = from;
      const oauthScope = `${identity.url}/.default`;
      return createMailer(
        { mail: { kind: 'smtp', smtpUrl: url.href, oauthScope, from }, app, origin },
        organisation,
      );
    },
  },
  {
    name: 'Microsoft Graph',
    user: undefined,
    over: (_, graphUrl) =>
      createMailer({ mail: { kind: 'graph', graphUrl, from }, app, origin }, organisation),
  },
];
const here = ({ over }: Way) => over(`smtp://localhost:${smtpPort}`, identity.url);

const mailTo = (address: string, over: Partial<Mail> = {}): Mail => ({
  messageId: 'notice.1@secure.example.gov',
  to: { address, name: 'Zoë “Z” Doe' },
  subject: 'Secure message from Tammy Gould – État',
  html: '<p>Grüße <img src="cid:logo@sealpost" alt=""></p>',
  text: 'Grüße',
  language: 'fr',
  inline: [
    { contentId: 'logo@sealpost', mediaType: 'image/png', base64: Buffer.from('PNG').toString('base64') },
  ],
  about: 'notices',
  ...over,
});

/** A server that does one thing to every connection; answers its port. */
async function harmful(act: (socket: Socket) => void): Promise<number> {
  const server = createServer(act);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return (server.address() as { port: number }).port;
}

/** Microsoft Graph with one answer to every mail, behind the real one's tokens. */
async function graphAnswering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createHttpsServer({ key: certificate.key, cert: certificate.cert }, answer);
  const { port, stop } = await listen(server, 0);
  ends.push(stop);
  return `https://localhost:${port}`;
}

describe.each(ways)('a mail over $name', (way) => {
  it('arrives whole, with its own Message-ID and what mail programs need', async () => {
    arrived.length = 0;
    expect(await here(way).send(mailTo('pat@example.net'))).toBe('accepted');
    const [mail] = arrived;
    expect(mail).toMatchObject({ from, to: ['pat@example.net'], user: way.user });
    const email = await PostalMime.parse(mail?.raw ?? '');
    expect(email).toMatchObject({
      subject: 'Secure message from Tammy Gould – État',
      from: { name: 'State of Example', address: from },
      to: [{ name: 'Zoë “Z” Doe', address: 'pat@example.net' }],
      replyTo: [{ address: 'help@example.gov' }],
      messageId: '<notice.1@secure.example.gov>',
    });
    expect(email.text?.trim()).toBe('Grüße');
    expect(email.html).toContain('Grüße <img src="cid:logo@sealpost"');
    expect(email.attachments).toMatchObject([{ contentId: '<logo@sealpost>', disposition: 'inline' }]);
    const headers = new Map(email.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('content-language')).toBe('fr');
    expect(headers.get('list-id')).toBe('<notices.secure.example.gov>');
  });

  it('goes to one person alone, whatever stands in an address', async () => {
    arrived.length = 0;
    for (const address of [
      'pat@example.net, eve@example.org',
      'pat@example.net\r\nBcc: eve@example.org',
      'pat',
    ])
      expect(await here(way).send(mailTo(address))).toBe('refused');
    const name = 'Pat\r\nBcc: eve@example.org';
    await here(way).send(mailTo('pat@example.net', { to: { address: 'pat@example.net', name } }));
    expect(arrived.map(({ to }) => to)).toEqual([['pat@example.net']]);
    expect(arrived[0]?.raw.toString('latin1')).not.toMatch(/^Bcc:/m);
  });

  it('keeps its Message-ID when it is tried again, and many at once all arrive', async () => {
    arrived.length = 0;
    const mailer = here(way);
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        mailer.send(mailTo(`p${i % 12}@example.net`, { messageId: `m${i % 12}@x` })),
      ),
    );
    expect(new Set(outcomes)).toEqual(new Set(['accepted']));
    expect(arrived).toHaveLength(24);
    const ids = new Set(
      arrived.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw.toString('latin1'))?.[1]?.trim()),
    );
    expect(ids.size).toBe(12);
  });

  it('is not taken where nobody answers, and is to be tried again', async () => {
    const [port] = await findFreePorts(1);
    const mailer = way.over(`smtp://localhost:${port}`, `https://localhost:${port}`);
    await expect(mailer.send(mailTo('pat@example.net'))).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: expect.any(Number),
    });
  });
});

describe('Microsoft Graph', () => {
  /** The mailer with the real token, at a Graph that answers as it is told. */
  async function at(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Mailer> {
    const token = createAppToken(app, `${identity.url}/.default`);
    return createGraphMailer({ graphUrl: await graphAnswering(answer), from }, organisation, origin, token);
  }
  const answering =
    (status: number, code: string, headers: Record<string, string> = {}) =>
    (request: IncomingMessage, response: ServerResponse) => {
      request.resume().on('end', () => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify({ error: { code, message: code } }));
      });
    };

  it.each([
    ['a throttled mailbox says how long to wait', 429, 'ApplicationThrottled', 'too_many_requests', 17],
    ['a busy service says how long to wait', 503, 'ServiceUnavailable', 'too_many_requests', 17],
    ['a mailbox out of the scope is ours to mend', 403, 'ErrorAccessDenied', 'unavailable', 17],
    ['a mailbox that is not there is ours to mend', 404, 'ErrorInvalidUser', 'unavailable', 17],
    ['a token that is refused is not used again', 401, 'InvalidAuthenticationToken', 'unavailable', 17],
  ])('%s', async (_name, status, code, expected, seconds) => {
    const mailer = await at(answering(status, code, { 'retry-after': String(seconds) }));
    await expect(mailer.send(mailTo('pat@example.net'))).rejects.toMatchObject({
      code: expected,
      retryAfterSeconds: seconds,
    });
  });

  it('refuses for good what is about the reader', async () => {
    const mailer = await at(answering(400, 'ErrorInvalidRecipients'));
    expect(await mailer.send(mailTo('pat@example.net'))).toBe('refused');
    await expect(
      (await at(answering(400, 'ErrorItemSave'))).send(mailTo('pat@example.net')),
    ).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  it('that takes a mail and says nothing may have taken it', async () => {
    const mailer = await at((request) => {
      request.resume().on('end', () => request.socket.destroy());
    });
    expect(await mailer.send(mailTo('pat@example.net'))).toBe('unclear');
  });

  it('gets no mail that is larger than it takes', async () => {
    let asked = 0;
    const mailer = await at((_, response) => {
      asked++;
      response.end();
    });
    expect(await mailer.send(mailTo('pat@example.net', { text: 'x'.repeat(4_000_000) }))).toBe('refused');
    expect(asked).toBe(0);
  });

  it('here lets the app send for its own mailbox alone', async () => {
    const url = `${identity.url}/v1.0/users/tammy.gould@example.gov/sendMail`;
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'text/plain' };
    expect((await fetch(url, { method: 'POST', headers, body: 'AAAA' })).status).toBe(403);
    const own = url.replace('tammy.gould', 'secure');
    expect((await fetch(own, { method: 'POST', headers: {}, body: 'AAAA' })).status).toBe(401);
    expect((await fetch(own, { method: 'POST', headers, body: 'no base64!' })).status).toBe(400);
  });
});

describe('a mail server that signs nobody in without TLS', () => {
  it('never sees the token', async () => {
    const seen: string[] = [];
    const port = await harmful((socket) => {
      socket.write('220 plain\r\n');
      socket.on('data', (bytes) => {
        const line = bytes.toString('latin1');
        seen.push(line);
        // It offers what it cannot protect.
        socket.write(/^EHLO/i.test(line) ? '250-plain\r\n250 AUTH XOAUTH2\r\n' : '502 no\r\n');
      });
      socket.on('error', () => undefined);
    });
    const [, withToken] = ways;
    await expect(
      withToken?.over(`smtp://localhost:${port}`, identity.url).send(mailTo('pat@example.net')),
    ).rejects.toMatchObject({ code: 'unavailable' });
    expect(seen.join('')).not.toMatch(/AUTH/);
    expect(seen.join('')).not.toContain(Buffer.from(accessToken).toString('base64').slice(4, 24));
  });
});
