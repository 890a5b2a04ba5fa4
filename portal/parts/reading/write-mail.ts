import type { OpenedMessage, Person } from '../../../shared/api/index.ts';
import type { Bytes, Letter, LetterAttachment } from '../../../shared/envelope/index.ts';
import { inlineAttachments } from '../inline-pictures.ts';
import { fileName } from '../save-attachment.ts';
import { base64Lines } from './base64-lines.ts';
import { mailDate, parameter, peopleHeader, plainHeader, textHeader } from './mail-headers.ts';

/** A body part: its headers, and what it holds, either content or parts of its own. */
type Part = { headers: string[] } & (
  | { content: () => AsyncIterable<Bytes> }
  | { subtype: 'mixed' | 'alternative' | 'related'; parts: readonly Part[] }
);

const MEDIA_TYPE = /^[a-z0-9][\w!#$&^.+-]{0,99}\/[a-z0-9][\w!#$&^.+-]{0,99}$/i;
/** A Content-ID's inside, of what may stand there without quotes (RFC 2392). */
const CONTENT_ID = /^[\w!#$%&'*+/=?^`{|}~.@-]{1,200}$/;

/**
 * Streams an opened message as a mail file (RFC 5322, MIME by RFC 2045 to 2047, parameters by RFC 2231): text
 * and HTML, the pictures in it by their Content-ID, then the files. `X-Sealpost-Readable-Until` says until when
 * it was readable. `host` stands in the Message-ID. Throws what the attachments throw.
 */
export async function* writeMail(
  {
    answer,
    letter,
    readAttachment,
  }: Pick<OpenedMessage, 'letter' | 'readAttachment'> & {
    answer: Pick<
      OpenedMessage['answer'],
      'id' | 'author' | 'sender' | 'sentAt' | 'expiresAt' | 'confidential'
    >;
  },
  host: string,
  signal?: AbortSignal,
): AsyncGenerator<Bytes, void, undefined> {
  const { id, author, sender, sentAt, expiresAt, confidential } = answer;
  const headers = [
    peopleHeader('From', [author]),
    ...peopleHeaders('Sender', sender === undefined ? [] : [sender]),
    ...peopleHeaders('To', letter.to),
    ...peopleHeaders('Cc', letter.cc),
    textHeader('Subject', letter.subject),
    plainHeader('Date', mailDate(sentAt)),
    plainHeader('Message-ID', `<${id}@${host}>`),
    ...(letter.inReplyTo === undefined ? [] : [plainHeader('In-Reply-To', `<${letter.inReplyTo}@${host}>`)]),
    plainHeader('X-Sealpost-Readable-Until', mailDate(expiresAt)),
    // RFC 4021 section 2.1.55, which Outlook shows.
    ...(confidential ? [plainHeader('Sensitivity', 'Company-Confidential')] : []),
    plainHeader('MIME-Version', '1.0'),
  ];
  const root = partOf(letter, (partId) => readAttachment(partId, signal));
  yield* writePart({ ...root, headers: [...headers, ...root.headers] });
}

function peopleHeaders(name: string, people: readonly Person[]): string[] {
  return people.length === 0 ? [] : [peopleHeader(name, people)];
}

function partOf(letter: Letter, read: (partId: string) => AsyncIterable<Bytes>): Part {
  const { html, text } = letter.body;
  const inline = inlineAttachments(letter).filter(({ contentId = '' }) => CONTENT_ID.test(contentId));
  const pictures = inline.map((one) => filePart(one, 'inline', read));
  const files = letter.attachments
    .filter((one) => !inline.includes(one))
    .map((one) => filePart(one, 'attachment', read));
  const page = textPart('html', html);
  const related = pictures.length === 0 ? page : multipart('related', [page, ...pictures]);
  const plain = textPart('plain', text);
  const body =
    html.trim() === '' ? plain : text.trim() === '' ? related : multipart('alternative', [plain, related]);
  return files.length === 0 ? body : multipart('mixed', [body, ...files]);
}

function textPart(subtype: 'plain' | 'html', text: string): Part {
  const bytes = new TextEncoder().encode(text.replace(/\r\n?|\n/g, '\r\n'));
  return {
    headers: [
      `Content-Type: text/${subtype}; charset=utf-8`,
      plainHeader('Content-Transfer-Encoding', 'base64'),
    ],
    content: () => base64Lines(once(bytes)),
  };
}

function filePart(
  { partId, name, mediaType, contentId }: LetterAttachment,
  disposition: 'inline' | 'attachment',
  read: (partId: string) => AsyncIterable<Bytes>,
): Part {
  const safeName = fileName(name);
  return {
    headers: [
      `Content-Type: ${typeOf(mediaType)}`,
      plainHeader('Content-Transfer-Encoding', 'base64'),
      `Content-Disposition: ${disposition}${parameter('filename', safeName)}`,
      ...(disposition === 'inline' ? [plainHeader('Content-ID', `<${contentId}>`)] : []),
    ],
    content: () => base64Lines(read(partId)),
  };
}

/** A media type as the sender gave it, where it is one and may be written in base64 (RFC 2045 section 6.4). */
function typeOf(mediaType: string): string {
  const isFit = MEDIA_TYPE.test(mediaType) && !/^(?:message|multipart)\//i.test(mediaType);
  return isFit ? mediaType.toLowerCase() : 'application/octet-stream';
}

function multipart(subtype: 'mixed' | 'alternative' | 'related', parts: readonly Part[]): Part {
  return { headers: [], subtype, parts };
}

async function* writePart(part: Part): AsyncGenerator<Bytes, void, undefined> {
  if ('content' in part) {
    yield ascii(`${part.headers.join('\r\n')}\r\n\r\n`);
    yield* part.content();
    return;
  }
  // No line of base64 holds `_`, so that no content can end its part.
  const boundary = `=_${crypto.randomUUID()}`;
  const type = `Content-Type: multipart/${part.subtype};\r\n boundary="${boundary}"`;
  yield ascii(`${[...part.headers, type].join('\r\n')}\r\n\r\n`);
  for (const inner of part.parts) {
    yield ascii(`--${boundary}\r\n`);
    yield* writePart(inner);
    yield ascii('\r\n');
  }
  yield ascii(`--${boundary}--\r\n`);
}

function ascii(text: string): Bytes {
  return new TextEncoder().encode(text);
}

async function* once(bytes: Bytes): AsyncGenerator<Bytes, void, undefined> {
  yield bytes;
}
