import { frameDocument } from '../mail-frame.ts';

/** What stands on paper: facts above, the letter below, and nothing of the page around it. */
export type Sheet = {
  title: string;
  /** Names and values, each in words. */
  facts: readonly (readonly [name: string, value: string])[];
  note: string;
  body: { kind: 'html'; sanitised: string } | { kind: 'words'; text: string };
};

/** The sheet that was printed last; a browser may still be reading it when it says that it has printed. */
let last: HTMLIFrameElement | null = null;

/**
 * Prints a sheet from a frame of its own, in which nothing runs and nothing loads: it may call up the print
 * dialog and lets this page look in, no more.
 */
export async function printSheet(sheet: Sheet): Promise<void> {
  last?.remove();
  const frame = document.createElement('iframe');
  last = frame;
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.title = sheet.title;
  frame.tabIndex = -1;
  Object.assign(frame.style, { position: 'fixed', width: '1px', height: '1px', border: '0', opacity: '0' });
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = frameDocument(sheetHtml(sheet));
  document.body.append(frame);
  await loaded;
  const { contentDocument, contentWindow } = frame;
  if (contentDocument === null || contentWindow === null) return;
  await Promise.all([...contentDocument.images].map((image) => image.decode().catch(() => undefined)));
  // What browsers offer as the name of a PDF, and write above a page.
  contentDocument.title = sheet.title;
  contentWindow.print();
}

/** A sheet's HTML: all but the sanitised body goes in as text. */
export function sheetHtml({ title, facts, note, body }: Sheet): string {
  const inert = document.implementation.createHTMLDocument('');
  const add = (parent: Element, tag: string, text: string) => {
    const element = inert.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  const head = inert.createElement('header');
  add(head, 'h1', title);
  const table = add(head, 'table', '');
  for (const [name, value] of facts) {
    const row = add(table, 'tr', '');
    add(row, 'th', name).setAttribute('align', 'left');
    add(row, 'td', value);
    row.setAttribute('valign', 'top');
  }
  add(head, 'p', note);
  add(head, 'hr', '');
  const words = inert.createElement('div');
  words.setAttribute('style', 'white-space: pre-wrap');
  if (body.kind === 'words') words.textContent = body.text;
  return `${head.outerHTML}${body.kind === 'words' ? words.outerHTML : body.sanitised}`;
}
