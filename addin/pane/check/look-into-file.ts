import type { Place } from '../../../shared/policy/decide.ts';
import type { UnreadableReason } from '../../../shared/scan/index.ts';
import type { Found, JobResult } from './jobs.ts';
import { readPdf } from './read-pdf.ts';
import type { Scanner } from './scanner.ts';

/**
 * How the look at one part of the draft stands. `unread`: why something inside it could not be looked into;
 * `opaque` has no text, such as a picture.
 */
type PartState =
  | { kind: 'looking' | 'opaque' }
  | { kind: 'looked'; isWhole: boolean; unread: UnreadableReason | null }
  | { kind: 'unreadable'; reason: UnreadableReason };
/** Subject, text or one attachment, with what was found in it. */
export type Part = { id: string; place: Place; state: PartState; found: readonly Found[] };
/** An attachment of the draft; `read` answers why where Outlook does not give its bytes. */
export type PartFile = {
  id: string;
  name: string;
  sizeBytes: number;
  /** No text is in files of its kind, so that it need not even be fetched. */
  hasNoText: boolean;
  read: () => Promise<{ name: string; content: Blob } | UnreadableReason>;
};
/** What a look at a part brings. */
export type Outcome = Pick<Part, 'state' | 'found'>;

/** The outcome for what the scanner answered. */
export function outcomeOf(result: JobResult): Outcome {
  switch (result.kind) {
    case 'searched':
      return {
        state: { kind: 'looked', isWhole: result.isWhole, unread: result.unread },
        found: result.found,
      };
    case 'unreadable':
      return { state: result, found: [] };
    default:
      return { state: { kind: 'opaque' }, found: [] };
  }
}

/** Looks into an attachment, its name included: people write values into names. */
export async function lookIntoFile(scanner: Scanner, file: PartFile, maxFileBytes: number): Promise<Outcome> {
  const place: Place = { part: 'attachment', name: file.name };
  const named = outcomeOf(await scanner.run(place, { kind: 'name', name: file.name }));
  const content = outcomeOf(await lookIntoContent(scanner, place, file, maxFileBytes));
  return { ...content, found: [...named.found, ...content.found] };
}

async function lookIntoContent(
  scanner: Scanner,
  place: Place,
  file: PartFile,
  maxFileBytes: number,
): Promise<JobResult> {
  if (file.hasNoText) return { kind: 'opaque' };
  if (file.sizeBytes > maxFileBytes) return { kind: 'unreadable', reason: 'too_large' };
  const read = await file.read();
  if (typeof read === 'string') return { kind: 'unreadable', reason: read };
  const result = await scanner.run(place, { kind: 'file', ...read });
  if (result.kind === 'pdf') {
    return lookIntoPdf(scanner, place, new Uint8Array(await read.content.arrayBuffer()));
  }
  if (result.kind !== 'searched') return result;
  let { found, isWhole, unread } = result;
  for (const { bytes } of result.pdfs ?? []) {
    const inside = await lookIntoPdf(scanner, place, bytes);
    if (inside.kind === 'unreadable') unread ??= inside.reason;
    if (inside.kind !== 'searched') continue;
    found = [...found, ...inside.found];
    isWhole = isWhole && inside.isWhole;
  }
  return { kind: 'searched', found, isWhole, unread };
}

async function lookIntoPdf(scanner: Scanner, place: Place, bytes: Uint8Array): Promise<JobResult> {
  const pdf = await readPdf(bytes);
  if (pdf.kind !== 'text') return pdf;
  const searched = await scanner.run(place, { kind: 'text', text: pdf.text });
  return searched.kind === 'searched' ? { ...searched, isWhole: !pdf.isTruncated } : searched;
}
