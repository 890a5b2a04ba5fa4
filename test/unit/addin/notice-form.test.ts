import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DraftFacts, isNotice, isSameDraft, noticeForm } from '../../../addin/outlook/notice-form.ts';

const id = 'AAAAAAAAAAAAAAAAAAAAAA';
const facts: DraftFacts = {
  subject: 'Secure message from Tammy Gould',
  text: 'Tammy wrote.\n\nhttps://localhost/m/AAAA',
  addresses: ['pat@example.net', 'sam@example.gov'],
  attachments: [],
};
const form = noticeForm(id, facts);

describe('the form of a notice', () => {
  it('fits a header and holds nothing of the text or of the people', () => {
    const long = noticeForm(id, {
      ...facts,
      text: 'secret '.repeat(100_000),
      addresses: Array(500).fill('pat@example.net'),
    });
    expect(long.length).toBeLessThan(100);
    expect(long).not.toMatch(/secret|pat|@/);
  });

  it('survives what Outlook does to white space, and the order and case of addresses', () => {
    const saved: DraftFacts = {
      ...facts,
      text: '  Tammy\u00a0wrote.\r\n\r\n\r\nhttps://localhost/m/AAAA\u200b \n',
      addresses: ['SAM@example.gov', 'pat@example.net', 'Pat@Example.net'],
    };
    expect(isNotice(form, id, saved)).toBe(true);
    expect(isNotice(` ${form} `, id, facts)).toBe(true);
  });

  it.each<[string, Partial<DraftFacts>]>([
    ['another text', { text: `${facts.text} and more` }],
    ['an empty text', { text: '' }],
    ['another subject', { subject: 'Results of your test' }],
    ['one more recipient', { addresses: [...facts.addresses, 'eve@example.org'] }],
    ['one recipient less', { addresses: ['pat@example.net'] }],
    ['another recipient', { addresses: ['pat@example.net', 'sam@example.com'] }],
    ['an attachment', { attachments: ['a.pdf 12'] }],
  ])('refuses %s', (_name, change) => {
    expect(isNotice(form, id, { ...facts, ...change })).toBe(false);
  });

  it('covers the one file that a notice may carry, by its name and size', () => {
    const carrying = { ...facts, attachments: ['SecureMessage.html 4711'] };
    const withFile = noticeForm(id, carrying);
    expect(withFile.length).toBeLessThan(120);
    expect(isNotice(withFile, id, carrying)).toBe(true);
    for (const attachments of [
      [],
      ['SecureMessage.html 4712'],
      ['plan.pdf 4711'],
      [...carrying.attachments, 'a 1'],
    ])
      expect(isNotice(withFile, id, { ...facts, attachments })).toBe(false);
    expect(isNotice(form, id, carrying)).toBe(false);
  });

  it('belongs to one message', () => {
    expect(isNotice(form, 'BBBBBBBBBBBBBBBBBBBBBB', facts)).toBe(false);
    expect(isNotice('', id, facts)).toBe(false);
  });

  it('sees every changed character', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.nat(),
        fc.constantFrom('a', 'Z', '7', 'é', '水'),
        (text, at, other) => {
          const place = at % text.length;
          const changed = text.slice(0, place) + other + text.slice(place + 1);
          const same = text.replace(/\s+/g, ' ').trim() === changed.replace(/\s+/g, ' ').trim();
          fc.pre(!same);
          return !isNotice(noticeForm(id, { ...facts, text }), id, { ...facts, text: changed });
        },
      ),
    );
  });
});

describe('a draft read twice', () => {
  it('is the same after Outlook saved it', () => {
    expect(isSameDraft(facts, { ...facts, text: facts.text.replaceAll('\n', '\r\n') })).toBe(true);
  });

  it('is another after an edit, a new recipient, a new attachment', () => {
    expect(isSameDraft(facts, { ...facts, text: 'x' })).toBe(false);
    expect(isSameDraft(facts, { ...facts, addresses: [] })).toBe(false);
    expect(isSameDraft(facts, { ...facts, attachments: ['a.pdf 12'] })).toBe(false);
  });
});
