import type { Addin, Draft, FolderRow, Person, SentMessage } from '../mail-item.ts';

/** What the page learns of its host at start. */
export type HostFacts = { addin: Addin; people: Person[]; productOrigin: string };

/** Tokens as the sign-in broker hands them out. */
export type BrokeredToken = { accessToken: string; idToken: string; expiresInSeconds: number };

const draftPath = (itemId: string) => `/outlook/drafts/${encodeURIComponent(itemId)}`;

/** Reads the add-in's manifest facts and the people who may sign in. */
export const readHost = () => getJson<HostFacts>('/outlook/host');
/** The rows of a folder, newest first. */
export const listFolder = (folder: 'drafts' | 'sent') => getJson<FolderRow[]>(`/outlook/${folder}`);
/** A stored draft; throws when it is gone. */
export const readDraft = (itemId: string) => getJson<Draft>(draftPath(itemId));
/** A sent message; throws when it is gone. */
export const readSent = (itemId: string) =>
  getJson<SentMessage>(`/outlook/sent/${encodeURIComponent(itemId)}`);
/** The MIME text of a sent message as it went out. */
export const readSentMime = async (itemId: string) =>
  (await send('GET', `/outlook/sent/${encodeURIComponent(itemId)}/message.eml`)).text();
/** Writes a draft over its last state. */
export const writeDraft = (draft: Omit<Draft, 'savedAt'>) =>
  send('PUT', draftPath(draft.itemId), JSON.stringify(draft));
/** Stores an attachment's bytes. */
export const writeAttachment = (itemId: string, storedAs: string, bytes: Blob) =>
  send('PUT', `${draftPath(itemId)}/attachments/${storedAs}`, bytes);
/** Reads an attachment's bytes. */
export const readAttachment = async (itemId: string, storedAs: string) =>
  (await send('GET', `${draftPath(itemId)}/attachments/${storedAs}`)).blob();
/** Removes a draft. */
export const deleteDraft = (itemId: string) => send('DELETE', draftPath(itemId));
/** Sends a stored draft; throws with the mail server's words when it refuses. */
export const sendStoredDraft = (itemId: string) => send('POST', `${draftPath(itemId)}/send`);
/** The add-in's roaming settings of a person: key → JSON text. */
export const readSettings = (oid: string) => getJson<Record<string, string>>(`/outlook/settings/${oid}`);
/** Replaces them. */
export const writeSettings = (oid: string, settings: Record<string, string>) =>
  send('PUT', `/outlook/settings/${oid}`, JSON.stringify(settings));
/** Asks the organisation's sign-in for tokens of a person. */
export const requestToken = async (oid: string, scopes: string[]) =>
  (await (await send('POST', '/outlook/token', JSON.stringify({ oid, scopes }))).json()) as BrokeredToken;

async function getJson<T>(path: string): Promise<T> {
  return (await (await send('GET', path)).json()) as T;
}

async function send(method: string, path: string, body?: BodyInit): Promise<Response> {
  const response = await fetch(path, { method, ...(body === undefined ? {} : { body }) }).catch(() => {
    throw new Error('The local Outlook does not answer. Is it still running?');
  });
  if (response.ok) return response;
  const { message } = (await response.json().catch(() => ({}))) as { message?: string };
  throw new Error(message ?? `The mailbox answered ${response.status}.`);
}
