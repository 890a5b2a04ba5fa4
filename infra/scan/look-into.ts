import { defaultPdfLimits, type Pdfjs, readPdfText } from '../../shared/scan/files/read-pdf.ts';
import {
  type FileLimits,
  type FileText,
  type Finding,
  fileNameText,
  readFileText,
  type UnreadableReason,
} from '../../shared/scan/index.ts';
import type { FoundFile } from './find-files.ts';

/** A text of a file in which something was found: what it holds, or its name. */
export type Searched = { place: 'text' | 'name'; text: string; findings: readonly Finding[] };
/** What a file is and what was found; `reason`: why it, or something in it, could not be looked into. */
export type Looked = {
  path: string;
  kind: FileText['kind'];
  reason: UnreadableReason | null;
  isTruncated: boolean;
  searched: readonly Searched[];
};
type Content = {
  kind: FileText['kind'];
  text: string;
  reason: UnreadableReason | null;
  isTruncated: boolean;
};

/** Nobody waits for a Send here, so more is read than in Outlook. */
const LIMITS: FileLimits = {
  maxChars: 50_000_000,
  maxUnpackedBytes: 400_000_000,
  maxEntries: 10_000,
  maxRatio: 250,
  maxDepth: 4,
};

/** Reads a file and its name, and searches both. */
export async function lookInto(
  scan: (text: string) => Finding[],
  { path, name, bytes }: FoundFile,
): Promise<Looked> {
  const { kind, text, reason, isTruncated } =
    bytes === null ? unreadable('too_large') : await readContent(name, bytes);
  const inName = fileNameText(name);
  return {
    path,
    kind,
    reason,
    isTruncated,
    searched: [
      { place: 'name', text: inName, findings: scan(inName) },
      { place: 'text', text, findings: scan(text) },
    ],
  };
}

async function readContent(name: string, bytes: Uint8Array): Promise<Content> {
  const read = readFileText(name, bytes, LIMITS);
  if (read.kind === 'unreadable') return unreadable(read.reason);
  if (read.kind === 'opaque') return { kind: 'opaque', text: '', reason: null, isTruncated: false };
  if (read.kind === 'pdf') return readPdf(bytes);
  const content: Content = { ...read, reason: read.unread ?? null };
  for (const pdf of read.pdfs ?? []) {
    const inside = await readPdf(pdf.bytes);
    content.text += `\n\n${fileNameText(pdf.name)}\n${inside.text}`;
    content.isTruncated ||= inside.isTruncated;
    content.reason ??= inside.reason;
  }
  return content;
}

async function readPdf(bytes: Uint8Array): Promise<Content> {
  // pdf.js takes the bytes over, which may be a stretch of an archive's.
  const read = await readPdfText(bytes.slice(), defaultPdfLimits, loadPdfjs);
  if (read.kind === 'unreadable') return unreadable(read.reason);
  if (read.kind === 'opaque') return { kind: 'opaque', text: '', reason: null, isTruncated: false };
  return { kind: 'pdf', text: read.text, reason: null, isTruncated: read.isTruncated };
}

function loadPdfjs(): Promise<Pdfjs> {
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

function unreadable(reason: UnreadableReason): Content {
  return { kind: 'unreadable', text: '', reason, isTruncated: false };
}
