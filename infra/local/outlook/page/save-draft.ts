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
  /** Saves, then lets `release` send the stored draft; nothing is saved in between, nor once it has left. */
  saveAndRelease(release: (itemId: string) => Promise<unknown>): Promise<void>;
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
  let isShown = true;
  let isEnded = false;

  const writeAll = async (): Promise<string> => {
    // A pane may outlive its item by a moment; what it saves then must not bring the draft back.
    if (isEnded) throw new Error('This message is closed.');
    const itemId = store.read().itemId ?? crypto.randomUUID();
    const stored = new Set<string>();
    for (const one of store.read().attachments) {
      if (!one.stored && one.bytes) await writeAttachment(itemId, one.storedAs, one.bytes);
      stored.add(one.id);
    }
    const item = store.read();
    await writeDraft(toDraft(item, itemId));
    saved = { ...item, itemId };
    store.change({
      itemId,
      attachments: store
        .read()
        .attachments.map((one) => (stored.has(one.id) ? { ...one, stored: true } : one)),
    });
    if (item.itemId === null && isShown) onItemId(itemId);
    state.change({ savedAt: Date.now(), error: null });
    return itemId;
  };
  // One at a time: an older state must never land after a newer one, nor any after the item has left.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    clearTimeout(timer);
    const turn = running.then(work);
    running = turn.catch(() => undefined);
    return turn;
  };
  const save = () =>
    inTurn(writeAll).catch((error: unknown) => {
      state.change({ error: error instanceof Error ? error.message : 'Saving failed.' });
      throw error;
    });
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
    if (isEnded || !differs(saved, item) || item.itemId === null) return;
    const kept = { ...item, attachments: item.attachments.filter((one) => one.stored) };
    const body = JSON.stringify(toDraft(kept, item.itemId));
    void fetch(`/outlook/drafts/${item.itemId}`, { method: 'PUT', body, keepalive: true }).catch(
      () => undefined,
    );
  };
  window.addEventListener('pagehide', handOver);

  const end = () => {
    isEnded = true;
    clearTimeout(timer);
    unsubscribe();
    window.removeEventListener('pagehide', handOver);
  };
  return {
    state,
    save,
    saveExplicitly() {
      store.change({ bodyHtml: rewriteHtml(store.read().bodyHtml) });
      return save();
    },
    saveAndRelease: (release) =>
      inTurn(async () => {
        await release(await writeAll());
        end();
      }),
    async leave() {
      isShown = false;
      if (differs(saved, store.read()) && !isEmpty(store.read())) await save();
      end();
    },
    discard: () =>
      inTurn(async () => {
        end();
        const { itemId } = store.read();
        if (itemId !== null) await deleteDraft(itemId);
      }),
  };
}

function toDraft(item: Item, itemId: string) {
  const { person, attachments, ...rest } = item;
  const bodyHtml = rewriteHtml(item.bodyHtml);
  return {
    ...rest,
    itemId,
    fromOid: person.oid,
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
