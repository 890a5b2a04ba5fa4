import createPurifier from 'dompurify';
import { keepHarmlessStyle } from './mail-style.ts';

/** What a mail's HTML may consist of. No style elements, forms, media, frames, SVG or MathML; no ids, classes or names. */
const TAGS = [
  ...[
    'a',
    'abbr',
    'address',
    'b',
    'bdi',
    'bdo',
    'big',
    'blockquote',
    'br',
    'caption',
    'center',
    'cite',
    'code',
  ],
  ...[
    'col',
    'colgroup',
    'dd',
    'del',
    'dfn',
    'div',
    'dl',
    'dt',
    'em',
    'font',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
  ],
  ...[
    'hr',
    'i',
    'img',
    'ins',
    'kbd',
    'li',
    'mark',
    'ol',
    'p',
    'pre',
    'q',
    's',
    'samp',
    'small',
    'span',
    'strike',
  ],
  ...[
    'strong',
    'sub',
    'sup',
    'table',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
    'tr',
    'tt',
    'u',
    'ul',
    'var',
    'wbr',
  ],
];
const ATTRIBUTES = [
  ...[
    'align',
    'alt',
    'bgcolor',
    'border',
    'cellpadding',
    'cellspacing',
    'color',
    'colspan',
    'dir',
    'face',
    'height',
  ],
  ...[
    'href',
    'lang',
    'rowspan',
    'scope',
    'size',
    'span',
    'src',
    'start',
    'style',
    'title',
    'type',
    'valign',
    'width',
  ],
];
/** Where a link may lead. Relative links mean nothing in a mail. */
const LINK = /^(?:https?:\/\/|mailto:)/i;
/** Pictures that carry themselves, of raster types only: SVG is a document. */
const RASTER_DATA = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]*$/i;

export type SanitisedMail = {
  /** What DOMPurify let through; shown as it is, never edited. */
  html: string;
  /** How many pictures from elsewhere were left out. */
  hiddenPictures: number;
};

/**
 * Sanitises a mail's HTML for the closed frame. `pictures` maps the content ids (RFC 2392) of inline
 * pictures to data: URLs of raster types; every other picture loses its source. All changes happen
 * inside DOMPurify's own walk over the inert document.
 */
export function sanitiseMail(html: string, pictures: ReadonlyMap<string, string>): SanitisedMail {
  const purifier = createPurifier(window);
  let hiddenPictures = 0;

  purifier.addHook('uponSanitizeAttribute', (element, data) => {
    if (data.attrName === 'style') {
      data.attrValue = keepHarmlessStyle(data.attrValue);
      data.keepAttr = data.attrValue !== '';
    } else if (data.attrName === 'href') {
      data.attrValue = data.attrValue.trim();
      data.keepAttr = element.nodeName === 'A' && LINK.test(data.attrValue);
    } else if (data.attrName === 'src') {
      const source = pictureSource(data.attrValue.trim(), pictures);
      data.keepAttr = element.nodeName === 'IMG' && source.state === 'shown';
      if (source.state === 'shown') data.attrValue = source.url;
      if (source.state === 'hidden') hiddenPictures += 1;
    }
  });
  purifier.addHook('afterSanitizeAttributes', (element) => {
    if (element.nodeName !== 'A' || !element.hasAttribute('href')) return;
    element.setAttribute('target', '_blank');
    element.setAttribute('rel', 'noopener noreferrer');
  });
  const clean = purifier.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    // DOMPurify holds every attribute against the link rule but those named here: all that hold no address.
    ALLOWED_URI_REGEXP: LINK,
    ADD_URI_SAFE_ATTR: ATTRIBUTES.filter((name) => name !== 'href' && name !== 'src'),
    FORBID_CONTENTS: [
      'script',
      'style',
      'title',
      'head',
      'svg',
      'math',
      'template',
      'noscript',
      'iframe',
      'object',
    ],
  });
  return { html: clean, hiddenPictures };
}

type Source = { state: 'shown'; url: string } | { state: 'hidden' } | { state: 'missing' };

function pictureSource(value: string, pictures: ReadonlyMap<string, string>): Source {
  if (/^cid:/i.test(value)) {
    const url = pictures.get(contentIdOf(value));
    return url === undefined || !RASTER_DATA.test(url) ? { state: 'missing' } : { state: 'shown', url };
  }
  return RASTER_DATA.test(value) ? { state: 'shown', url: value } : { state: 'hidden' };
}

/** The content id that a `cid:` URL names, percent-decoded. */
export function contentIdOf(cidUrl: string): string {
  const id = cidUrl.slice('cid:'.length);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
