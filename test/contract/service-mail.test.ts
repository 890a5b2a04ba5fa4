import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, json } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSmtpMailer } from '../../functions/azure/smtp-mailer.ts';
import type { Mail } from '../../functions/ports.ts';
import { type MailServer, startMail } from '../../infra/local/mail/server.ts';
import type { Mail as ArrivedMail } from '../../infra/local/mail/store.ts';
import { findFreePorts } from '../../infra/local/ports.ts';
import { ensureCertificate } from '../../infra/local/tls.ts';
import {
  type LifeMail,
  renderAccountMail,
  renderDigest,
  renderLifeMail,
  renderNotice,
  renderUnreleased,
  type ServiceMail,
} from '../../shared/mail/index.ts';
import { accountMailKinds, organisation, pngOf } from '../unit/mail/facts.ts';

/* Every mail of the service, as it really arrives. */

const origin = 'https://secure.example.gov';
const branding = { colour: '#7a1fa2', logo: pngOf(120, 40) };
const languages = ['en', 'es', 'fr'] as const;
const code = '042137';
const link = 'AAAAAAAAAAAAAAAAAAAAAA.BBBB.CCCC';
const at = '2026-12-11T22:12:00.000Z';
const common = { organisation, branding, origin, timeZone: 'America/New_York' };
const from = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };

type Sample = { name: string; about: Mail['about']; render: (language: string) => ServiceMail };
const samples: Sample[] = [
  ...accountMailKinds.map(
    (kind): Sample => ({
      name: kind,
      about: 'account',
      render: (language) =>
        renderAccountMail(kind, {
          ...common,
          language,
          at,
          device: 'Firefox on Windows',
          network: '203.0.113.*',
          code,
          link,
          validMinutes: 10,
          hint: 'the heron',
          newAddress: 'new@example.net',
          on: at,
        }),
    }),
  ),
  {
    name: 'notice',
    about: 'notices',
    render: (locale) =>
      renderNotice({
        ...common,
        locale,
        from,
        messageId: 'AAAAAAAAAAAAAAAAAAAAAA',
        expiresAt: at,
        readerAddress: 'pat@example.net',
      }),
  },
  {
    name: 'digest',
    about: 'notices',
    render: (language) => renderDigest({ ...common, language, items: [{ from, expiresAt: at }] }),
  },
  {
    name: 'unreleased',
    about: 'account',
    render: (language) => renderUnreleased({ ...common, language, sentAt: at, expiresAt: at, readers: 2 }),
  },
];

const ana = { address: 'ana@example.net', name: 'Ana Ruiz' };
const many = Array.from({ length: 40 }, (_, i) => ({ address: `p${i}@example.net`, name: '' }));
const lifeMails: LifeMail[] = [
  {
    kind: 'sent',
    ...{ to: [ana], cc: [from], bcc: many },
    reasons: ['sensitive', 'subject_marker', 'confidential', 'unreadable_attachment'],
    subject: 'Egret',
    attachmentNames: ['heron.pdf'],
  },
  { kind: 'opened', reader: ana, at },
  { kind: 'asked', reader: ana, at },
  { kind: 'failed', readers: [ana, from] },
  { kind: 'unopened', count: 1 },
  { kind: 'unopened', count: 2 },
  { kind: 'ending', readerAddress: ana.address },
];
samples.push(
  ...lifeMails.map(
    (mail, i): Sample => ({
      name: `${mail.kind}${i}`,
      about: mail.kind === 'failed' ? 'account' : 'notices',
      render: (language) =>
        renderLifeMail(mail, {
          ...{ ...common, language, from, sentAt: at, expiresAt: at },
          messageId: 'AAAAAAAAAAAAAAAAAAAAAA',
        }),
    }),
  ),
);

let folder: string;
let tls: Awaited<ReturnType<typeof ensureCertificate>>;
let server: MailServer;
let smtpPort = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'service-mail-'));
  tls = await ensureCertificate(folder);
  const [port = 0, freeSmtpPort = 0] = await findFreePorts(2);
  smtpPort = freeSmtpPort;
  server = await startMail({ folder: join(folder, 'mail'), tls, port, smtpPort });
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true });
});

async function call(path: string, method = 'GET') {
  const outgoing = request(`${server.url}${path}`, { ca: tls.ca, method, agent: false });
  outgoing.end();
  const [response] = await once(outgoing, 'response');
  return response;
}

/** Sends one mail over SMTP, and answers how it arrived: its envelope, its bytes, and what they mean. */
async function deliver(mail: Mail, sender: { name: string; helpAddress: string } = organisation) {
  await call('/api/messages', 'DELETE');
  const mailer = createSmtpMailer(
    { smtpUrl: `smtp://127.0.0.1:${smtpPort}`, from: 'secure@example.gov' },
    sender,
    origin,
  );
  const outcome = await mailer.send(mail);
  const [arrived] = (await json(await call('/api/messages'))) as ArrivedMail[];
  const raw =
    arrived === undefined
      ? ''
      : (await buffer(await call(`/api/messages/${arrived.id}/raw`))).toString('latin1');
  const email: Email = await PostalMime.parse(raw);
  return { outcome, arrived, raw, email };
}

const mailOf = (sample: Sample, language: string): Mail => ({
  messageId: `${sample.name}.1@secure.example.gov`,
  to: { address: 'pat@example.net', name: 'Pat Doe' },
  about: sample.about,
  ...sample.render(language),
});
const headersOf = (email: Email) => new Map(email.headers.map(({ key, value }) => [key, value] as const));
const linksOf = (text: string) => [...new Set(text.match(/https:\/\/[^\s<>"]+[^\s<>".)]/g) ?? [])].toSorted();

describe.each(languages)('in %s', (language) => {
  it.each(samples.map((sample) => [sample.name, sample] as const))(
    '%s arrives whole',
    async (_name, sample) => {
      const sent = sample.render(language);
      const { outcome, email, arrived } = await deliver(mailOf(sample, language));
      expect(outcome).toBe('accepted');
      const { html = '', text = '' } = email;
      expect(email.subject).toBe(sent.subject);
      expect(text.trim().replaceAll('\r\n', '\n')).toBe(sent.text.trim());

      // Both bodies lead to the same places, all of them ours, and say the same code.
      const shown = html.replaceAll('&amp;', '&').replaceAll('&#39;', "'");
      expect(linksOf(shown)).toEqual(linksOf(text));
      for (const address of linksOf(text)) expect(new URL(address).origin).toBe(origin);
      if (sent.subject.includes(code)) {
        expect(sent.subject.startsWith(code)).toBe(true);
        expect(text).toContain(code);
        expect(html).toContain(code);
      }

      // Nothing is fetched when it is shown: the one picture came with it.
      expect([...html.matchAll(/src="([^"]*)"/g)].map(([, source]) => source)).toEqual(['cid:logo@sealpost']);
      expect(html).not.toMatch(/url\(|<link|<style|<script|background=/i);
      expect(email.attachments).toMatchObject([
        { contentId: '<logo@sealpost>', mimeType: 'image/png', disposition: 'inline' },
      ]);
      expect(email.attachments[0]?.filename ?? null).toBeNull();
      expect(html).not.toContain('#0f6cbd');
      if (html.includes('<td')) expect(html).toContain('bgcolor="#7a1fa2"');

      const headers = headersOf(email);
      expect(arrived?.envelope).toEqual({ from: 'secure@example.gov', to: ['pat@example.net'] });
      expect(headers.get('message-id')).toBe(`<${sample.name}.1@secure.example.gov>`);
      expect(headers.get('auto-submitted')).toBe('auto-generated');
      expect(headers.get('content-language')).toBe(language);
      expect(email.from).toMatchObject({ name: 'State of Example', address: 'secure@example.gov' });
      expect(email.replyTo).toMatchObject([{ address: 'help@example.gov' }]);
      expect(headers.has('precedence')).toBe(false);
      expect(headers.has('list-unsubscribe-post')).toBe(false);
      expect([headers.get('list-id'), headers.get('list-help'), headers.get('list-unsubscribe')]).toEqual(
        sample.about === 'notices'
          ? ['<notices.secure.example.gov>', `<${origin}/help>`, `<${origin}/settings>`]
          : [undefined, undefined, undefined],
      );
    },
  );
});

describe('a mail that comes back', () => {
  const notice = (bounceTo: string): Mail => ({
    ...mailOf({ name: 'notice', about: 'account', render: () => renderLifeMail(mail, facts) }, 'en'),
    bounceTo,
  });
  const mail: LifeMail = { kind: 'unopened', count: 1 };
  const facts = { ...common, language: 'en', from, sentAt: at, expiresAt: at, messageId: 'A'.repeat(22) };

  it.each([
    ['of the domain that mails come from goes to its author', 'tammy.gould@example.gov', true],
    [
      'of another domain, where SPF would fail, comes to the service',
      'tammy.gould@county.example.gov',
      false,
    ],
    ['of an outsider comes to the service', 'pat@example.net', false],
    ['of what is no plain address comes to the service', 'x y@example.gov', false],
  ])('%s', async (_name, bounceTo, isTheirs) => {
    const { arrived, email } = await deliver(notice(bounceTo));
    expect(arrived?.envelope.from).toBe(isTheirs ? bounceTo : 'secure@example.gov');
    expect(email.from?.address).toBe('secure@example.gov');
  });
});

describe('a mail server that lets us name no other return path', () => {
  it('gets the mail again under our own', async () => {
    const seen: string[] = [];
    const smtp = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onMailFrom: ({ address }, _session, callback) => {
        seen.push(address);
        const isOurs = address === 'secure@example.gov';
        callback(isOurs ? null : Object.assign(new Error('not permitted to send as'), { responseCode: 550 }));
      },
      onData: (stream, _session, callback) => {
        stream.resume().on('end', () => callback());
      },
    });
    const [port = 0] = await findFreePorts(1);
    await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
    try {
      const mailer = createSmtpMailer(
        { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'secure@example.gov' },
        organisation,
        origin,
      );
      const sample = samples.find(({ name }) => name === 'notice');
      if (sample === undefined) throw new Error('no notice among the samples');
      const mail = { ...mailOf(sample, 'en'), bounceTo: 'tammy.gould@example.gov' };
      expect(await mailer.send(mail)).toBe('accepted');
      expect(seen).toEqual(['tammy.gould@example.gov', 'secure@example.gov']);
    } finally {
      await new Promise<void>((resolve) => smtp.close(resolve));
    }
  });
});

describe('what people wrote', () => {
  const notice = (over: Partial<Mail> = {}): Mail => ({
    ...mailOf({ name: 'notice', about: 'notices', render: () => renderNoticeFrom('Tammy Gould') }, 'en'),
    ...over,
  });
  const renderNoticeFrom = (name: string) =>
    renderNotice({
      ...common,
      locale: 'en',
      from: { ...from, name },
      messageId: 'A'.repeat(22),
      expiresAt: at,
    });

  it.each([
    'Tammy\r\nBcc: all@example.org',
    'Tammy\nContent-Type: text/html\n\n<b>',
    'Tammy\u2028Bcc: all@example.org',
    'Tammy\u0085Subject: x',
    '=?utf-8?q?Tammy=0d=0aBcc:_all=40example.org?=',
  ])('adds no header and no recipient: %j', async (name) => {
    const { subject } = renderNoticeFrom(name);
    for (const mail of [
      notice({ subject: `Secure message from ${name}` }),
      notice({ subject }),
      notice({ to: { address: 'pat@example.net', name } }),
    ]) {
      const { email, arrived, raw } = await deliver(mail);
      expect(arrived?.envelope.to).toEqual(['pat@example.net']);
      const headers = headersOf(email);
      expect(headers.has('bcc')).toBe(false);
      expect(email.to?.map(({ address }) => address)).toEqual(['pat@example.net']);
      expect(raw.match(/^Subject:/gm)).toHaveLength(1);
      expect(headers.get('content-type')).toMatch(/^multipart\//);
      expect(email.text).toContain('Read the message');
    }
  });

  it.each([
    'help@example.gov',
    '"help@example.gov" <help@example.gov>',
    'help＠example．gov',
    'www.evil.example',
    'evil。example',
  ])('does not pose as an address beside the real one: %j', async (name) => {
    const { email } = await deliver(notice({ to: { address: 'pat@example.net', name } }));
    expect(email.to).toMatchObject([{ address: 'pat@example.net', name: '' }]);
    expect(renderNoticeFrom(name).subject).toBe(
      'Secure message from tammy.gould@example.gov, State of Example',
    );
  });

  it('loses marks that turn or hide text, and keeps letters of every script', async () => {
    const { email } = await deliver(
      notice({
        subject: 'from \u202egpj.exe\u2066 山田 太郎\u200b',
        to: { address: 'pat@example.net', name: '\u202eeoD taP' },
      }),
    );
    expect(email.subject).toBe('from gpj.exe 山田 太郎');
    expect(email.to?.[0]?.name).toBe('eoD taP');
  });

  it.each([
    '"x@evil.example x"@example.net',
    'pat@example.net, all@example.org',
    'pat@example.net>\r\nRCPT TO:<all@example.org',
    'pat@example.net (all@example.org)',
    '',
  ])('is no address unless it is a plain one: %j', async (address) => {
    const { outcome, arrived } = await deliver(notice({ to: { address, name: '' } }));
    expect(outcome).toBe('refused');
    expect(arrived).toBeUndefined();
  });

  it('does not make the sender another one, and names nobody to reply to where the policy does not', async () => {
    const { email } = await deliver(notice(), { name: 'State\r\nBcc: x@example.org', helpAddress: '' });
    expect(email.from).toMatchObject({ address: 'secure@example.gov' });
    expect(headersOf(email).has('bcc')).toBe(false);
    expect(email.replyTo).toBeUndefined();
  });
});
