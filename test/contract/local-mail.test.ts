import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, json } from 'node:stream/consumers';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MailServer, startMail } from '../../infra/local/mail/server.ts';
import type { Mail } from '../../infra/local/mail/store.ts';
import { findFreePorts } from '../../infra/local/ports.ts';
import { ensureCertificate } from '../../infra/local/tls.ts';

// One transparent pixel.
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('local mail', () => {
  let folder: string;
  let tls: Awaited<ReturnType<typeof ensureCertificate>>;
  let ports: { port: number; smtpPort: number };
  let server: MailServer;

  const start = async () => startMail({ folder: join(folder, 'mail'), tls, ...ports });

  async function call(path: string, method = 'GET') {
    const outgoing = request(`${server.url}${path}`, { ca: tls.ca, method, agent: false });
    outgoing.end();
    const [response] = await once(outgoing, 'response');
    return response;
  }
  const messages = async (query = '') => (await json(await call(`/api/messages${query}`))) as Mail[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mail-'));
    tls = await ensureCertificate(folder);
    const [port = 0, smtpPort = 0] = await findFreePorts(2);
    ports = { port, smtpPort };
    server = await start();
    const transport = createTransport({ host: '127.0.0.1', port: smtpPort });
    await transport.sendMail({
      from: 'Tammy Gould <tammy.gould@example.gov>',
      to: ['Pat <pat@example.net>', 'kim@example.org'],
      bcc: 'hidden@example.org',
      subject: 'Grüße from Example',
      text: 'Plain words',
      html: '<p>Rich words <a href="https://localhost/m/1">Read</a> <img src="cid:dot@x"></p><script>alert(1)</script>',
      headers: { 'X-Sealpost-Message': 'abc' },
      attachments: [
        { filename: 'dot.png', content: picture, encoding: 'base64', cid: 'dot@x' },
        { filename: 'page.html', content: '<script>alert(2)</script>' },
      ],
    });
    await transport.sendMail({
      from: 'a@example.gov',
      to: 'PAT@example.net',
      subject: 'Second',
      text: 'two',
    });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  test('keeps envelope, headers, both bodies and attachments of what arrived', async () => {
    const [mail] = await messages('?to=kim@example.org');
    expect(mail).toMatchObject({
      at: expect.stringMatching(/Z$/),
      envelope: {
        from: 'tammy.gould@example.gov',
        to: ['pat@example.net', 'kim@example.org', 'hidden@example.org'],
      },
      from: 'Tammy Gould <tammy.gould@example.gov>',
      subject: 'Grüße from Example',
      text: expect.stringContaining('Plain words'),
      html: expect.stringContaining('Rich words'),
      attachments: [
        { name: 'dot.png', type: 'image/png', sizeBytes: 70 },
        { name: 'page.html', type: 'text/html', sizeBytes: 25 },
      ],
    });
    expect(mail?.headers['x-sealpost-message']).toBe('abc');
    expect(await json(await call(`/api/messages/${mail?.id}`))).toEqual(mail);
    const raw = (await buffer(await call(`/api/messages/${mail?.id}/raw`))).toString();
    expect(raw).toMatch(/^X-Sealpost-Message: abc\r?$/m);
  });

  test('lists the mail of one address, newest first, whatever the case', async () => {
    const mails = await messages('?to=pat@example.net');
    expect(mails.map(({ subject }) => subject)).toEqual(['Second', 'Grüße from Example']);
    expect(await messages('?to=nobody@example.net')).toEqual([]);
  });

  test('shows a mail without its scripts, and only pictures as what they are', async () => {
    const [mail] = await messages('?to=kim@example.org');
    const shown = await call(`/api/messages/${mail?.id}/html`);
    expect(shown.headers['content-security-policy']).toMatch(/^sandbox allow-popups .*default-src 'none'/);
    expect((await buffer(shown)).toString()).toContain(`src="/api/messages/${mail?.id}/attachments/0"`);
    expect((await call(`/api/messages/${mail?.id}/attachments/0`)).headers['content-type']).toBe('image/png');
    const page = await call(`/api/messages/${mail?.id}/attachments/1`);
    expect(page.headers['content-type']).toBe('application/octet-stream');
    expect((await call(`/api/messages/${mail?.id}/attachments/2`)).statusCode).toBe(404);
    expect((await call('/api/messages/absent')).statusCode).toBe(404);
  });

  test('still has its mail after a restart, until it is told to forget', async () => {
    const before = await messages();
    await server.stop();
    server = await start();
    expect(await messages()).toEqual(before);
    expect((await call('/api/messages', 'DELETE')).statusCode).toBe(204);
    expect(await messages()).toEqual([]);
  });
});
