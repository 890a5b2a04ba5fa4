import type { UnreadableReason } from '../finding.ts';
import { textOfCard } from './card.ts';
import { decodeText, toBinaryText } from './decode-text.ts';
import { type Format, formatOf } from './format.ts';
import { readHtml } from './html.ts';
import { type FileLimits, Unreadable } from './limits.ts';
import { readMail } from './mail.ts';
import { fileNameText } from './name.ts';
import { readOffice } from './office.ts';
import { readOle } from './ole.ts';
import { readRtf } from './rtf.ts';
import { makeSink, type Sink } from './sink.ts';
import { listZip, type Unpacked, unpack, type ZipEntry } from './unzip.ts';

/** A PDF inside another file, for the PDF reader. */
export type InnerPdf = { name: string; bytes: Uint8Array };

/** A file that is being read, with everything inside it. */
export type Reading = {
  limits: FileLimits;
  /** All text goes here, names of files inside included. */
  sink: Sink;
  unpacked: Unpacked;
  depth: number;
  found: {
    /** Whether anything but names was read. */
    isRead: boolean;
    isWhole: boolean;
    /** Why the first file inside that could not be read could not. */
    unread: UnreadableReason | null;
    /** Files inside so far. */
    files: number;
    pdfs: InnerPdf[];
  };
};

/** What became of one file; its text is in the sink. */
export type Outcome =
  | { kind: 'text' }
  | { kind: 'pdf' }
  | { kind: 'opaque' }
  | { kind: 'unreadable'; reason: UnreadableReason };

/** What systems put into archives beside the files that somebody packed. */
const HOUSEKEEPING = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

export function beginReading(limits: FileLimits): Reading {
  return {
    limits,
    sink: makeSink(limits.maxChars, limits.isLate),
    unpacked: { bytes: 0 },
    depth: 0,
    found: { isRead: false, isWhole: true, unread: null, files: 0, pdfs: [] },
  };
}

/** Reads a file of whatever format into the reading's sink. Never throws. */
export function read(name: string, bytes: Uint8Array, reading: Reading): Outcome {
  if (bytes.length === 0) return { kind: 'unreadable', reason: 'empty' };
  return guarded(reading, () => readAs(formatOf(name, bytes), bytes, reading));
}

/** Reads a mail's bytes, one character each, and the files in it. Never throws. */
export function readMailFile(raw: string, reading: Reading): Outcome {
  return guarded(reading, () => {
    const { files, isWhole } = readMail(raw, reading.sink);
    reading.found.isRead = true;
    if (!isWhole) reading.found.isWhole = false;
    for (const file of files) readInside(file.name, () => file.bytes, reading);
    return { kind: 'text' };
  });
}

function readAs(format: Format, bytes: Uint8Array, reading: Reading): Outcome {
  const { sink, limits, found } = reading;
  if (format === 'pdf' || format === 'opaque') return { kind: format };
  if (format === 'locked') throw new Unreadable('encrypted');
  if (format === 'unknown') throw new Unreadable('unknown_format');
  if (format === 'zip') return readZip(bytes, reading);
  if (format === 'mail') return readMailFile(toBinaryText(bytes), reading);
  if (format === 'ole') {
    readOle(bytes, sink);
    // Some of its text may stand where no reader of runs sees it.
    throw new Unreadable('unknown_format');
  }
  if (format === 'html') readHtml(decodeText(bytes), sink);
  else if (format === 'rtf') readRtf(decodeText(bytes), sink);
  else if (format === 'card') sink.text(textOfCard(decodeText(bytes, limits.maxChars)));
  else sink.text(decodeText(bytes, limits.maxChars));
  found.isRead = true;
  return { kind: 'text' };
}

function readZip(bytes: Uint8Array, reading: Reading): Outcome {
  const { limits, unpacked, sink, found } = reading;
  const entries = listZip(bytes, limits);
  const embedded = readOffice({ bytes, entries, unpacked, limits }, sink);
  if (embedded !== null) found.isRead = true;
  const files = embedded ?? entries.filter(({ name }) => !/\/$/.test(name) && !HOUSEKEEPING.test(name));
  const { unread } = found;
  for (const entry of files) {
    readEntry(bytes, entry, reading);
    // What is embedded in an office file in a form of its own, such as a drawing, is none that its author attached.
    if (embedded !== null && found.unread === 'unknown_format') found.unread = unread;
  }
  return { kind: 'text' };
}

function readEntry(bytes: Uint8Array, entry: ZipEntry, reading: Reading): void {
  readInside(entry.name, () => unpack(bytes, entry, reading.unpacked, reading.limits), reading);
}

/** Reads a file inside another one, its name first. */
function readInside(name: string, unpackIt: () => Uint8Array, reading: Reading): void {
  const { sink, found, limits } = reading;
  if (sink.isFull()) return;
  found.files++;
  if (found.files > limits.maxEntries) {
    found.unread ??= 'too_large';
    return;
  }
  sink.line(2);
  sink.text(fileNameText(name));
  sink.line();
  const outcome = guarded(reading, () => {
    if (reading.depth >= limits.maxDepth) throw new Unreadable('bomb');
    const bytes = unpackIt();
    const inside = read(name, bytes, { ...reading, depth: reading.depth + 1 });
    if (inside.kind === 'pdf') found.pdfs.push({ name, bytes });
    return inside;
  });
  if (outcome.kind === 'unreadable' && outcome.reason !== 'empty') found.unread ??= outcome.reason;
}

/** Whatever a reader meets in a broken file, its caller gets an answer; text that was read until then stays. */
function guarded({ sink, found }: Reading, work: () => Outcome): Outcome {
  const before = sink.length();
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Unreadable ? error.reason : 'broken';
    if (sink.length() === before) return { kind: 'unreadable', reason };
    found.isRead = true;
    found.unread ??= reason;
    return { kind: 'text' };
  }
}
