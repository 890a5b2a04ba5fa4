/** Groups whose content is no text. */
const UNSEEN = /^\\(?:fonttbl|colortbl|stylesheet|info|pict|themedata|datastore|generator|\*)/;

/** The text of an RTF file: control words go, paragraphs and rows become lines, cells are apart by tabs. */
export function textOfRtf(rtf: string): string {
  const parts: string[] = [];
  let depth = 0;
  let unseenFrom = -1;
  for (let at = 0; at < rtf.length; ) {
    const character = rtf.charAt(at);
    if (character === '{') {
      depth++;
      if (unseenFrom < 0 && UNSEEN.test(rtf.slice(at + 1, at + 16))) unseenFrom = depth;
      at++;
    } else if (character === '}') {
      if (depth === unseenFrom) unseenFrom = -1;
      depth--;
      at++;
    } else if (character === '\\') {
      const control = /^\\(?:'([0-9a-f]{2})|([a-z]{1,32})(-?\d{1,10})? ?|([^a-z]))/i.exec(
        rtf.slice(at, at + 48),
      );
      if (control === null) break;
      if (unseenFrom < 0) parts.push(meaningOf(control[1], control[2], control[3], control[4]));
      at += control[0].length;
    } else {
      if (unseenFrom < 0 && character !== '\r' && character !== '\n') parts.push(character);
      at++;
    }
  }
  return parts.join('');
}

function meaningOf(hex?: string, word?: string, value?: string, symbol?: string): string {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  if (word === 'par' || word === 'line' || word === 'row') return '\n';
  if (word === 'tab' || word === 'cell') return '\t';
  if (word === 'u' && value !== undefined) return String.fromCharCode((Number(value) + 0x10000) % 0x10000);
  if (word === 'emdash' || word === 'endash') return '-';
  return symbol === '~'
    ? ' '
    : symbol === '\\' || symbol === '{' || symbol === '}'
      ? symbol
      : symbol === '_'
        ? '-'
        : '';
}
