import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hayOf, type SearchEntry, search, seenAgain } from '../../../portal/parts/mailbox/search-entry.ts';
import { fold, haystack, matches, wordsOf, wordsOfDate } from '../../../portal/parts/mailbox/search-words.ts';
import type { MailboxRow } from '../../../shared/api/index.ts';

const row: MailboxRow = {
  row: `inbox!8000000000000!${'A'.repeat(22)}`,
  messageId: 'A'.repeat(22),
  at: '2026-11-26T12:00:00.000Z',
  from: { address: 'zoe.munoz@example.gov', name: 'Zoë Muñoz' },
  to: [{ address: 'pat@example.net', name: 'Pat Doe' }],
  expiresAt: '2027-02-01T00:00:00.000Z',
  state: 'readable',
  opened: true,
  unread: false,
  starred: false,
};
const entry: SearchEntry = {
  row,
  subject: 'Año nuevo – Œuvre d’été',
  body: wordsOf('Straße 12, naïve café'),
};

function finds(question: string, of: SearchEntry = entry): boolean {
  return search([{ entry: of, hay: hayOf(of, 'UTC') }], question).length === 1;
}

describe('a search', () => {
  it.each([
    'zoe',
    'MUNOZ',
    'muñ',
    'zoe.munoz@example.gov',
    'ano nuevo',
    'nuevo año',
    'oeuvre',
    'été',
    'strasse',
    'cafe naive',
    '2026-11-26',
    'november',
    'noviembre',
    'novembre 26',
    'jueves',
    'pat doe',
  ])('finds by %s', (question) => expect(finds(question)).toBe(true));

  it.each(['', '   ', '—', 'unoz', 'december', 'zoe nothing', 'traße'])('does not find by “%s”', (question) =>
    expect(finds(question)).toBe(false),
  );

  it('finds every word of a text, and every beginning of one, however it is accented or written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.nat(), (text, pick) => {
        const words = wordsOf(text);
        const word = words[pick % Math.max(1, words.length)] ?? '';
        if (word === '') return;
        const beginning = [...word].slice(0, 1 + (pick % [...word].length)).join('');
        expect(
          matches(haystack(words), wordsOf(beginning.toUpperCase()).length === 1 ? [beginning] : [word]),
        ).toBe(true);
      }),
    );
  });

  it('folds what is folded already to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('forgets subject and text once a message has ended, and keeps them while it lives', () => {
    const { subjectCell: _cell, ...bare } = row;
    expect(seenAgain(entry, bare, null)).toMatchObject({ subject: entry.subject, body: entry.body });
    const ended = seenAgain(entry, { ...bare, state: 'expired' }, null);
    expect(ended).toMatchObject({ subject: null, body: [] });
    expect(finds('nuevo', ended)).toBe(false);
    expect(finds('munoz', ended)).toBe(true);
  });

  it('knows dates in the zone of the reader', () => {
    expect(wordsOfDate('2026-11-01T03:00:00.000Z', 'America/New_York')).toContain('october');
    expect(wordsOfDate('2026-11-01T03:00:00.000Z', 'UTC')).toContain('november');
  });
});
