import { describe, expect, it } from 'vitest';
import {
  type AccountMailFacts,
  type AccountMailKind,
  renderAccountMail,
  renderDigest,
  renderUnreleased,
} from '../../../shared/mail/index.ts';
import { accountMailKinds, branding, organisation } from './facts.ts';

const facts: AccountMailFacts = {
  organisation,
  branding,
  origin: 'https://secure.example.gov',
  language: 'en',
  timeZone: 'America/New_York',
  at: '2026-12-11T22:12:00.000Z',
  device: 'Firefox on Windows',
  network: '203.0.113.*',
  on: '2026-12-18T22:12:00.000Z',
};
const languages = ['en', 'es', 'fr'] as const;
const withCode = { ...facts, code: '042137', link: 'abc.def.ghi', validMinutes: 10 };

describe('a mail with a code', () => {
  const kinds = [
    'confirm-registration',
    'sign-in-code',
    'enable-account',
    'confirm-it-is-you',
    'leave-address',
    'confirm-new-address',
    'reset-password',
  ] as const;

  it.each(languages)('begins its subject with the six digits (%s)', (language) => {
    for (const kind of kinds)
      expect(renderAccountMail(kind, { ...withCode, language }).subject, kind).toMatch(/^042137 \p{L}/u);
  });

  it('keeps its subject in English, which phones and tests read', () => {
    expect(renderAccountMail('sign-in-code', withCode).subject).toBe(
      '042137 is your code for secure messages from State of Example',
    );
  });

  it('says who asked, from where and when, in words and in the zone of the account', () => {
    const text = (language: string) => renderAccountMail('reset-password', { ...withCode, language }).text;
    expect(text('en')).toContain(
      'Asked for on Friday, 11 December 2026, 5:12 pm EST, with Firefox on Windows, from the network 203.0.113.*.',
    );
    expect(text('es')).toContain(
      'Pedido el viernes, 11 de diciembre de 2026, 17:12 (hora estándar oriental), con Firefox en Windows, desde la red 203.0.113.*.',
    );
    expect(text('fr')).toContain(
      'Demandé le vendredi 11 décembre 2026, 17:12 (heure normale de l’Est nord-américain), avec Firefox sur Windows, depuis le réseau 203.0.113.*.',
    );
  });

  it('speaks English where the language is none of ours, and tells UTC where the zone is none', () => {
    expect(renderAccountMail('sign-in-code', { ...withCode, language: 'de-DE' }).language).toBe('en');
    expect(renderAccountMail('sign-in-code', { ...withCode, language: 'es-MX' }).language).toBe('es');
    expect(renderAccountMail('sign-in-code', { ...withCode, timeZone: 'Mars/Olympus' }).text).toContain(
      '10:12 pm UTC',
    );
  });
});

describe.each(languages)('every mail about an account in %s', (language) => {
  it.each(accountMailKinds)('%s has a subject, a heading and words, the same in HTML and text', (kind) => {
    const mail = renderAccountMail(kind, { ...withCode, language, newAddress: 'new@example.net' });
    expect(mail.subject).not.toMatch(/\{\{|undefined|[\r\n]/);
    expect(mail.text).not.toMatch(/\{\{|undefined/);
    const shown = textOf(mail.html);
    for (const block of mail.text.split('\n\n').filter((words) => words !== '--')) {
      for (const line of block.trim().split('\n')) expect(shown).toContain(line.replace(/:$/, ''));
    }
    expect(mail.html).toContain(`lang="${language}"`);
    expect(mail.html).not.toMatch(/(?:src|background)="https?:|url\(|<link|<style|<script/i);
  });
});

describe('mails that time brings', () => {
  it.each(['disable-soon', 'delete-soon'] as const)('%s says when, and blames no device for it', (kind) => {
    const { text } = renderAccountMail(kind, { ...facts, device: '', network: '' });
    expect(text).toContain('on Friday, 18 December 2026, 5:12 pm EST.');
    expect(text).not.toMatch(/device|network/);
  });

  it('know an unknown device when there was one', () => {
    const told = { ...facts, language: 'fr', device: 'unknown', network: 'unknown' };
    expect(renderAccountMail('password-changed', told).text).toContain(
      'avec un appareil inconnu, depuis le réseau inconnu',
    );
  });
});

describe('what people wrote', () => {
  it('stands as text, on one line, and never as a link of its own making', () => {
    const hostile = { ...facts, hint: '<img src=x>\r\nBcc: all@example.net' };
    const { html, text, subject } = renderAccountMail('password-hint' satisfies AccountMailKind, hostile);
    expect(html).not.toContain('<img');
    expect(text).toContain('<img src=x> Bcc: all@example.net');
    expect(subject).not.toContain('Bcc');
  });

  it('is not missed where nobody wrote any', () => {
    expect(renderAccountMail('password-hint', { ...facts, hint: '' }).subject).toMatch(
      /^You have no password hint/,
    );
  });
});

describe('whom to ask', () => {
  it.each([
    [{ helpPhone: '', helpAddress: '' }, null],
    [{ helpPhone: '1', helpAddress: '' }, 'Questions? Call 1.'],
    [{ helpPhone: '', helpAddress: 'a@example.gov' }, 'Questions? Write to a@example.gov.'],
  ])('is said as far as the policy says it: %j', (help, line) => {
    const { text } = renderAccountMail('disabled', { ...facts, organisation: { ...organisation, ...help } });
    if (line === null) expect(text).not.toContain('Questions?');
    else expect(text).toContain(line);
  });
});

describe('the daily mail', () => {
  const item = {
    from: { address: 'tammy.gould@example.gov', name: 'Tammy Gould' },
    expiresAt: facts.on ?? '',
  };
  const digest = (items: readonly (typeof item)[], language = 'en') =>
    renderDigest({ ...facts, items, language });

  it('says who wrote and until when, once for each message', () => {
    const { subject, text } = digest([item, { ...item, from: { address: 'b@example.gov', name: '' } }]);
    expect(subject).toBe('2 secure messages are waiting for you (State of Example)');
    expect(text).toContain(
      'Tammy Gould (tammy.gould@example.gov): readable until Friday, 18 December 2026, 5:12 pm EST.',
    );
    expect(text).toContain('b@example.gov: readable until');
    expect(text).toContain('https://secure.example.gov/inbox');
  });

  it('knows one and many, in each language', () => {
    expect(digest([item]).subject).toMatch(/^One secure message is waiting/);
    expect(digest([item], 'es').subject).toMatch(/^Le espera un mensaje seguro/);
    expect(digest(Array(3).fill(item), 'fr').subject).toMatch(/^3 messages sécurisés vous attendent/);
  });

  it('stays short however much waits', () => {
    const { text } = digest(Array(500).fill(item));
    expect(text).toContain('And 470 more.');
    expect(text.match(/readable until/g)).toHaveLength(30);
  });
});

it('the report of an unreleased notice counts people in words', () => {
  const report = (readers: number, language: string) =>
    renderUnreleased({ ...facts, language, readers, sentAt: facts.at, expiresAt: facts.on ?? '' }).text;
  expect(report(1, 'en')).toContain('to one person');
  expect(report(3, 'en')).toContain('to 3 people');
  expect(report(3, 'es')).toContain('para 3 personas');
  expect(report(1, 'fr')).toContain('pour une personne');
});

/** What a reader sees of HTML. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
