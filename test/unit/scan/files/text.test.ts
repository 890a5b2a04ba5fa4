import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { defaultLimits, fileNameText, readFileText } from '../../../../shared/scan/files/index.ts';
import { textOf } from './build.ts';

const wide = (text: string, isBigEndian = false) =>
  Uint8Array.from(
    [...text].flatMap((letter) => {
      const pair = [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8];
      return isBigEndian ? pair.reverse() : pair;
    }),
  );

describe('plain text is decoded', () => {
  const TEXT = 'Zoë paid 10 € — SSN 219-09-9421';
  it('from UTF-8, marked or not, beyond the first plane too', () => {
    expect(textOf('a.txt', strToU8(TEXT))).toBe(TEXT);
    expect(textOf('a.txt', strToU8(`\ufeff${TEXT}`))).toBe(TEXT);
    expect(textOf('a.txt', strToU8('𝟚 😀 é'))).toBe('𝟚 😀 é');
  });
  it('from UTF-16 of both orders, marked', () => {
    expect(textOf('a.txt', wide(`\ufeff${TEXT}`))).toBe(TEXT);
    expect(textOf('a.txt', wide(`\ufeff${TEXT}`, true))).toBe(TEXT);
  });
  it('from UTF-16 of both orders, by its zeros', () => {
    expect(textOf('a.csv', wide('SSN,219-09-9421\n'))).toBe('SSN,219-09-9421\n');
    expect(textOf('a.csv', wide('SSN,219-09-9421\n', true))).toBe('SSN,219-09-9421\n');
  });
  it('from windows-1252 where it is no UTF-8', () => {
    expect(textOf('a.txt', new Uint8Array([0x5a, 0x6f, 0xeb, 0x20, 0x80, 0x20, 0x97]))).toBe('Zoë € —');
  });
  it('across the limits of what is put together at once', () => {
    const long = `${'é'.repeat(8_191)}😀${'x'.repeat(20_000)}`;
    expect(textOf('a.txt', strToU8(long))).toBe(long);
  });
  it('up to the limit, which is said', () => {
    const limits = { ...defaultLimits, maxChars: 5 };
    expect(readFileText('a.txt', strToU8('12345'), limits)).toEqual({
      kind: 'text',
      text: '12345',
      isTruncated: false,
    });
    expect(readFileText('a.txt', strToU8('123456'), limits)).toEqual({
      kind: 'text',
      text: '12345',
      isTruncated: true,
    });
  });
});

describe('what a file is', () => {
  it.each([
    ['a picture', 'a.png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
    ['a picture under another name', 'a.txt', [0xff, 0xd8, 0xff, 0xe0, 0, 0x10]],
    ['a film', 'a.bin', [0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70, 0x6d, 0x70, 0x34, 0x32]],
    ['a signature', 'smime.p7s', [0x30, 0x82, 0x01, 0, 3, 4]],
  ])('%s has no text', (_what, name, bytes) => {
    expect(readFileText(name, new Uint8Array(bytes))).toEqual({ kind: 'opaque' });
  });
  it('text that begins like a picture is text', () => {
    for (const text of ['BMI: 31, SSN 219-09-9421', 'GIF8 SSN', 'ID3 SSN', 'II* x']) {
      expect(textOf('a', text)).toBe(text);
    }
  });
  it.each([
    ['nothing', 'a.txt', [], 'empty'],
    ['a 7z archive', 'a.7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4], 'unknown_format'],
    ['a program named as text', 'a.txt', [0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0], 'unknown_format'],
  ])('%s cannot be looked into', (_what, name, bytes, reason) => {
    expect(readFileText(name, new Uint8Array(bytes))).toEqual({ kind: 'unreadable', reason });
  });
  it('a text that PGP encrypted has a password', () => {
    const text = '-----BEGIN PGP MESSAGE-----\n\nhQEMA+abc\n-----END PGP MESSAGE-----\n';
    expect(readFileText('a.asc', strToU8(text))).toEqual({ kind: 'unreadable', reason: 'encrypted' });
  });
  it('calendars and contacts have their folded lines put together', () => {
    const card = 'BEGIN:VCARD\r\nNOTE:SSN 219-\r\n 09-9421\\nnext\\, please\r\nEND:VCARD\r\n';
    expect(textOf('a.vcf', card)).toContain('SSN 219-09-9421\nnext, please');
  });
  it('RTF is read with its characters, tables and no pictures', () => {
    const rtf =
      "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\pict 89504e47}Zo\\'eb \\u8364? {\\*\\generator X;}\\uc2\\u8212\\'96\\'96{\\b SSN}\\~219-09-9421\\par\\trowd Name\\cell SSN\\cell\\row}";
    expect(textOf('a.rtf', rtf)).toBe('Zoë € —SSN 219-09-9421\nName\tSSN\t\n');
  });
});

describe('a page of HTML', () => {
  it('has rows on lines, cells apart by tabs, and paragraphs of a cell on no line of their own', () => {
    const html =
      '<html><body><table><tr><th>Name<th>SSN</tr><tr><td><p>Dana</p></td><td><p>219-09-9421</p></td></tr><tr><td></td><td>x</td></tr></table>after</body></html>';
    expect(textOf('a.html', html)).toBe('Name\tSSN\nDana\t219-09-9421\n\tx\n\nafter');
  });
  it('has no scripts, styles, comments and tags in it', () => {
    const html =
      '<html><head><title>T</title><style>p{x:"<p>"}</style><SCRIPT>if (a<b) "</p>"</SCRIPT></head><p title="a>b">a &lt; b < c<br>two&nbsp;&eacute;&#50;<!-- no > --> spaces\n\n here</p></html>';
    expect(textOf('a.html', html)).toBe('T\na < b < c\ntwo é2 spaces here');
  });
  it('keeps apart what stands on lines and together what stands in one word', () => {
    expect(textOf('a.html', '<div>SSN <b>219</b>-09-<i>9421</i></div><div>next</div>')).toBe(
      'SSN 219-09-9421\nnext',
    );
  });
  it('has what was typed into it, and text set as typed', () => {
    expect(
      textOf('a.html', '<html><label>SSN</label><input name="s" value="219-09-9421"><pre>a  b\nc</pre>'),
    ).toBe('SSN\n219-09-9421\na  b\nc');
  });
  it('is not confused by letters whose small form is longer', () => {
    expect(textOf('a.html', `<html>${'İ'.repeat(50)}<script>no</script>yes`)).toBe(`${'İ'.repeat(50)}yes`);
  });
});

describe("a file's name as text", () => {
  it.each([
    ['Dana_Whitfield_SSN_219-09-9421.pdf', 'Dana Whitfield SSN 219-09-9421'],
    ['my%20tax+form.docx', 'my tax form'],
    ['folder/file.txt', 'folder file'],
    ['.htaccess', '.htaccess'],
    ['no extension', 'no extension'],
  ])('%s: %s', (name, text) => {
    expect(fileNameText(name)).toBe(text);
  });
});
