import type { Place, PlacedFinding } from '../../shared/policy/decide.ts';
import type { Finding } from '../../shared/scan/index.ts';
import type { Deadline } from './deadline.ts';

/** A piece of the message to look into. */
export type Piece = { place: Place; text: string };

/** A finding with the text that it stands in. */
export type Found = { finding: PlacedFinding; text: string };

/** So much is scanned at once; between two slices the deadline is asked. */
const SLICE_CHARS = 100_000;
/** Slices overlap, so that no value is cut in two. */
const OVERLAP_CHARS = 500;
/** A text without a gap for so long is cut where it is. */
const MAX_WORD = 200;

/** Looks into a text slice by slice until the deadline. Answers the findings, and whether all of it was read. */
export async function lookInto(
  scan: (text: string) => Finding[],
  { place, text }: Piece,
  deadline: Deadline,
): Promise<{ found: Found[]; isComplete: boolean }> {
  const found: Found[] = [];
  const seen = new Set<string>();
  for (let from = 0; from < text.length; ) {
    if (from > 0) await pause();
    if (deadline.leftMs() === 0) return { found, isComplete: false };
    const end = from + SLICE_CHARS < text.length ? gapBefore(text, from + SLICE_CHARS) : text.length;
    for (const finding of scan(text.slice(from, end))) {
      const placed: PlacedFinding = {
        ...finding,
        start: finding.start + from,
        end: finding.end + from,
        place,
      };
      const key = `${placed.type} ${placed.start}`;
      if (seen.has(key)) continue;
      seen.add(key);
      found.push({ finding: placed, text });
    }
    if (end === text.length) break;
    from = gapBefore(text, end - OVERLAP_CHARS);
  }
  return { found, isComplete: true };
}

/** The last place up to this one where a word ends, so that no slice begins or ends within a number. */
function gapBefore(text: string, place: number): number {
  for (let i = place; i > place - MAX_WORD; i--) if (/\s/.test(text.charAt(i))) return i;
  return place;
}

/** Gives Outlook a turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
