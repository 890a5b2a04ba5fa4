import { describe, expect, it } from 'vitest';
import { type NoticeFacts, nameForMail, renderMail, renderNotice } from '../../../shared/mail/index.ts';

const facts: NoticeFacts = {
  origin: 'https://secure.example.gov',
  messageId: 'AAAAAAAAAAAAAAAAAAAAAA',
  from: { address: 'tammy.gould@example.gov', name: 'Tammy Gould' },
  organisation: { name: 'State of Example', helpPhone: '+1 207 555 0100', helpAddress: 'help@example.gov' },
  expiresAt: '2026-12-11T22:12:00.000Z',
  timeZone: 'America/New_York',
  locale: 'en-US',
};

describe('the notice', () => {
  it('says in plain text all that it says in HTML', () => {
    const { subject, text, html } = renderNotice(facts);
    expect(subject).toBe('Secure message from Tammy Gould, State of Example');
    for (const words of [
      'Tammy Gould (tammy.gould@example.gov) at State of Example wrote to you.',
      'The message itself is not in this e-mail',
      'until Friday, 11 December 2026, 5:12 pm EST.',
      'Read the message',
      'https://secure.example.gov/m/AAAAAAAAAAAAAAAAAAAAAA',
      'You will choose a password once; it takes a minute.',
      'will never ask for your password',
      'Call +1 207 555 0100 or write to help@example.gov.',
    ]) {
      expect(text).toContain(words);
      expect(html).toContain(words);
    }
  });

  it('fetches nothing when it is shown', () => {
    expect(renderNotice(facts).html).not.toMatch(/<img|src=|url\(|<link|<style|<script/i);
  });

  it('names the reader in the fragment alone, and only where it is mailed to one person', () => {
    expect(renderNotice(facts).text).not.toContain('#');
    const { html, text } = renderNotice({ ...facts, readerAddress: "o'neil+x@example.net" });
    expect(text).toContain("/m/AAAAAAAAAAAAAAAAAAAAAA#to=o'neil%2Bx%40example.net");
    expect(html).toContain(
      'href="https://secure.example.gov/m/AAAAAAAAAAAAAAAAAAAAAA#to=o&#39;neil%2Bx%40example.net"',
    );
  });

  it('does not claim that a correspondent writes for the organisation', () => {
    const { subject, text } = renderNotice({
      ...facts,
      from: { address: 'pat@example.net', name: 'Pat Doe' },
      authorKind: 'recipient',
    });
    expect(subject).toBe('Secure message from Pat Doe');
    expect(text).toContain('Pat Doe (pat@example.net) wrote to you.');
  });
});

describe('hostile names', () => {
  it.each(['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "Tammy' onclick='x", '&lt;b&gt;'])(
    'stands as text: %s',
    (name) => {
      const { html } = renderNotice({ ...facts, from: { address: 'a@example.gov', name } });
      expect(html).not.toContain(name);
      expect(html).not.toMatch(/<(img|script|b)\b/);
      expect(html).not.toMatch(/\son\w+='/);
    },
  );

  it.each([
    'Visit https://evil.example now',
    'www.evil.test',
    'evil.test/login',
    'helpdesk@evil.test',
    '',
    ' \u0000\u202e ',
  ])('gives way to the address where a mail program would make a link of it: %j', (name) => {
    expect(nameForMail({ address: 'a@example.gov', name })).toBe('a@example.gov');
  });

  it('loses line ends and direction marks, and keeps ordinary names', () => {
    expect(nameForMail({ address: 'a@example.gov', name: 'Tammy\r\nBcc: x' })).toBe('Tammy Bcc: x');
    expect(nameForMail({ address: 'a@example.gov', name: 'a\u202egnp.exe' })).not.toContain('\u202e');
    for (const name of ['Dr. J. Müller', "Seán O'Neil", '山田 太郎', 'Gould, Tammy (DHHS)']) {
      expect(nameForMail({ address: 'a@example.gov', name })).toBe(name);
    }
    expect(nameForMail({ address: 'a@example.gov', name: 'x'.repeat(300) })).toHaveLength(80);
  });
});

describe('a service mail', () => {
  it('escapes every field and keeps them all in the plain text', () => {
    const { html, text } = renderMail({
      heading: 'Heading <1>',
      paragraphs: ['One & two'],
      button: { label: 'Go "there"', url: 'https://secure.example.gov/?a=1&b="2"' },
      footer: ['Foot <br>'],
      organisationName: 'A&B',
    });
    expect(html).toContain('Heading &lt;1&gt;');
    expect(html).toContain('One &amp; two');
    expect(html).toContain('href="https://secure.example.gov/?a=1&amp;b=&quot;2&quot;"');
    expect(html).toContain('Foot &lt;br&gt;');
    for (const words of [
      'Heading <1>',
      'One & two',
      'Go "there":\nhttps://secure.example.gov/?a=1&b="2"',
      'Foot <br>',
      'A&B',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('needs no button', () => {
    expect(
      renderMail({ heading: 'H', paragraphs: [], footer: [], organisationName: 'O' }).html,
    ).not.toContain('<a ');
  });
});
