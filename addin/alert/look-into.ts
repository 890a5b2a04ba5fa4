import type { Place, PlacedFinding } from '../../shared/policy/decide.ts';
import type { Finding } from '../../shared/scan/index.ts';
import type { Deadline } from './deadline.ts';

/** A piece of the message to look into. */
export type Piece = { place: Place; text: string };

/** A finding with the text that it stands in. */
export type Found = { finding: PlacedFinding; text: string };

/** So much is scanned at first; between two slices the deadline is asked. */
const FIRST_CHARS = 50_000;
/** A slow engine gets smaller slices, a fast one larger ones, so that each takes about this long. */
const SLICE_MS = 50;
const MIN_CHARS = 5000;
const MAX_CHARS = 200_000;
/** Slices overlap, so that no value is cut in two. */
const OVERLAP_CHARS = 500;
/** A text without a gap for so long is cut where it is. */
const MAX_WORD = 200;

/**
 * Looks into a text slice by slice until the deadline, and always into its beginning. Adds to `found`; answers
 * whether all of it was read.
 */
export async function lookInto(
  scan: (text: string) => Finding[],
  { place, text }: Piece,
  deadline: Deadline,
  found: Found[],
): Promise<boolean> {
  const seen = new Set<string>();
  let size = FIRST_CHARS;
  let from = 0;
  for (;;) {
    const end = from + size < text.length ? gapBefore(text, from + size) : text.length;
    const begun = deadline.leftMs();
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
    if (end === text.length) return true;
    const left = deadline.leftMs();
    if (left === 0) return false;
    size = nextSize(end - from, begun - left, left);
    from = gapBefore(text, end - OVERLAP_CHARS);
    await pause();
  }
}

/** As much as takes SLICE_MS, or half of the time that is left, at the speed of the last slice. */
function nextSize(chars: number, tookMs: number, leftMs: number): number {
  const charsPerMs = chars / Math.max(1, tookMs);
  return Math.round(Math.max(MIN_CHARS, Math.min(MAX_CHARS, charsPerMs * Math.min(SLICE_MS, leftMs / 2))));
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
