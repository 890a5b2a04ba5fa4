import type { FileMessage } from './message-file-form.ts';

/**
 * The script of a message file. It stands there as its own source, so it may use nothing but its own
 * words and the page; `ready` is FILE_READY, and `silentMs` how long the portal may take to say it.
 */
export function runMessageFile(ready: string, silentMs: number): void {
  const main = document.querySelector('main');
  const find = (id: string) => document.getElementById(id);
  const button = find('open');
  const status = find('status');
  const byHand = find('by-hand');
  if (main === null || button === null || status === null || byHand === null) return;
  const { origin = '', message = '', expires = '' } = main.dataset;
  const say = (words: string | undefined) => {
    status.textContent = words ?? '';
  };
  const isOver = Date.now() >= Date.parse(expires);
  for (const id of ['opening', 'with-script']) find(id)?.removeAttribute('hidden');
  if (isOver) for (const id of ['expired', 'ask']) find(id)?.removeAttribute('hidden');
  if (isOver) for (const id of ['open', 'opening', 'locked']) find(id)?.setAttribute('hidden', '');
  byHand.hidden = true;
  if (!navigator.onLine && !isOver) say(main.dataset.offline);
  addEventListener('online', () => say(''));

  let page: Window | null = null;
  let timer = 0;
  const openByHand = (words: string | undefined) => {
    say(words);
    byHand.hidden = false;
  };
  button.addEventListener('click', () => {
    if (!navigator.onLine) return say(main.dataset.offline);
    page = window.open(`${origin}/file`);
    if (page === null) return openByHand(main.dataset.blocked);
    say(main.dataset.waiting);
    clearTimeout(timer);
    timer = window.setTimeout(() => openByHand(main.dataset.silent), silentMs);
  });
  addEventListener('message', (event) => {
    if (page === null || event.source !== page || event.origin !== origin || event.data !== ready) return;
    clearTimeout(timer);
    const parts = Array.from(document.querySelectorAll<HTMLElement>('script[data-part]'), (part) => ({
      id: part.dataset.part ?? '',
      base64: part.textContent ?? '',
    }));
    const handed: FileMessage = { kind: 'sealpost-file', messageId: message, parts };
    page.postMessage(handed, origin);
    byHand.hidden = true;
    say(main.dataset.handed);
  });
}
