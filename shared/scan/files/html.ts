import { walkXml } from './xml.ts';

const LINES = [
  'p',
  'br',
  'div',
  'tr',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'title',
  'option',
  'dt',
  'dd',
  'pre',
  'blockquote',
  'section',
  'article',
  'header',
  'footer',
];
const UNSEEN = ['script', 'style', 'template', 'noscript'];

/** The text of an HTML page: cells apart by tabs, rows and paragraphs by line breaks, without scripts and styles. */
export function textOfHtml(html: string): string {
  const parts: string[] = [];
  walkXml(withoutUnseen(html), {
    open: (tag) => {
      const name = tag.toLowerCase();
      if (name === 'td' || name === 'th') parts.push('\t');
      else if (LINES.indexOf(name) >= 0) parts.push('\n');
    },
    close: (tag) => {
      const name = tag.toLowerCase();
      if (LINES.indexOf(name) >= 0 && name !== 'br') parts.push('\n');
    },
    text: (text) => parts.push(text.replace(/\s+/g, ' ')),
  });
  return parts
    .join('')
    .replace(/[ \u00a0]?\n[ \u00a0]?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n\t/g, '\n');
}

/** Cuts out elements whose content is no text; a tag inside a script is not one. */
function withoutUnseen(html: string): string {
  const small = html.toLowerCase();
  const parts: string[] = [];
  // Where each kind comes next; looked for again only once that place is passed, so that all of it stays linear.
  const places = UNSEEN.map((name) => small.indexOf(`<${name}`));
  let at = 0;
  for (;;) {
    let first = -1;
    UNSEEN.forEach((name, index) => {
      if ((places[index] ?? -1) >= 0 && (places[index] ?? 0) < at)
        places[index] = small.indexOf(`<${name}`, at);
      const place = places[index] ?? -1;
      if (place >= 0 && (first < 0 || place < (places[first] ?? 0))) first = index;
    });
    if (first < 0) break;
    const start = places[first] ?? 0;
    parts.push(html.slice(at, start));
    const end = small.indexOf(`</${UNSEEN[first]}`, start);
    if (end < 0) return parts.join('');
    at = end;
  }
  parts.push(html.slice(at));
  return parts.join('');
}
