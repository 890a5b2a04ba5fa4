/** A piece of text on a page: its begin and baseline in points from the lower left, and how wide and high it is. */
export type Placed = { text: string; x: number; y: number; width: number; height: number };

/** Baselines closer than this share of the height are of one row. */
const ROW_SHARE = 0.5;
/** Gaps in heights: above the first a new cell begins, above the second a new word. */
const CELL_GAP = 1.2;
const WORD_GAP = 0.15;

/** The pieces of a page as rows from top to bottom, far-apart pieces of a row apart by tabs, so that columns stay columns. */
export function rowsOf(pieces: readonly Placed[]): string {
  const rows: string[] = [];
  let row: Placed[] = [];
  for (const piece of [...pieces].sort((a, b) => b.y - a.y)) {
    const first = row[0];
    if (first !== undefined && first.y - piece.y > ROW_SHARE * Math.max(first.height, piece.height, 1)) {
      rows.push(rowText(row));
      row = [];
    }
    row.push(piece);
  }
  rows.push(rowText(row));
  return rows.join('\n');
}

function rowText(row: Placed[]): string {
  let text = '';
  let last: Placed | null = null;
  for (const piece of row.sort((a, b) => a.x - b.x)) {
    if (last !== null) {
      // Some programs draw bold letters by drawing them twice.
      if (piece.text === last.text && piece.x - last.x < WORD_GAP * piece.height) continue;
      text += between(piece.x - last.x - last.width, Math.max(piece.height, last.height, 1));
    }
    text += piece.text;
    last = piece;
  }
  return text;
}

function between(gap: number, height: number): string {
  if (gap > CELL_GAP * height) return '\t';
  return gap > WORD_GAP * height ? ' ' : '';
}
