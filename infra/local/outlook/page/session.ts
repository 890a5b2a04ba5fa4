import { type Item, type ItemStore, itemFromDraft, newItem } from './compose-item.ts';
import { type HostFacts, readAttachment, readDraft, readSettings } from './mailbox-client.ts';
import { createNoticeStore, type NoticeStore } from './notices.ts';
import { type Saver, startSaver } from './save-draft.ts';
import type { WindowStore } from './window-state.ts';

/** One compose window: the host's facts, the open item and everything that belongs to it. */
export type Session = {
  facts: HostFacts;
  window: WindowStore;
  item: ItemStore;
  notices: NoticeStore;
  saver: Saver;
  /** Pane and commands share it; an event handler never sees it (as on real Outlooks). */
  sessionData: Map<string, string>;
  /** The add-in's roaming settings of the person (key → JSON text). */
  settings: { values: Record<string, string> };
};

/** Opens a new message, or the stored draft `itemId` with its inline pictures. */
export async function openSession(
  facts: HostFacts,
  windowStore: WindowStore,
  itemId: string | null,
): Promise<Session> {
  const firstPerson = facts.people[0];
  if (!firstPerson) throw new Error('Nobody may sign in to this Outlook.');
  const draft = itemId === null ? null : await readDraft(itemId).catch(() => null);
  const item = draft ? itemFromDraft(draft, facts.people, firstPerson) : newItem(rememberedPerson(facts));
  await loadPictures(item);
  showInAddress(draft ? draft.itemId : null);
  return {
    facts,
    window: windowStore,
    item,
    notices: createNoticeStore(),
    saver: startSaver(item, showInAddress),
    sessionData: new Map(),
    settings: { values: await readSettings(item.read().from.oid) },
  };
}

/** Makes another person the author; the mailbox, and with it the add-in's settings, are then theirs. */
export async function switchPerson(session: Session, person: Item['from']): Promise<void> {
  localStorage.setItem('local-outlook-person', person.oid);
  session.settings.values = await readSettings(person.oid);
  session.item.change({ from: person });
  const { pane } = session.window.read();
  if (pane) session.window.change({ pane: { ...pane, generation: pane.generation + 1 } });
}

function rememberedPerson({ people }: HostFacts): Item['from'] {
  const oid = localStorage.getItem('local-outlook-person');
  const person = people.find((one) => one.oid === oid) ?? people[0];
  if (!person) throw new Error('Nobody may sign in to this Outlook.');
  return person;
}

async function loadPictures(store: ItemStore): Promise<void> {
  const { itemId, attachments } = store.read();
  if (itemId === null) return;
  store.change({
    attachments: await Promise.all(
      attachments.map(async (one) =>
        one.contentId === null
          ? one
          : {
              ...one,
              bytes: new Blob([await readAttachment(itemId, one.storedAs)], { type: one.contentType }),
            },
      ),
    ),
  });
}

// A reload must open the same draft again, so the address names it.
function showInAddress(itemId: string | null): void {
  history.replaceState(null, '', itemId === null ? '/' : `/?draft=${itemId}`);
}
