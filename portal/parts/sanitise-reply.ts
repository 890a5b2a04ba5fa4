import createPurifier from 'dompurify';

const TAGS = ['a', 'b', 'blockquote', 'br', 'div', 'em', 'i', 'li', 'ol', 'p', 'strong', 'u', 'ul'];

/** Sanitises what was typed or pasted into the reply's editor: a little formatting, links, nothing else. */
export function sanitiseReply(html: string): string {
  return createPurifier(window).sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ['href'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
  });
}
