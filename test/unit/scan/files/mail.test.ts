import { describe, expect, it } from 'vitest';
import { readFileText, readMailText } from '../../../../shared/scan/index.ts';
import { asText, docx, paragraph, textOf, zip } from './build.ts';

const base64 = (content: string | Uint8Array) =>
  Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');
const mail = (...lines: string[]) => lines.join('\r\n');
const multipart = (kind: string, ...parts: string[]) =>
  mail(
    `Content-Type: multipart/${kind};`,
    '\tboundary="=_b 1"',
    '',
    'preamble',
    ...parts.flatMap((part) => ['--=_b 1', part]),
    '--=_b 1--',
    'epilogue',
  );

describe('a mail', () => {
  it('has its headers and text', () => {
    const text = mail(
      'Received: from x',
      'Subject: =?utf-8?Q?Z=C3=B6e_=2D?= =?utf-8?B?U1NO?=',
      'From: =?iso-8859-1?q?Ren=E9?= <r@example.org>',
      'To: a@example.org,',
      ' b@example.org',
      '',
      'SSN 219-09-9421',
    );
    expect(textOf('a.eml', text)).toBe(
      'Subject: Zöe -SSN\nFrom: René <r@example.org>\nTo: a@example.org, b@example.org\n\nSSN 219-09-9421',
    );
  });
  it('is known without its name by its headers, and a letter is not', () => {
    const text = mail('Received: from x', 'Content-Transfer-Encoding: base64', '', base64('SSN 219-09-9421'));
    expect(textOf('message', text)).toContain('SSN 219-09-9421');
    expect(textOf('letter', 'Subject: your form\n\nDear Dana')).toBe('Subject: your form\n\nDear Dana');
  });
  it.each([
    ['quoted-printable', 'utf-8', 'Zo=C3=AB: 219-=\r\n09-9421'],
    ['quoted-printable', 'iso-8859-1', 'Zo=EB: 219-09-9421'],
    ['base64', 'utf-8', base64('Zoë: 219-09-9421')],
    ['base64', 'windows-1252', base64(Buffer.from('Zoë: 219-09-9421', 'latin1'))],
    ['base64', 'utf-16le', base64(Buffer.from('Zoë: 219-09-9421', 'utf16le'))],
    ['8bit', 'utf-8', 'Zoë: 219-09-9421'],
    ['8bit', 'us-ascii', 'Zoë: 219-09-9421'],
  ])('is decoded: %s, %s', (encoding, charset, body) => {
    const text = mail(
      `Content-Type: text/plain; charset="${charset}"`,
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      body,
    );
    expect(textOf('a.eml', text).trim()).toBe('Zoë: 219-09-9421');
  });
  it('keeps what only looks like quoted-printable', () => {
    const text = mail('Content-Transfer-Encoding: quoted-printable', '', 'a=b =4 =zz =C3=a9 =');
    expect(textOf('a.eml', text).trim()).toBe('a=b =4 =zz é =');
  });
  it('has all its parts, HTML as text', () => {
    const html = mail('Content-Type: text/html', '', '<table><tr><td>SSN</td><td>219</td></tr></table>');
    const alternative = multipart('alternative', mail('Content-Type: text/plain', '', 'plain'), html);
    const text = textOf('a.eml', mail('MIME-Version: 1.0', alternative));
    expect(text).toContain('plain');
    expect(text).toContain('SSN\t219');
    expect(text).not.toMatch(/preamble|epilogue|boundary/);
  });
  it('has the files in it, with their names', () => {
    const attached = (name: string, content: string | Uint8Array) =>
      mail(
        'Content-Type: application/octet-stream',
        'Content-Transfer-Encoding: base64',
        `Content-Disposition: attachment; ${name}`,
        '',
        base64(content),
      );
    const text = mail(
      'Subject: files',
      multipart(
        'mixed',
        mail('', 'body'),
        attached('filename="form.docx"', docx(paragraph('in the form'))),
        attached("filename*=UTF-8''Zo%C3%AB%20list.csv", 'SSN;219-09-9421'),
        attached('filename*0="in "; filename*1="pieces.zip"', zip({ 'x.txt': 'in the archive' })),
        attached('filename="=?utf-8?q?gr=C3=BCn?=.txt"', 'in the encoded name'),
      ),
    );
    const read = textOf('a.eml', text);
    for (const piece of [
      'body',
      'form\n\nin the form',
      'Zoë list\nSSN;219-09-9421',
      'in pieces\n',
      'in the archive',
      'grün\nin the encoded name',
    ]) {
      expect(read).toContain(piece);
    }
  });
  it('has the mails in it', () => {
    const inner = mail('Content-Type: message/rfc822', '', 'Subject: inner', '', 'SSN 219-09-9421');
    expect(textOf('a.eml', mail('Subject: outer', multipart('mixed', inner))).trim()).toBe(
      'Subject: outer\n\nSubject: inner\n\nSSN 219-09-9421',
    );
  });
  it('nested without end is read to some depth, and the rest is said to be missing', () => {
    let part = mail('Content-Type: text/plain', '', 'the core');
    for (let i = 0; i < 30; i++) {
      part = mail(`Content-Type: multipart/mixed; boundary=b${i}`, '', `--b${i}`, part, `--b${i}--`);
    }
    const read = asText(readFileText('a.eml', Buffer.from(part)));
    expect(read.isTruncated).toBe(true);
    expect(read.text).not.toContain('the core');
  });
  it('that Outlook has decoded already is read alike', () => {
    const text = mail(
      'Subject: Zoë “x”',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Zoë — 219-09-9421 😀',
    );
    expect(asText(readMailText(text)).text).toContain('Zoë — 219-09-9421 😀');
  });
});
