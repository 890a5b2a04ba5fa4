import createPurifier from 'dompurify';

const TAGS = [
  ...['a', 'b', 'blockquote', 'br', 'div', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'i'],
  ...['li', 'ol', 'p', 'strong', 'u', 'ul'],
];

/** Sanitises what is pasted into a message: a little formatting, links, nothing else. */
export function sanitisePasted(html: string): string {
  return sanitise(html, TAGS, ['href']);
}

/** Sanitises what was written in the editor: the same, and pictures named by `data-cid`, which load nothing. */
export function sanitiseReply(html: string): string {
  return sanitise(html, [...TAGS, 'img'], ['href', 'alt', 'data-cid']);
}

function sanitise(html: string, tags: string[], attributes: string[]): string {
  return createPurifier(window).sanitize(html, {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: attributes,
    ADD_URI_SAFE_ATTR: attributes.filter((name) => name !== 'href'),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
  });
}
