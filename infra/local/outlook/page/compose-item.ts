import type { Draft, Person, Recipient, RecipientField } from '../mail-item.ts';
import { createStore, type Store } from './store.ts';

/** An attachment of the open item; `id` holds for this session only, `stored` says that the server has it. */
export type Attachment = {
  id: string;
  storedAs: string;
  name: string;
  contentType: string;
  sizeBytes: number;
  kind: 'file' | 'item';
  contentId: string | null;
  bytes: Blob | null;
  stored: boolean;
};

/** The message being written; `itemId` is null until the first save, as in Outlook. */
export type Item = {
  itemId: string | null;
  conversationId: string;
  /** Whoever is signed in. */
  person: Person;
  /** The mailbox of somebody else that it is from; null: the person's own. */
  onBehalfOf: Recipient | null;
  to: Recipient[];
  cc: Recipient[];
  bcc: Recipient[];
  subject: string;
  /** Inline pictures stand in it as `src="cid:…"`. */
  bodyHtml: string;
  attachments: Attachment[];
  internetHeaders: Record<string, string>;
  customProperties: Record<string, string>;
  sensitivityLabelId: string | null;
  delayDeliveryMs: number;
  inReplyTo: string | null;
};

/** The open item as a store. */
export type ItemStore = Store<Item>;

/** Recipient fields in the order of the window. */
export const recipientFields: readonly RecipientField[] = ['to', 'cc', 'bcc'];

/** A new, empty message of `person`. */
export function newItem(person: Person): ItemStore {
  return createStore<Item>({
    itemId: null,
    conversationId: crypto.randomUUID(),
    person,
    onBehalfOf: null,
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    bodyHtml: '',
    attachments: [],
    internetHeaders: {},
    customProperties: {},
    sensitivityLabelId: null,
    delayDeliveryMs: 0,
    inReplyTo: null,
  });
}

/** A stored draft, opened again; attachments get new ids, because Outlook's are bound to the session. */
export function itemFromDraft(draft: Draft, people: readonly Person[], fallback: Person): ItemStore {
  const { fromOid, onBehalfOf = null, attachments, savedAt: _savedAt, bodyText: _bodyText, ...rest } = draft;
  return createStore<Item>({
    ...rest,
    person: people.find((person) => person.oid === fromOid) ?? fallback,
    onBehalfOf,
    attachments: attachments.map((one) => ({ ...one, id: crypto.randomUUID(), bytes: null, stored: true })),
  });
}

/** Puts bytes on the item; answers with the attachment. Inline pictures get a Content-ID of their own. */
export function attach(
  store: ItemStore,
  file: { name: string; bytes: Blob; placement: 'attached' | 'inline' },
): Attachment {
  const isMail = /\.eml$/i.test(file.name);
  const contentType = isMail ? 'message/rfc822' : file.bytes.type || mediaTypeOf(file.name);
  const attachment: Attachment = {
    id: crypto.randomUUID(),
    storedAs: crypto.randomUUID(),
    name: file.name,
    contentType,
    sizeBytes: file.bytes.size,
    kind: isMail && file.placement === 'attached' ? 'item' : 'file',
    contentId: file.placement === 'inline' ? freeContentId(store.read(), file.name) : null,
    bytes: file.bytes,
    stored: false,
  };
  store.change({ attachments: [...store.read().attachments, attachment] });
  return attachment;
}

/** Takes an attachment off the item; false when it has none with this id. */
export function detach(store: ItemStore, id: string): boolean {
  const { attachments } = store.read();
  const kept = attachments.filter((one) => one.id !== id);
  store.change({ attachments: kept });
  return kept.length < attachments.length;
}

/** Whom the item is from. */
export function fromOf({ person, onBehalfOf }: Item): Recipient {
  return onBehalfOf ?? { name: person.name, address: person.address };
}

/** True when nothing has been written yet. */
export function isEmpty(item: Item): boolean {
  return (
    item.itemId === null &&
    item.subject === '' &&
    item.bodyHtml === '' &&
    item.attachments.length === 0 &&
    recipientFields.every((field) => item[field].length === 0)
  );
}

// An add-in writes <img src="cid:NAME"> with the name that it gave, so the name itself comes first.
function freeContentId(item: Item, name: string): string {
  const taken = new Set(item.attachments.map((one) => one.contentId));
  for (let count = 0; ; count += 1) {
    const id = count === 0 ? name : name.replace(/(\.[^.]*)?$/, `-${count}$1`);
    if (!taken.has(id)) return id;
  }
}

const mediaTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  html: 'text/html',
  csv: 'text/csv',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function mediaTypeOf(name: string): string {
  return mediaTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}
