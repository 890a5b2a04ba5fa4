import type { UnreadableReason } from '../finding.ts';
import { decodeText } from './decode-text.ts';
import { formatOf } from './format.ts';
import { textOfHtml } from './html.ts';
import { defaultLimits, type FileLimits, Unreadable } from './limits.ts';
import { rawMail, textOfMail } from './mail.ts';
import { textOfOffice } from './office.ts';
import { textOfRtf } from './rtf.ts';
import { listZip, type Unpacked, unpack } from './unzip.ts';

export type { FileLimits } from './limits.ts';

/** What a file holds: text (`unread`: why a file inside it could not be looked into), nothing that can be read as text (`opaque`: pictures, sound), a PDF that its own reader reads, or what cannot be looked into. */
export type FileText =
  | { kind: 'text'; text: string; isTruncated: boolean; unread?: UnreadableReason }
  | { kind: 'unreadable'; reason: UnreadableReason }
  | { kind: 'pdf' }
  | { kind: 'opaque' };

type Reading = { limits: FileLimits; unpacked: Unpacked; depth: number };

/**
 * The text of a file, by what its bytes are and then by its name. Synchronous and pure, in plain ES2016; takes
 * time in proportion to the file and never more memory than its limits say. Never throws.
 */
export function readFileText(name: string, bytes: Uint8Array, limits: FileLimits = defaultLimits): FileText {
  return cut(read(name, bytes, { limits, unpacked: { bytes: 0 }, depth: 0 }), limits);
}

/** The text of a mail that Outlook hands over as text, its attachments included. Never throws. */
export function readMailText(mail: string, limits: FileLimits = defaultLimits): FileText {
  return cut(
    guarded(() => readMail(mail, { limits, unpacked: { bytes: 0 }, depth: 0 })),
    limits,
  );
}

/** A file's name as text: what people put between its words becomes a space. */
export function fileNameText(name: string): string {
  const dot = name.lastIndexOf('.');
  return (dot > 0 ? name.slice(0, dot) : name).replace(/[_+]+/g, ' ');
}

function read(name: string, bytes: Uint8Array, reading: Reading): FileText {
  if (bytes.length === 0) return { kind: 'unreadable', reason: 'empty' };
  return guarded(() => {
    const format = formatOf(name, bytes);
    if (format === 'text') return text(decodeText(bytes));
    if (format === 'html') return text(textOfHtml(decodeText(bytes)));
    if (format === 'rtf') return text(textOfRtf(decodeText(bytes)));
    if (format === 'mail') return readMail(rawMail(bytes), reading);
    if (format === 'zip') return readZip(bytes, reading);
    if (format === 'pdf' || format === 'opaque') return { kind: format };
    return { kind: 'unreadable', reason: format === 'ole_encrypted' ? 'encrypted' : 'unknown_format' };
  });
}

function readMail(raw: string, reading: Reading): FileText {
  const mail = textOfMail(raw);
  const parts = collect([mail.text]);
  for (const { name, bytes } of mail.files) add(parts, name, () => readInside(name, bytes, reading));
  return joined(parts);
}

function readZip(bytes: Uint8Array, reading: Reading): FileText {
  const { limits, unpacked } = reading;
  const entries = listZip(bytes, limits);
  const office = textOfOffice({ bytes, entries, unpacked, limits });
  if (office !== null) return text(office);
  const files = entries.filter(({ name }) => !/\/$/.test(name));
  if (files.length > limits.maxEntries) throw new Unreadable('bomb');
  const parts = collect([]);
  for (const entry of files) {
    add(parts, entry.name, () => readInside(entry.name, unpack(bytes, entry, unpacked, limits), reading));
  }
  // Where nothing could be read, not even a part, the archive as a whole is what could not be.
  return parts.isRead || parts.unread === null ? joined(parts) : { kind: 'unreadable', reason: parts.unread };
}

/** Text from several files, and why the first that could not be read could not. */
type Parts = { texts: string[]; isRead: boolean; unread: UnreadableReason | null };

function collect(texts: string[]): Parts {
  return { texts, isRead: false, unread: null };
}

function add(parts: Parts, name: string, work: () => FileText): void {
  parts.texts.push(fileNameText(name));
  const inside = guarded(work);
  if (inside.kind === 'text') {
    parts.isRead = true;
    parts.texts.push(inside.text);
  }
  // A PDF inside another file is not looked into: only whole files go to the PDF reader.
  const reason =
    inside.kind === 'pdf' ? 'unknown_format' : inside.kind === 'opaque' ? null : unreadOf(inside);
  if (reason !== null && reason !== 'empty') parts.unread ??= reason;
}

function unreadOf(inside: Exclude<FileText, { kind: 'pdf' | 'opaque' }>): UnreadableReason | null {
  return inside.kind === 'text' ? (inside.unread ?? null) : inside.reason;
}

function joined({ texts, unread }: Parts): FileText {
  const whole = text(texts.join('\n'));
  return unread === null ? whole : { ...whole, unread };
}

/** A file inside another one. */
function readInside(name: string, bytes: Uint8Array, reading: Reading): FileText {
  if (reading.depth >= reading.limits.maxDepth) throw new Unreadable('bomb');
  return read(name, bytes, { ...reading, depth: reading.depth + 1 });
}

function text(value: string): Extract<FileText, { kind: 'text' }> {
  return { kind: 'text', text: value, isTruncated: false };
}

function cut(read: FileText, { maxChars }: FileLimits): FileText {
  if (read.kind !== 'text' || read.text.length <= maxChars) return read;
  return { ...read, text: read.text.slice(0, maxChars), isTruncated: true };
}

/** Whatever a reader meets in a broken file, its caller gets an answer. */
function guarded(work: () => FileText): FileText {
  try {
    return work();
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Unreadable ? error.reason : 'broken' };
  }
}
