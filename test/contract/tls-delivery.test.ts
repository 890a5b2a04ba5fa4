import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isNamedBy, parseStsPolicy } from '../../functions/azure/mta-sts.ts';
import { createTlsMailer } from '../../functions/azure/tls-mailer.ts';
import type { Mail } from '../../functions/ports.ts';
import { openMailStore } from '../../infra/local/mail/store.ts';
import { type Partner, startPartner } from '../../infra/local/partner/server.ts';
import { type Certificate, ensureCertificate } from '../../infra/local/tls.ts';
import { trust } from '../flow/clients.ts';

/* Mail straight to another organisation: over verified TLS, or not at all. */

let folder: string;
let tls: Certificate;
let partner: Partner;
let arrived: Awaited<ReturnType<typeof openMailStore>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-partner-'));
  tls = await ensureCertificate(join(folder, 'tls'));
  trust(tls);
});
beforeEach(() => begin());
afterEach(() => partner?.stop());
afterAll(() => rm(folder, { recursive: true, force: true }));

async function begin(over: Partial<Parameters<typeof startPartner>[0]> = {}): Promise<void> {
  arrived = await openMailStore(await mkdtemp(join(folder, 'mail-')));
  partner = await startPartner({ store: arrived, tls, ports: { dns: 0, smtp: 0, sts: 0 }, ...over });
}

const mailer = () =>
  createTlsMailer(
    {
      from: 'secure@example.gov',
      dnsServer: `127.0.0.1:${partner.ports.dns}`,
      smtpPort: partner.ports.smtp,
      stsPort: partner.ports.sts,
    },
    { name: 'State of Example', helpAddress: '' },
    'https://secure.example.gov',
  );

const mail: Mail = {
  messageId: 'letter.1@secure.example.gov',
  to: { address: 'casey@bank.example', name: 'Casey' },
  subject: 'Your records',
  html: '<p>heron-4711</p>',
  text: 'heron-4711',
  language: 'en',
  inline: [],
  about: 'letter',
};
const NONE = 'version: STSv1\nmode: none\nmax_age: 60\n';

describe('mail straight to a domain with enforced TLS', () => {
  it('arrives over TLS at the host that DNS and MTA-STS name', async () => {
    expect(await mailer().send(mail)).toBe('accepted');
    expect(arrived.mails).toMatchObject([
      {
        envelope: { to: ['casey@bank.example'], tls: expect.stringMatching(/^TLSv1\.[23]$/) },
        subject: 'Your records',
      },
    ]);
  });

  it('arrives also where there is no policy of MTA-STS, or one that asks for nothing', async () => {
    partner.ways.sts = null;
    expect(await mailer().send(mail)).toBe('accepted');
    partner.ways.sts = NONE;
    expect(await mailer().send(mail)).toBe('accepted');
  });

  it.each<[string, Partial<Partner['ways']>]>([
    ['DNS names a host that the policy does not', { mx: 'mta-sts.bank.example' }],
    ['the certificate is of another name', { mx: 'other.bank.example', sts: null }],
    ['the policy is announced and cannot be had', { stsStatus: 404 }],
    ['the policy redirects', { stsStatus: 302 }],
    ['the policy is none', { sts: 'version: STSv2\nmode: enforce\n' }],
    ['the domain takes no mail (RFC 7505)', { mx: '.' }],
  ])('does not leave where %s', async (_name, change) => {
    Object.assign(partner.ways, change);
    expect(await mailer().send(mail)).toBe('no_tls');
    expect(arrived.mails).toEqual([]);
  });

  it('does not leave without TLS, without DNS, or to a certificate that nobody has signed for us', async () => {
    await partner.stop();
    await begin({ starttls: 'absent' });
    expect(await mailer().send(mail)).toBe('no_tls');
    await partner.stop();
    await begin({ tls: await ensureCertificate(join(folder, 'stranger')) });
    partner.ways.sts = null;
    expect(await mailer().send(mail)).toBe('no_tls');
    expect(await mailer().send({ ...mail, to: { address: 'a@nobody.example', name: '' } })).toBe('no_tls');
    expect(arrived.mails).toEqual([]);
  });

  it('remembers a policy when DNS no longer tells of it', async () => {
    const one = mailer();
    expect(await one.send(mail)).toBe('accepted');
    partner.ways.sts = null;
    // A host with a good certificate, to which DNS has been led.
    partner.ways.mx = 'mta-sts.bank.example';
    expect(await one.send(mail)).toBe('no_tls');
    // Whoever has never seen the policy cannot know better (RFC 8461 section 10.2).
    expect(await mailer().send(mail)).toBe('accepted');
  });
});

describe('a policy of MTA-STS', () => {
  it('is read as RFC 8461 has it', () => {
    const text =
      'version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.Example.net\r\nmax_age: 604800\r\n';
    const policy = parseStsPolicy(text);
    expect(policy).toEqual({
      mode: 'enforce',
      mx: ['mail.example.com', '*.example.net'],
      maxAgeSeconds: 604_800,
    });
    const named = ['mail.example.com', 'mx1.example.net'];
    const others = ['example.net', 'a.b.example.net', 'mail.example.com.evil.test', 'xmail.example.com', ''];
    expect(named.filter((host) => isNamedBy(policy, host))).toEqual(named);
    expect(others.filter((host) => isNamedBy(policy, host))).toEqual([]);
  });

  it.each([
    ['', 'mode: enforce\nmx: a\nmax_age: 1', 'version: STSv1\nmode: strict\nmx: a\nmax_age: 1'],
    [
      'version: STSv1\nmode: enforce\nmax_age: 1',
      'version: STSv1\nmode: enforce\nmx: a',
      '<html>version: STSv1</html>',
    ],
  ])('that is none is refused', (...texts) => {
    for (const text of texts) expect(() => parseStsPolicy(text), text).toThrow();
  });
});
