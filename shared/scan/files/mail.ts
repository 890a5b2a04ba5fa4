import { decodeAs, decodeText } from './decode-text.ts';
import { readHtml } from './html.ts';
import {
  charsetOf,
  decodeTransfer,
  decodeWords,
  type Entity,
  parameterOf,
  partsOf,
  splitEntity,
} from './mime.ts';
import type { Sink } from './sink.ts';

/** A file attached to a mail. */
export type MailFile = { name: string; bytes: Uint8Array };

const MAX_DEPTH = 8;
const MAX_PARTS = 500;
/** Headers that say who and what. */
const SHOWN = ['Subject', 'From', 'To', 'Cc'];

type Walk = { sink: Sink; files: MailFile[]; parts: number; isWhole: boolean };

/**
 * Puts a mail's headers and text (RFC 5322, RFC 2045) into the sink; its bytes stand in `raw` as one character
 * each. Answers the files in it, and whether it was nested no deeper and in no more parts than is looked at.
 */
export function readMail(raw: string, sink: Sink): { files: MailFile[]; isWhole: boolean } {
  const walk: Walk = { sink, files: [], parts: 0, isWhole: true };
  readMessage(raw, 0, walk);
  return { files: walk.files, isWhole: walk.isWhole };
}

function readMessage(raw: string, depth: number, walk: Walk): void {
  const entity = splitEntity(raw);
  for (const name of SHOWN) {
    const value = entity.headers.get(name.toLowerCase());
    if (value === undefined) continue;
    walk.sink.text(`${name}: ${decodeWords(value)}`);
    walk.sink.line();
  }
  walk.sink.line(2);
  readEntity(entity, depth, walk);
}

function readEntity({ headers, body }: Entity, depth: number, walk: Walk): void {
  if (depth > MAX_DEPTH || walk.parts++ > MAX_PARTS) walk.isWhole = false;
  if (!walk.isWhole) return;
  const contentType = headers.get('content-type') ?? 'text/plain';
  const type = (/^[^;\s]*/.exec(contentType.toLowerCase()) ?? [''])[0];
  const boundary = type.indexOf('multipart/') === 0 ? parameterOf(contentType, 'boundary') : null;
  if (boundary !== null && boundary !== '') {
    for (const part of partsOf(body, boundary, MAX_PARTS + 1)) readEntity(splitEntity(part), depth + 1, walk);
    return;
  }
  const encoding = headers.get('content-transfer-encoding') ?? '';
  if (type === 'message/rfc822' && !/base64|quoted/i.test(encoding)) {
    readMessage(body, depth + 1, walk);
    return;
  }
  const name =
    parameterOf(headers.get('content-disposition') ?? '', 'filename') ?? parameterOf(contentType, 'name');
  const bytes = decodeTransfer(body, encoding);
  const isText = type === '' || type.indexOf('text/') === 0 || type.indexOf('multipart/') === 0;
  if (name !== null || !isText) {
    walk.files.push({ name: name ?? defaultName(type), bytes });
    return;
  }
  walk.sink.line();
  const charset = parameterOf(contentType, 'charset');
  // Many programs say ASCII, or nothing, and mean what their system uses.
  const isNamed = charset !== null && !/^us-ascii$/i.test(charset);
  const text = isNamed ? decodeAs(bytes, charsetOf(charset, bytes)) : decodeText(bytes);
  if (type === 'text/html') readHtml(text, walk.sink);
  else walk.sink.text(text);
  walk.sink.line();
}

/** So that what has no name is read as what its type says. */
function defaultName(type: string): string {
  if (type === 'message/rfc822') return 'message.eml';
  return /^(?:image|audio|video|font)\//.test(type) ? 'media.png' : 'part';
}
