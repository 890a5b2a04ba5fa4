import { htmlToText, rewriteHtml } from './body-format.ts';
import { type Item, type ItemStore, isEmpty } from './compose-item.ts';
import { deleteDraft, writeAttachment, writeDraft } from './mailbox-client.ts';
import { createStore, type Store } from './store.ts';

/** How the draft stands with the server; `savedAt` is milliseconds since 1970, null before the first save. */
export type SaveState = { savedAt: number | null; error: string | null };

/** Saves one open item: on request, and by itself a moment after each change. */
export type Saver = {
  state: Store<SaveState>;
  /** Saves what stands there now; answers with the item's id. Throws when the server cannot. */
  save(): Promise<string>;
  /** Saves as the user or an add-in asks for it: the open body is rewritten too. */
  saveExplicitly(): Promise<string>;
  /** Ends autosaving, after a save under way has ended. */
  stop(): Promise<void>;
  /** Ends autosaving when the window turns to another item; what is unsaved is saved first. */
  leave(): Promise<void>;
  /** Ends autosaving and removes the draft. */
  discard(): Promise<void>;
};

const autosaveDelayMs = 2000;
const attachmentDelayMs = 600;

/** Starts autosaving `store`; `onItemId` hears of the id that the first save gives. */
export function startSaver(store: ItemStore, onItemId: (itemId: string) => void): Saver {
  const state = createStore<SaveState>({ savedAt: null, error: null });
  let running: Promise<unknown> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saved = store.read();
  let isOpen = true;

  const writeAll = async (): Promise<string> => {
    const itemId = store.read().itemId ?? crypto.randomUUID();
    for (const one of store.read().attachments) {
      if (!one.stored && one.bytes) await writeAttachment(itemId, one.storedAs, one.bytes);
    }
    const item = store.read();
    await writeDraft(toDraft(item, itemId));
    const stored = new Set(item.attachments.map((one) => one.id));
    saved = { ...item, itemId };
    store.change({
      itemId,
      attachments: store
        .read()
        .attachments.map((one) => (stored.has(one.id) ? { ...one, stored: true } : one)),
    });
    if (item.itemId === null && isOpen) onItemId(itemId);
    state.change({ savedAt: Date.now(), error: null });
    return itemId;
  };
  const save = () => {
    clearTimeout(timer);
    // One save at a time: an older state must never land after a newer one.
    const next = running.then(writeAll, writeAll);
    running = next.catch((error: unknown) => {
      state.change({ error: error instanceof Error ? error.message : 'Saving failed.' });
    });
    return next;
  };
  const unsubscribe = store.subscribe((before, after) => {
    if (!differs(before, after) || isEmpty(after)) return;
    clearTimeout(timer);
    const delay =
      before.attachments.length === after.attachments.length ? autosaveDelayMs : attachmentDelayMs;
    timer = setTimeout(() => void save().catch(() => undefined), delay);
  });
  // A reload while something is unsaved: the browser sends what it still can (64 kB at most).
  const handOver = () => {
    const item = store.read();
    if (!differs(saved, item) || item.itemId === null) return;
    const body = JSON.stringify(toDraft(item, item.itemId));
    void fetch(`/outlook/drafts/${item.itemId}`, { method: 'PUT', body, keepalive: true }).catch(
      () => undefined,
    );
  };
  window.addEventListener('pagehide', handOver);

  const stop = async () => {
    clearTimeout(timer);
    unsubscribe();
    window.removeEventListener('pagehide', handOver);
    await running;
  };
  return {
    state,
    save,
    saveExplicitly() {
      store.change({ bodyHtml: rewriteHtml(store.read().bodyHtml) });
      return save();
    },
    stop,
    async leave() {
      isOpen = false;
      if (differs(saved, store.read()) && !isEmpty(store.read())) await save();
      await stop();
    },
    async discard() {
      await stop();
      const { itemId } = store.read();
      if (itemId !== null) await deleteDraft(itemId);
    },
  };
}

function toDraft(item: Item, itemId: string) {
  const { from, attachments, ...rest } = item;
  const bodyHtml = rewriteHtml(item.bodyHtml);
  return {
    ...rest,
    itemId,
    fromOid: from.oid,
    bodyHtml,
    bodyText: htmlToText(bodyHtml),
    attachments: attachments.map(({ id: _id, bytes: _bytes, stored: _stored, ...kept }) => kept),
  };
}

function differs(before: Item, after: Item): boolean {
  if (before.attachments.length !== after.attachments.length) return true;
  if (before.attachments.some((one, index) => one.id !== after.attachments[index]?.id)) return true;
  const keys = Object.keys(after) as (keyof Item)[];
  return keys.some((key) => key !== 'attachments' && key !== 'itemId' && before[key] !== after[key]);
}
