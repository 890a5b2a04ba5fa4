import { decodeText } from './decode-text.ts';
import { type FileLimits, Unreadable } from './limits.ts';
import type { Sink } from './sink.ts';
import { type Unpacked, unpack, type ZipEntry } from './unzip.ts';
import { readWorkbook } from './workbook.ts';
import { readOpenDocument, readOpenXml } from './written.ts';

/** An office file that is being read: its bytes, what is in it, and what has been unpacked of it. */
export type OfficeFile = {
  bytes: Uint8Array;
  entries: readonly ZipEntry[];
  unpacked: Unpacked;
  limits: FileLimits;
};

/** Parts of Word, Excel and PowerPoint files that hold what people wrote, besides cells: also text in shapes. */
const WRITTEN =
  /^(?:word\/(?:document|header|footer|comments|footnotes|endnotes)\d*\.xml|(?:word|ppt|xl)\/(?:comments|threadedComments|diagrams\/data|drawings\/drawing|slides\/|notesSlides\/)[^/]*(?:\/[^/]*)?\.xml)$/i;
const OPEN_DOCUMENT = /^(?:content|styles)\.xml$/;
/** Whole files inside office files: a sheet in a letter, a mail in slides. */
const EMBEDDED = /\/embeddings\/[^/]+$/;

/**
 * Puts the text of a docx, xlsx, pptx or OpenDocument file into the sink. Answers the files that are embedded
 * in it, or null for an archive that is none of those. Throws Unreadable.
 */
export function readOffice(file: OfficeFile, sink: Sink): ZipEntry[] | null {
  const names = new Set(file.entries.map(({ name }) => name));
  const embedded = () => file.entries.filter(({ name }) => EMBEDDED.test(name));
  if (names.has('mimetype') && names.has('content.xml')) {
    if (isLocked(file)) throw new Unreadable('encrypted');
    for (const xml of textsOf(file, OPEN_DOCUMENT)) readOpenDocument(xml, sink);
    return embedded();
  }
  if (!names.has('[Content_Types].xml')) return null;
  const isWorkbook = names.has('xl/workbook.xml');
  if (isWorkbook) {
    // Of two parts with one name the first counts.
    const parts = new Map([...file.entries].reverse().map((entry) => [entry.name, entry]));
    readWorkbook((name) => {
      const entry = parts.get(name);
      return entry === undefined ? null : read(file, entry);
    }, sink);
  }
  let isRead = isWorkbook;
  for (const xml of textsOf(file, WRITTEN)) {
    sink.line(2);
    readOpenXml(xml, sink);
    isRead = true;
  }
  return isRead ? embedded() : null;
}

/** The text of a part, or null where there is none. */
function partOf(file: OfficeFile, name: string): string | null {
  const entry = file.entries.find((one) => one.name === name);
  return entry === undefined ? null : read(file, entry);
}

function* textsOf(file: OfficeFile, names: RegExp): Iterable<string> {
  const entries = file.entries
    .filter(({ name }) => names.test(name))
    .sort((a, b) => order(a) - order(b) || a.name.length - b.name.length);
  for (const entry of entries) yield read(file, entry);
}

/** "slide10" behind "slide9" and its notes, and whatever has no number first. */
function order({ name }: ZipEntry): number {
  return Number((/(\d{1,9})\.xml$/.exec(name) ?? ['', '0'])[1]);
}

function read({ bytes, unpacked, limits }: OfficeFile, entry: ZipEntry): string {
  return decodeText(unpack(bytes, entry, unpacked, limits));
}

/** With a password every part of an OpenDocument file but its manifest is noise (ODF 1.3, part 2, 3.4). */
function isLocked(file: OfficeFile): boolean {
  const manifest = partOf(file, 'META-INF/manifest.xml');
  return manifest !== null && manifest.indexOf('encryption-data') >= 0;
}
