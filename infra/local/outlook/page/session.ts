import type { Person } from '../mail-item.ts';
import { type ItemStore, itemFromDraft, newItem } from './compose-item.ts';
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

/** Opens the window's first item: the stored draft `itemId`, or a new message when there is none. */
export async function openFirstSession(
  facts: HostFacts,
  windowStore: WindowStore,
  itemId: string | null,
): Promise<Session> {
  const person = rememberedPerson(facts);
  const first = openNewMessage(facts, windowStore, person, { values: await readSettings(person.oid) });
  if (itemId === null) return first;
  return openDraft(first, itemId).catch(() => first);
}

/** Opens a new message of `person`, at once. */
export function openNewMessage(
  facts: HostFacts,
  windowStore: WindowStore,
  person: Person,
  settings: Session['settings'],
): Session {
  showInAddress(null);
  return startSession({ facts, window: windowStore, settings }, newItem(person));
}

/** Opens a stored draft with its inline pictures, in place of what `session` has; throws when it is gone. */
export async function openDraft(session: Session, itemId: string): Promise<Session> {
  const { facts, window: windowStore } = session;
  const item = itemFromDraft(await readDraft(itemId), facts.people, session.item.read().person);
  await loadPictures(item);
  const settings = { values: await readSettings(item.read().person.oid) };
  showInAddress(itemId);
  return startSession({ facts, window: windowStore, settings }, item);
}

function startSession(kept: Pick<Session, 'facts' | 'window' | 'settings'>, item: ItemStore): Session {
  return {
    ...kept,
    item,
    notices: createNoticeStore(),
    saver: startSaver(item, showInAddress),
    sessionData: new Map(),
  };
}

/** Makes another person the author; the mailbox, and with it the add-in's settings, are then theirs. */
export async function switchPerson(session: Session, person: Person): Promise<void> {
  localStorage.setItem('local-outlook-person', person.oid);
  session.settings.values = await readSettings(person.oid);
  session.item.change({ person, onBehalfOf: null });
  const { pane } = session.window.read();
  if (pane) session.window.change({ pane: { ...pane, generation: pane.generation + 1 } });
}

function rememberedPerson({ people }: HostFacts): Person {
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
