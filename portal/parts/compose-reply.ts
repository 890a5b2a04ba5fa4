import type { Letter } from '../../shared/envelope/index.ts';
import { sanitiseReply } from './sanitise-reply.ts';

/** What stands in the editor: its HTML as the browser has it, and the same as text. */
export type Written = { html: string; text: string };

/** The original as plain text, for quoting. */
export function quotableText(letter: Letter): string {
  if (letter.body.text.trim() !== '') return letter.body.text.trim();
  const inert = new DOMParser().parseFromString(letter.body.html, 'text/html');
  for (const unseen of inert.querySelectorAll('style, script, title')) unseen.remove();
  return inert.body.textContent.trim();
}

/** The reply's body: what was written, then the original in plain form under a line that says whose it is. */
export function composeReply(written: Written, quotedLine: string, quoted: string): Written {
  const inert = document.implementation.createHTMLDocument('');
  const line = inert.createElement('p');
  line.textContent = quotedLine;
  const quote = inert.createElement('blockquote');
  for (const [index, text] of quoted.split(/\r?\n/).entries()) {
    if (index > 0) quote.append(inert.createElement('br'));
    quote.append(text);
  }
  return {
    html: `${sanitiseReply(written.html)}<br>${line.outerHTML}${quote.outerHTML}`,
    text: `${written.text.trim()}\n\n${quotedLine}\n${quoted.replace(/^/gm, '> ')}\n`,
  };
}
