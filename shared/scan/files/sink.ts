/** Where readers put the text that they find, up to a limit. */
export type Sink = {
  /** Adds text as it is. */
  text: (text: string) => void;
  /** Adds text with its white space made single spaces, as HTML shows it. */
  words: (text: string) => void;
  /** What follows begins a line of its own; `count` 2: behind an empty one. Nothing where nothing follows. */
  line: (count?: 1 | 2) => void;
  /** Begins a table's row, and a cell of it: cells are apart by tabs, so that columns stay columns. */
  row: () => void;
  cell: () => void;
  /** Whether more than the limit was added; what comes then is lost. */
  isFull: () => boolean;
  /** Characters so far. */
  length: () => number;
  whole: () => string;
};

/** How often a sink looks at the clock. */
const PIECES_A_LOOK = 64;

/** Makes a sink for `maxChars` characters, full as well once `isLate`; it takes one piece beyond that, so that its owner sees what was cut. */
export function makeSink(maxChars: number, isLate: () => boolean = () => false): Sink {
  const parts: string[] = [];
  let length = 0;
  let pendingLines = 0;
  let isFirstCell = true;
  let isLineStart = true;
  let endsInSpace = true;

  let looks = 0;
  let isOver = false;
  const isFull = () => {
    if (!isOver && looks++ % PIECES_A_LOOK === 0) isOver = isLate();
    return isOver || length > maxChars;
  };
  const append = (text: string) => {
    parts.push(text);
    length += text.length;
  };
  const breakLine = () => {
    if (pendingLines > 0 && length > 0 && length <= maxChars) append(pendingLines > 1 ? '\n\n' : '\n');
    pendingLines = 0;
  };
  const push = (text: string) => {
    if (text === '' || length > maxChars) return;
    breakLine();
    append(text);
    const last = text.charCodeAt(text.length - 1);
    isLineStart = last === 10;
    endsInSpace = last <= 32;
  };
  const line = (count: 1 | 2 = 1) => {
    if (pendingLines < count && (!isLineStart || pendingLines > 0 || count > 1)) pendingLines = count;
    endsInSpace = true;
  };
  return {
    text: push,
    words: (text) => {
      const words = text.replace(/[\s\u00a0]+/g, ' ');
      push(endsInSpace && words.charAt(0) === ' ' ? words.slice(1) : words);
    },
    line,
    row: () => {
      line();
      isFirstCell = true;
    },
    cell: () => {
      if (isFirstCell) breakLine();
      else {
        // A line that ends a cell's last paragraph is not the row's.
        pendingLines = 0;
        push('\t');
      }
      isFirstCell = false;
      // A paragraph that begins a cell begins no line.
      isLineStart = true;
      endsInSpace = true;
    },
    isFull,
    length: () => length,
    whole: () => parts.join(''),
  };
}
