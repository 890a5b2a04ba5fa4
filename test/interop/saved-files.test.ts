import { access } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { writeMail } from '../../portal/parts/reading/write-mail.ts';
import { zipFiles } from '../../portal/parts/reading/zip-files.ts';
import { gather, openedWith } from '../unit/portal/saved-files.ts';
import { PYTHON, runPython } from './python.ts';

/* What the portal saves, read by Python's standard library, which shares no line with ours. */

const hasPython = await access(PYTHON).then(
  () => true,
  () => false,
);
const READ_ZIP = `
import io, json, sys, zipfile
archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
print(json.dumps({'bad': archive.testzip(), 'files': [[i.filename, i.file_size, i.date_time[0]] for i in archive.infolist()]}))
`;
const READ_MAIL = `
import email, email.policy, hashlib, json, sys
mail = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
defects = [str(d) for part in mail.walk() for d in part.defects]
print(json.dumps({
  'defects': defects, 'subject': mail['subject'], 'to': mail['to'].addresses[0].display_name,
  'until': mail['x-sealpost-readable-until'], 'text': mail.get_body(('plain',)).get_content().strip(),
  'html': mail.get_body(('related', 'html')).get_content_type(),
  'files': [[p.get_filename(), p.get_content_type(), len(p.get_content())] for p in mail.iter_attachments()]}))
`;

describe.skipIf(!hasPython)("Python's standard library", () => {
  it('unpacks an archive of all files', async () => {
    const content = async function* () {
      yield new Uint8Array(70_000).fill(5);
    };
    const archive = zipFiles(
      [
        { name: 'Überweisung.pdf', content },
        { name: 'b.txt', content },
      ],
      new Date('2026-11-26T06:41:19Z'),
    );
    expect(await runPython(READ_ZIP, await gather(archive))).toEqual({
      bad: null,
      files: [
        ['Überweisung.pdf', 70_000, 2026],
        ['b.txt', 70_000, 2026],
      ],
    });
  });

  it('reads a mail file without a complaint', async () => {
    const opened = openedWith(
      {
        subject: 'Überweisung 🦩 '.repeat(10).trim(),
        to: [{ address: 'pat@example.net', name: 'Zoë Müller' }],
        body: { html: '<p>Grüße <img src="cid:dot@x"></p>', text: 'Grüße' },
      },
      [
        { name: 'dot.png', mediaType: 'image/png', content: new Uint8Array(70), contentId: 'dot@x' },
        {
          name: `${'Überweisung '.repeat(8)}.pdf`,
          mediaType: 'application/pdf',
          content: new Uint8Array(99),
        },
      ],
    );
    expect(await runPython(READ_MAIL, await gather(writeMail(opened, 'secure.example.gov')))).toEqual({
      defects: [],
      subject: 'Überweisung 🦩 '.repeat(10).trim(),
      to: 'Zoë Müller',
      until: 'Wed, 16 Dec 2026 06:41:19 +0000',
      text: 'Grüße',
      html: 'multipart/related',
      files: [[`${'Überweisung '.repeat(8)}.pdf`, 'application/pdf', 99]],
    });
  });
});
