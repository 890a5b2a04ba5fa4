import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { writeMail } from '../../../portal/parts/reading/write-mail.ts';
import type { Letter } from '../../../shared/envelope/index.ts';
import { type Attached, gather, openedWith } from './saved-files.ts';

const HOST = 'secure.example.gov';
const bytes = (sizeBytes: number) => Uint8Array.from({ length: sizeBytes }, (_, i) => (i * 31) % 256);

async function written(over: Partial<Letter> = {}, attached: readonly Attached[] = []) {
  const source = (await gather(writeMail(openedWith(over, attached), HOST))).toString('latin1');
  return { source, mail: await PostalMime.parse(source) };
}

describe('a saved mail file', () => {
  it('is read back with people, subject, date, both bodies and the moment of its end', async () => {
    const { mail } = await written({ inReplyTo: 'B'.repeat(22), confidential: true });
    expect(mail.from).toMatchObject({ address: 'tammy.gould@example.gov', name: 'Tammy Gould' });
    expect(mail.to).toMatchObject([{ address: 'pat@example.net', name: 'Pat Doe' }]);
    expect(mail.subject).toBe('Your records');
    expect(mail.date).toBe('2026-11-26T06:41:19.000Z');
    expect(mail.messageId).toBe(`<${'A'.repeat(22)}@${HOST}>`);
    expect(mail.inReplyTo).toBe(`<${'B'.repeat(22)}@${HOST}>`);
    expect(mail.html?.trim()).toBe('<p>Dear <b>Pat</b></p>');
    expect(mail.text?.trim()).toBe('Dear Pat');
    const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('x-sealpost-readable-until')).toBe('Wed, 16 Dec 2026 06:41:19 +0000');
    expect(headers.get('sensitivity')).toBe('Company-Confidential');
  });

  it('keeps every attachment to the byte, whatever its size, and inline pictures by their Content-ID', async () => {
    const attached: Attached[] = [
      { name: 'dot.png', mediaType: 'image/png', content: bytes(70), contentId: 'dot@x' },
      ...[0, 1, 56, 57, 58, 57 * 512, 57 * 512 + 1, 100_000].map((sizeBytes) => ({
        name: `${sizeBytes}.bin`,
        mediaType: 'application/x-any',
        content: bytes(sizeBytes),
      })),
      { name: 'mail.eml', mediaType: 'message/rfc822', content: bytes(10) },
    ];
    const { mail, source } = await written(
      { body: { html: '<img src="cid:dot@x">', text: 'see' } },
      attached,
    );
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(attached.map(({ name }) => name));
    for (const [i, { content }] of mail.attachments.entries())
      expect(Buffer.from(content as ArrayBuffer)).toEqual(Buffer.from(attached[i]?.content ?? []));
    expect(mail.attachments[0]).toMatchObject({
      contentId: '<dot@x>',
      disposition: 'inline',
      related: true,
      mimeType: 'image/png',
    });
    expect(mail.attachments[1]).toMatchObject({ disposition: 'attachment', mimeType: 'application/x-any' });
    // RFC 2045 section 6.4: no base64 in message/*.
    expect(mail.attachments.at(-1)?.mimeType).toBe('application/octet-stream');
    expect(source.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it.each([
    ['Überweisung für Zoë – 日本語 🦩'.repeat(9)],
    ['=?UTF-8?B?aGk=?= is no encoded word'],
    ['a '.repeat(300).trim()],
    ['two  spaces, "quotes", \\ and <angles>'],
    [''],
  ])('says %j in subject, name and file name alike', async (words) => {
    const name = `${
      words
        .replaceAll(/[<>"\\?]/g, '')
        .trim()
        .slice(0, 200) || 'x'
    }.pdf`;
    const { mail, source } = await written(
      { subject: words, to: [{ address: 'pat@example.net', name: words }] },
      [{ name, mediaType: 'application/pdf', content: bytes(3) }],
    );
    expect(mail.subject ?? '').toBe(words);
    expect(mail.to?.[0]).toMatchObject({ address: 'pat@example.net', name: words.trim() });
    expect(mail.attachments[0]?.filename).toBe(name);
    for (const line of source.split('\r\n')) expect(line.length, line).toBeLessThanOrEqual(78);
    expect(source).toMatch(/^[\t\r\n -~]*$/);
  });

  it('gives nobody a header of their own', async () => {
    const evil = 'x\r\nBcc: trap@example.org\r\n\r\n<script>';
    const { mail } = await written(
      {
        subject: evil,
        to: [{ address: `a@b.example>\r\nBcc: <trap@example.org`, name: evil }],
        cc: [{ address: 'c@b.example', name: '"\\" <x@y.example>, "' }],
        inReplyTo: evil,
      },
      [{ name: evil, mediaType: `text/html\r\nX-Evil: 1`, content: bytes(3) }],
    );
    expect(mail.bcc).toBeUndefined();
    expect(mail.headers.map(({ key }) => key)).not.toContain('x-evil');
    expect(mail.cc).toMatchObject([{ address: 'c@b.example', name: '"\\" <x@y.example>, "' }]);
    expect(mail.to).toHaveLength(1);
    expect(mail.attachments[0]?.mimeType).toBe('application/octet-stream');
    expect(mail.html?.trim()).toBe('<p>Dear <b>Pat</b></p>');
  });

  it('has only the body that there is', async () => {
    const plain = await written({ body: { html: '', text: 'one\ntwo\r\nthree' } });
    expect(plain.source).not.toContain('multipart');
    expect(plain.mail.text?.trim().split(/\r?\n/)).toEqual(['one', 'two', 'three']);
    const page = await written({ body: { html: '<p>é</p>', text: '' } });
    expect(page.source).toContain('Content-Type: text/html');
    expect(page.mail.html?.trim()).toBe('<p>é</p>');
  });
});
