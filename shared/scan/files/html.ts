import type { Sink } from './sink.ts';
import { attributeOf, walkXml } from './xml.ts';

/** Elements that stand on lines of their own. */
const LINES = new Set(
  'p div li h1 h2 h3 h4 h5 h6 title option dt dd pre blockquote section article header footer caption legend label'.split(
    ' ',
  ),
);
/** Elements whose content is no text for anybody. */
const UNSEEN = new Set(['script', 'style', 'template']);

/** Puts the text of an HTML page into the sink: cells apart by tabs, rows and paragraphs on lines, no scripts and styles. */
export function readHtml(html: string, sink: Sink): void {
  let preDepth = 0;
  walkXml(html, {
    open: (tag, attributes) => {
      const name = tag.toLowerCase();
      if (UNSEEN.has(name)) return name;
      if (name === 'td' || name === 'th') sink.cell();
      else if (name === 'tr') sink.row();
      else if (name === 'br') sink.line();
      else if (name === 'table') sink.line(2);
      else if (LINES.has(name)) sink.line();
      else if (name === 'input') sink.words(` ${attributeOf(attributes, 'value') ?? ''}`);
      else if (name === 'img') sink.words(` ${attributeOf(attributes, 'alt') ?? ''} `);
      if (name === 'pre') preDepth++;
      return undefined;
    },
    close: (tag) => {
      const name = tag.toLowerCase();
      if (name === 'table') sink.line(2);
      else if (name === 'tr' || LINES.has(name)) sink.line();
      if (name === 'pre' && preDepth > 0) preDepth--;
    },
    // White space counts where text is set as it was typed.
    text: (text) => (preDepth > 0 ? sink.text(text) : sink.words(text)),
    isDone: sink.isFull,
  });
}
