import type { DraftAttachment, ReadAttachment } from './attachments.ts';

/** Schemes in which only the author's own Outlook can show a picture of the draft. */
const OUTLOOK_ONLY = /^(blob:|https:\/\/(attachments\.office\.net|outlook\.)[^"]*)/i;

/**
 * Matches inline pictures with the places that show them. In the answered HTML every such place
 * reads `cid:<contentId>`, whether Outlook wrote it as `cid:`, as the data itself, as the
 * attachment's id, or as an address of its own with the `cid:` kept beside it. An inline picture
 * that no place shows becomes an ordinary attachment, so that nothing is lost.
 */
export function matchInlineImages(
  html: string,
  read: readonly ReadAttachment[],
): { html: string; attachments: DraftAttachment[] } {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const images = [...page.querySelectorAll('img')];
  let isRewritten = false;

  const attachments = read.map(({ details, base64, ...attachment }, index): DraftAttachment => {
    if (!details.isInline) return attachment;
    const places = images.filter((image) => shows(image, details, base64));
    const [first] = places;
    if (first === undefined) return attachment;
    const contentId = contentIdOf(first, details) ?? `image${index + 1}@sealpost`;
    for (const place of places) {
      if (place.getAttribute('src') === `cid:${contentId}`) continue;
      place.setAttribute('src', `cid:${contentId}`);
      isRewritten = true;
    }
    return { ...attachment, contentId };
  });
  return { html: isRewritten ? page.documentElement.outerHTML : html, attachments };
}

function shows(
  image: HTMLImageElement,
  details: Office.AttachmentDetailsCompose,
  base64: string | undefined,
): boolean {
  const source = image.getAttribute('src') ?? '';
  const cid = cidOf(image);
  if (cid !== null) {
    // Before Mailbox 1.16 no content id is told; Outlook makes it from the file's name.
    return details.contentId
      ? cid === bare(details.contentId)
      : cid === details.name || cid.startsWith(`${details.name}@`);
  }
  if (source.startsWith('data:')) {
    return base64 !== undefined && source.slice(source.indexOf(',') + 1) === base64;
  }
  return OUTLOOK_ONLY.test(source) && source.includes(encodeURIComponent(details.id));
}

function contentIdOf(image: HTMLImageElement, details: Office.AttachmentDetailsCompose): string | null {
  return cidOf(image) ?? (details.contentId ? bare(details.contentId) : null);
}

/** The content id that an image names, in `src` or in the attribute where Outlook on the web keeps it. */
function cidOf(image: HTMLImageElement): string | null {
  for (const name of ['src', 'originalsrc', 'data-cid']) {
    const match = /^cid:(.+)$/i.exec(image.getAttribute(name) ?? '');
    if (match?.[1] !== undefined) return decoded(match[1]);
  }
  return null;
}

/** Content ids in addresses may be percent-encoded (RFC 2392); one that is not well-formed stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function bare(contentId: string): string {
  return contentId.replace(/^<|>$/g, '');
}
