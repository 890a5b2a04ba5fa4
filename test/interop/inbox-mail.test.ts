import { createHash, randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArrivedMail, mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { commitMessage, openMessage, storeMessage } from '../../shared/api/index.ts';
import { startAccountStack, storageOf, withPolicy } from '../flow/account-stack.ts';
import {
  letterTo,
  type PortalClient,
  paneClient,
  putPartByFetch,
  register,
  sendAs,
  unwatched,
} from '../flow/clients.ts';
import { PYTHON, runPython } from './python.ts';

/* What somebody outside writes arrives in a mailbox as an ordinary mail, byte for byte; read by two parsers. */

const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const sam = { address: 'sam.ortiz@example.gov', name: 'Sam Ortiz' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };
const hasPython = await access(PYTHON).then(
  () => true,
  () => false,
);

let stack: Stack;
let stop: () => Promise<void>;
let reader: PortalClient;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('inbox-mail'));
  await withPolicy(stack, { inbox: { whom: [tammy.address] } });
  await sendAs(paneClient(stack, tammy.address), letterTo(pat.address, Date.now()));
  reader = await register(stack, pat.address);
});
afterAll(() => stop?.());

type File = { name: string; mediaType: string; content: Uint8Array<ArrayBuffer>; contentId?: string };
const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Sends as somebody outside and answers the message's id. */
function answer(over: Partial<Parameters<typeof letterTo>[2]> & { files?: File[] } = {}): Promise<string> {
  const { files = [], ...rest } = over;
  return sendAs(
    reader,
    letterTo(tammy.address, Date.now(), {
      from: pat,
      to: [tammy],
      noticeBy: 'service',
      attachments: files.map(({ content, ...file }) => ({ ...file, content: new Blob([content]) })),
      ...rest,
    }),
  );
}

const isOf = (id: string) => (mail: ArrivedMail) => mail.headers['x-sealpost-delivered'] === id;

async function rawOf(id: string, address = tammy.address): Promise<Buffer> {
  const mail = await waitForMail(stack.urls.mail, address, isOf(id));
  const raw = await fetch(`${stack.urls.mail}/api/messages/${mail.id}/raw`);
  return Buffer.from(await raw.arrayBuffer());
}

type Read = {
  subject: string;
  from: [string, string];
  replyTo: [string, string];
  to: [string, string][];
  cc: [string, string][];
  references: string;
  text: string;
  html: string;
  files: { name: string; type: string; sha256: string; contentId: string | null }[];
  defects: string[];
};

const lines = (text: string) => text.replaceAll('\r\n', '\n').replace(/\n+$/, '');

async function byPostalMime(raw: Buffer): Promise<Read> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  const person = ({ name, address }: { name: string; address?: string | undefined }): [string, string] => [
    name,
    address ?? '',
  ];
  return {
    subject: mail.subject ?? '',
    from: person(mail.from as { name: string; address?: string }),
    replyTo: person(mail.replyTo?.[0] as { name: string; address?: string }),
    to: (mail.to ?? []).map(person),
    cc: (mail.cc ?? []).map(person),
    references: mail.references ?? '',
    text: lines(mail.text ?? ''),
    html: lines(mail.html ?? ''),
    files: mail.attachments.map(({ filename, mimeType, content, contentId }) => ({
      name: filename ?? '',
      type: mimeType,
      sha256: sha256(new Uint8Array(content as ArrayBuffer)),
      contentId: contentId?.replace(/^<|>$/g, '') ?? null,
    })),
    defects: [],
  };
}

const READ = `
import email, email.policy, hashlib, json, sys
mail = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
person = lambda a: [a.display_name, a.addr_spec]
lines = lambda text: text.replace('\\r\\n', '\\n').rstrip('\\n')
body = lambda kind: lines((lambda p: p.get_content() if p is not None else '')(mail.get_body((kind,))))
files = [p for p in mail.walk() if not p.is_multipart() and p.get_content_disposition() in ('attachment', 'inline')]
print(json.dumps({
  'subject': mail['subject'], 'from': person(mail['from'].addresses[0]), 'replyTo': person(mail['reply-to'].addresses[0]),
  'to': [person(a) for a in mail['to'].addresses], 'cc': [person(a) for a in mail['cc'].addresses] if mail['cc'] else [],
  'references': str(mail['references'] or ''), 'text': body('plain'), 'html': body('html'),
  'files': [{'name': p.get_filename() or '', 'type': p.get_content_type(),
    'sha256': hashlib.sha256(p.get_payload(decode=True)).hexdigest(),
    'contentId': (p['content-id'] or '').strip('<>') or None} for p in files],
  'defects': [str(d) for part in mail.walk() for d in part.defects]}))
`;

/** The mail as each parser reads it. */
async function readings(id: string): Promise<[string, Read][]> {
  const raw = await rawOf(id);
  return [
    ['postal-mime', await byPostalMime(raw)],
    ...(hasPython ? [['Python', (await runPython(READ, raw)) as Read] as [string, Read]] : []),
  ];
}

const asRead = (files: readonly File[], names: readonly string[] = files.map(({ name }) => name)) =>
  files.map(({ mediaType, content, contentId }, index) => ({
    name: names[index],
    type: mediaType,
    sha256: sha256(content),
    contentId: contentId ?? null,
  }));

describe('a message from outside to a mailbox that policy names', () => {
  it('arrives as an ordinary mail: its people, its words, its place in the conversation', async () => {
    const text = [
      'Grüße aus Århus, 東京 and 🦩.',
      '.',
      '..a line of dots',
      'From here on it is mine',
      '',
      `${'long '.repeat(400)}end`,
      '=?utf-8?q?not=20a=20header?= =20',
      'tab\tand nbsp\u00a0end',
    ].join('\n');
    const html = `<p>Grüße <b>aus</b> Århus, 東京 &amp; 🦩</p><p>${'x'.repeat(3000)}</p>\n.\n<p>From here</p>`;
    const id = await answer({
      subject: 'Antwort: Überweisung 🦩 '.repeat(8).trim(),
      body: { html, text },
      to: [tammy],
      cc: [sam],
    });
    for (const [parser, mail] of await readings(id)) {
      expect(mail, parser).toMatchObject({
        subject: `${'Antwort: Überweisung 🦩 '.repeat(8).trim()} [secure]`,
        from: ['Pat Doe via State of Example', 'secure@example.gov'],
        replyTo: [pat.name, pat.address],
        to: [[tammy.name, tammy.address]],
        cc: [[sam.name, sam.address]],
        text,
        html,
        files: [],
        defects: [],
      });
    }
    const mail = await waitForMail(stack.urls.mail, tammy.address, isOf(id));
    expect(mail.envelope).toEqual({ from: 'secure@example.gov', to: [tammy.address] });
    expect(mail.headers['auto-submitted']).toBeUndefined();
    // Sam is not named by policy: a notice, and nothing of the message.
    const notice = await waitForMail(stack.urls.mail, sam.address, (one) => one.html.includes(id));
    expect(notice.text).not.toContain('Århus');
  });

  it('threads with what came into this mailbox before', async () => {
    const first = await answer({ subject: 'Question' });
    const staff = paneClient(stack, tammy.address);
    const second = await sendAs(
      staff,
      letterTo(pat.address, Date.now(), { inReplyTo: first, subject: 'Re: Question' }),
    );
    const third = await answer({ subject: 'Re: Question', inReplyTo: second });
    const idOf = async (id: string) =>
      (await waitForMail(stack.urls.mail, tammy.address, isOf(id))).headers['message-id'] ?? '-';
    const [[, mail]] = (await readings(third)) as [[string, Read]];
    expect(mail.references).toContain(await idOf(first));
    const { headers } = await waitForMail(stack.urls.mail, tammy.address, isOf(third));
    expect(headers['in-reply-to']).toMatch(new RegExp(`^<letter\\.${second}\\.`));
  });

  it('arrives byte for byte, whatever its files are called and hold', async () => {
    const nested = [
      'From: a@example.org',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: message/rfc822',
      '',
      'Subject: inner',
      '',
      '.',
      '--x--',
      '',
    ];
    const files: File[] = [
      {
        name: 'Führerschein–Ü (1).pdf',
        mediaType: 'application/pdf',
        content: new Uint8Array(randomBytes(5000)),
      },
      { name: '検査結果.txt', mediaType: 'text/plain', content: bytes('caf\xe9 and \xff', 'latin1') },
      { name: 'a "quoted"; semi=colon\\back.txt', mediaType: 'text/plain', content: bytes('a\rb\nc\r\nd') },
      { name: "100% sure's 🦩.csv", mediaType: 'text/csv', content: bytes('x;y\r\n'.repeat(1000)) },
      {
        name: `${'ñandú '.repeat(40).trim()}.bin`,
        mediaType: 'application/x-strange+type',
        content: bytes(''),
      },
      { name: 'dots', mediaType: 'text/plain', content: bytes('.\r\n..\r\n.\r\nFrom me\r\n\r\n.\r\n') },
      { name: 'zeros.bin', mediaType: 'application/octet-stream', content: new Uint8Array(70_000) },
      { name: 'page.html', mediaType: 'text/html', content: bytes(`<p>${'é'.repeat(20_000)}</p>`) },
      { name: 'one-line.json', mediaType: 'application/json', content: bytes(`"${'x'.repeat(300_000)}"`) },
    ];
    const mails: File[] = [
      { name: 'nested.eml', mediaType: 'message/rfc822', content: bytes(nested.join('\n')) },
      { name: 'crlf.eml', mediaType: 'message/rfc822', content: bytes(nested.join('\r\n')) },
      { name: 'odd.txt', mediaType: 'text/plain; charset=iso-8859-1', content: bytes('\xe9', 'latin1') },
      { name: 'evil.txt', mediaType: 'text/plain\r\nX-Evil: yes', content: bytes('evil') },
    ];
    const id = await answer({ files: [...files, ...mails] });
    const plain = mails.map((file) => ({ ...file, mediaType: 'application/octet-stream' }));
    for (const [parser, mail] of await readings(id)) {
      expect(mail.files, parser).toEqual(asRead([...files, ...plain]));
      expect(mail.defects, parser).toEqual([]);
    }
    expect((await rawOf(id)).toString('latin1')).not.toMatch(/^X-Evil/m);
  });

  it('shows pictures where they were, and gives names that mislead in plain', async () => {
    const picture: File = {
      ...{ name: 'dot.png', mediaType: 'image/png', contentId: 'dot.1@x' },
      content: new Uint8Array(randomBytes(200)),
    };
    const files: File[] = [
      { name: 'invoice\u202efdp.exe', mediaType: 'application/pdf', content: bytes('a') },
      { name: 'two\r\nlines.txt', mediaType: 'text/plain', content: bytes('b') },
    ];
    const id = await answer({
      body: { html: '<p><img src="cid:dot.1@x"></p>', text: 'A dot' },
      files: [picture, ...files],
    });
    for (const [parser, mail] of await readings(id)) {
      expect(mail.html, parser).toContain('cid:dot.1@x');
      const expected = asRead([picture, ...files], ['dot.png', 'invoice fdp.exe', 'two lines.txt']);
      expect(mail.files, parser).toEqual(expected);
    }
  });

  it('arrives with 35 MB', async () => {
    const files: File[] = [
      {
        name: 'large.bin',
        mediaType: 'application/octet-stream',
        content: new Uint8Array(randomBytes(34_000_000)),
      },
      {
        name: 'rest.bin',
        mediaType: 'application/octet-stream',
        content: new Uint8Array(randomBytes(999_000)),
      },
    ];
    const id = await answer({ files });
    for (const [parser, mail] of await readings(id)) expect(mail.files, parser).toEqual(asRead(files));
  });
});

describe('what policy does not let into a mailbox', () => {
  const hasNotice = async (id: string) => {
    const notice = await waitForMail(stack.urls.mail, tammy.address, (mail) =>
      mail.html.includes(`/m/${id}`),
    );
    expect(notice.headers['x-sealpost-delivered']).toBeUndefined();
    expect((await mailsTo(stack.urls.mail, tammy.address)).filter(isOf(id))).toEqual([]);
  };

  it('Confidential, with a passphrase, or from staff: a notice', async () => {
    await hasNotice(await answer({ confidential: true }));
    await hasNotice(await answer({ passphrase: 'flamingo over Århus' }));
    const staff = paneClient(stack, sam.address);
    await hasNotice(
      await sendAs(
        staff,
        letterTo(tammy.address, Date.now(), { from: sam, to: [tammy], noticeBy: 'service' }),
      ),
    );
  });

  it('is told its author: delivered to one, a notice to the other', async () => {
    const id = await answer({ to: [tammy, sam] });
    await waitForMail(stack.urls.mail, sam.address, (mail) => mail.html.includes(`/m/${id}`));
    await rawOf(id);
    await expect
      .poll(async () =>
        (await reader.status(id)).readers.map((one) => [
          one.deliveredAt !== undefined,
          one.notifiedAt !== undefined,
        ]),
      )
      .toEqual([
        [true, false],
        [false, true],
      ]);
    const { events } = await reader.messageHistory(id);
    expect(events.map(({ kind }) => kind).toSorted()).toEqual(['delivered', 'notified', 'sent']);
    // It can still be read in the portal.
    expect((await openMessage(paneClient(stack, tammy.address), id)).letter.body.text).toBe('Dear Pat');
  });

  it('and what does not verify in its middle: a notice, and no half of a mail', async () => {
    const content = new Blob([new Uint8Array(6_000_000)]);
    const stored = await storeMessage(
      { client: reader, putPart: putPartByFetch },
      letterTo(tammy.address, Date.now(), {
        ...{ from: pat, to: [tammy], noticeBy: 'service' },
        attachments: [{ name: 'a.bin', mediaType: 'application/octet-stream', content }],
      }),
      unwatched(),
    );
    const part = stored.request.parts[1];
    const blob = (await storageOf(stack)).blobs
      .getContainerClient('parts')
      .getBlockBlobClient(`${stored.id}/${part?.id}`);
    const sealed = await blob.downloadToBuffer();
    // In the second region: the first has left for the mail system by then.
    sealed[5_000_000] = (sealed[5_000_000] ?? 0) ^ 1;
    await blob.upload(sealed, sealed.length);
    await commitMessage(reader, stored);
    await hasNotice(stored.id);
  });

  it('Confidential goes in where policy says so', async () => {
    await withPolicy(stack, { inbox: { whom: ['example.gov'], confidential: 'mail' } });
    const id = await answer({ confidential: true });
    const mail = await waitForMail(stack.urls.mail, tammy.address, isOf(id));
    expect(mail.headers.sensitivity).toBe('Company-Confidential');
  });
});
