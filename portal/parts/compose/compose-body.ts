import type { Letter } from '../../../shared/envelope/index.ts';
import { sanitiseReply } from '../sanitise-reply.ts';
import type { Quote, Written } from './draft-state.ts';

/** A message as it begins: an empty line to write on, then the signature, line by line; nothing where there is none. */
export function beginWriting(signature: string): Written {
  const lines = signature.trim().split(/\r?\n/);
  if (lines.join('') === '') return { html: '', text: '' };
  const inert = document.implementation.createHTMLDocument('');
  const paragraph = inert.createElement('p');
  for (const [index, line] of lines.entries()) {
    if (index > 0) paragraph.append(inert.createElement('br'));
    paragraph.append(line);
  }
  return { html: `<p></p>${paragraph.outerHTML}`, text: `\n\n${lines.join('\n')}` };
}

/** The earlier message as plain text, for quoting. */
export function quotableText(letter: Letter): string {
  if (letter.body.text.trim() !== '') return letter.body.text.trim();
  const inert = new DOMParser().parseFromString(letter.body.html, 'text/html');
  for (const unseen of inert.querySelectorAll('style, script, title')) unseen.remove();
  return inert.body.textContent.trim();
}

/**
 * The body as it is sent: what was written, its pictures named by `cid:` (RFC 2392), then the earlier message in
 * plain form under a line that says whose it is.
 */
export function composeBody(written: Written, quote: Quote | null): Written {
  // Parsed, a document is inert: it loads no picture and runs nothing.
  const inert = new DOMParser().parseFromString(sanitiseReply(written.html), 'text/html');
  for (const picture of inert.querySelectorAll('img')) {
    picture.setAttribute('src', `cid:${picture.dataset.cid ?? ''}`);
    picture.removeAttribute('data-cid');
  }
  if (quote === null) return { html: inert.body.innerHTML, text: `${written.text.trim()}\n` };
  const line = inert.createElement('p');
  line.textContent = quote.line;
  const block = inert.createElement('blockquote');
  for (const [index, text] of quote.text.split(/\r?\n/).entries()) {
    if (index > 0) block.append(inert.createElement('br'));
    block.append(text);
  }
  inert.body.append(inert.createElement('br'), line, block);
  return {
    html: inert.body.innerHTML,
    text: `${written.text.trim()}\n\n${quote.line}\n${quote.text.replace(/^/gm, '> ')}\n`,
  };
}

/** The content ids of the pictures that stand in the text. */
export function picturesIn(html: string): Set<string> {
  const inert = new DOMParser().parseFromString(html, 'text/html');
  return new Set([...inert.querySelectorAll('img')].map((picture) => picture.dataset.cid ?? ''));
}
