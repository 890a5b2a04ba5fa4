import DOMPurify from 'dompurify';

const blockNames = new Set(
  'ADDRESS ARTICLE BLOCKQUOTE DIV DL H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION TABLE TR UL'.split(' '),
);

/** Cleans HTML that comes from an add-in or the clipboard: no scripts, handlers, forms or frames. */
export function cleanHtml(html: string): string {
  return DOMPurify.sanitize(html, {
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'textarea', 'select', 'iframe', 'object', 'embed'],
    ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel|cid|data:image\/(?:png|jpeg|gif|webp)|#)/i,
  });
}

/**
 * Rewrites a body as Outlook on the web does on saving: top-level pieces are wrapped in
 * `<div class="elementToProof">`, fonts are written out as style attributes, quotes and entities come out the
 * way the browser's serialiser writes them. Doing it twice changes nothing; the text never changes.
 */
export function rewriteHtml(html: string): string {
  const body = parse(cleanHtml(html));
  let wrapper: HTMLElement | null = null;
  for (const node of [...body.childNodes]) {
    if (node instanceof HTMLElement && blockNames.has(node.tagName)) {
      wrapper = null;
      node.classList.add('elementToProof');
      addDefaultFont(node);
    } else if (node.nodeType !== Node.COMMENT_NODE) {
      // White space between blocks is how HTML was typed, not something to see.
      if (!wrapper && node.textContent?.trim() === '' && node.nodeType === Node.TEXT_NODE) continue;
      if (!wrapper) {
        wrapper = body.ownerDocument.createElement('div');
        wrapper.className = 'elementToProof';
        addDefaultFont(wrapper);
        node.replaceWith(wrapper);
      }
      wrapper.append(node);
    }
  }
  return body.innerHTML;
}

/** A body with this signature in place of the one it has, or else at its end; Outlook marks it by its id. */
export function withSignature(html: string, signature: string): string {
  const body = parse(html);
  const block = body.querySelector('#Signature') ?? body.appendChild(body.ownerDocument.createElement('div'));
  block.id = 'Signature';
  block.innerHTML = signature;
  return body.innerHTML;
}

/** The plain text of a body: blocks and line breaks end lines, links show their address in angle brackets. */
export function htmlToText(html: string): string {
  const lines: string[] = [''];
  const endLine = () => {
    if (lines.at(-1) !== '') lines.push('');
  };
  const write = (text: string) => lines.push((lines.pop() ?? '') + text);
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = (node.textContent ?? '').replace(/[\t\r\n ]+/g, ' ');
      write(lines.at(-1) === '' ? text.trimStart() : text);
      return;
    }
    if (!(node instanceof HTMLElement)) return;
    if (node.tagName === 'BR') return void lines.push('');
    const isBlock = blockNames.has(node.tagName);
    if (isBlock) endLine();
    if (node.tagName === 'LI') write('* ');
    for (const child of node.childNodes) walk(child);
    if (node.tagName === 'A' && node.getAttribute('href') !== node.textContent?.trim()) {
      write(` <${node.getAttribute('href') ?? ''}>`);
    }
    if (node.tagName === 'TD' || node.tagName === 'TH') write('\t');
    if (isBlock) endLine();
    if (node.tagName === 'P') lines.push('');
  };
  walk(parse(html));
  return lines
    .map((line) => line.replaceAll('\u00a0', ' ').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Plain text as a body. */
export function textToHtml(text: string): string {
  const holder = document.createElement('div');
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      holder.textContent = line;
      return `<div>${holder.innerHTML || '<br>'}</div>`;
    })
    .join('');
}

// A parsed document is inert: its pictures are not fetched and nothing in it runs.
function parse(html: string): HTMLElement {
  return new DOMParser().parseFromString(html, 'text/html').body;
}

function addDefaultFont(element: HTMLElement): void {
  element.style.fontFamily ||= 'Aptos, Calibri, Helvetica, sans-serif';
  element.style.fontSize ||= '12pt';
  element.style.color ||= 'rgb(0, 0, 0)';
}
