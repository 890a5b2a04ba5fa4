import { cleanHtml } from './body-format.ts';
import type { Attachment } from './compose-item.ts';

const objectUrls = new WeakMap<Blob, string>();

/** A body as the editor shows it: `cid:` pictures get an address that the browser can draw. */
export function editorHtml(bodyHtml: string, attachments: readonly Attachment[]): string {
  const parsed = new DOMParser().parseFromString(cleanHtml(bodyHtml), 'text/html');
  for (const image of parsed.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? '';
    if (!source.startsWith('cid:')) continue;
    const contentId = decodeURIComponent(source.slice('cid:'.length));
    const bytes = attachments.find((one) => one.contentId === contentId)?.bytes;
    image.dataset.cid = contentId;
    if (bytes) image.src = objectUrl(bytes);
  }
  return parsed.body.innerHTML;
}

/** The editor's content as a body: pictures stand as `cid:` again; '' when nothing is left to read. */
export function itemHtml(editor: HTMLElement): string {
  const copy = new DOMParser().parseFromString(editor.innerHTML, 'text/html').body;
  for (const image of copy.querySelectorAll<HTMLImageElement>('img[data-cid]')) {
    image.setAttribute('src', `cid:${image.dataset.cid}`);
    delete image.dataset.cid;
  }
  const isBlank = copy.textContent?.trim() === '' && !copy.querySelector('img, hr, li, table');
  return isBlank ? '' : copy.innerHTML;
}

function objectUrl(bytes: Blob): string {
  const url = objectUrls.get(bytes) ?? URL.createObjectURL(bytes);
  objectUrls.set(bytes, url);
  return url;
}
