import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Draft, FolderRow, SentMessage } from './mail-item.ts';

/** The mailbox on disk: drafts (`drafts/{id}/`), sent messages (`sent/{id}/`), settings (`settings/{oid}.json`). */
export type MailboxFolder = ReturnType<typeof openMailboxFolder>;

/** Opens (and creates as needed) the mailbox folder below `root`; ids are checked, so no path leaves it. */
export function openMailboxFolder(root: string) {
  const draftPath = (itemId: string, ...rest: string[]) => join(root, 'drafts', checked(itemId), ...rest);
  const sentPath = (itemId: string, ...rest: string[]) => join(root, 'sent', checked(itemId), ...rest);
  const settingsPath = (oid: string) => join(root, 'settings', `${checked(oid)}.json`);

  // One write at a time: a page on its way out may hand over its draft while a save is still running.
  let lastWrite: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const turn = lastWrite.then(write, write);
    lastWrite = turn.catch(() => undefined);
    return turn;
  };

  // A second window may still hold a message that has left: its draft must not come back.
  const refuseSent = async (itemId: string) => {
    if (await readBytes(sentPath(itemId, 'item.json')))
      throw new Error('This message has been sent already.');
  };

  return {
    /** Writes the draft over its last state and drops the bytes of attachments that it no longer has. */
    saveDraft: (draft: Draft): Promise<void> =>
      inTurn(async () => {
        await refuseSent(draft.itemId);
        await writeJson(draftPath(draft.itemId), 'item.json', draft);
        const kept = new Set(['item.json', ...draft.attachments.map((one) => one.storedAs)]);
        for (const name of await readdir(draftPath(draft.itemId))) {
          if (!kept.has(name)) await rm(draftPath(draft.itemId, name), { force: true });
        }
      }),
    /** The draft, or null when there is none with this id. */
    readDraft: (itemId: string) => readJson<Draft>(draftPath(itemId, 'item.json')),
    /** Stores the bytes of one attachment beside its draft. */
    async saveAttachment(itemId: string, storedAs: string, bytes: Uint8Array): Promise<void> {
      await refuseSent(itemId);
      await mkdir(draftPath(itemId), { recursive: true });
      await writeFile(draftPath(itemId, checked(storedAs)), bytes);
    },
    /** The bytes of a draft's attachment, or null. */
    readAttachment: (itemId: string, storedAs: string) => readBytes(draftPath(itemId, checked(storedAs))),
    /** Removes the draft and its attachments; a draft that is not there counts as removed. */
    deleteDraft: (itemId: string) => inTurn(() => rm(draftPath(itemId), { recursive: true, force: true })),
    /** Every draft, newest first. */
    listDrafts: () => listRows<Draft>(join(root, 'drafts'), (draft) => row(draft, draft.savedAt)),
    /** Puts a message that has left into Sent Items, with the MIME text as it went out. */
    async saveSent(message: SentMessage, mime: Uint8Array): Promise<void> {
      await writeJson(sentPath(message.itemId), 'item.json', message);
      await writeFile(sentPath(message.itemId, 'message.eml'), mime);
    },
    /** A sent message, or null. */
    readSent: (itemId: string) => readJson<SentMessage>(sentPath(itemId, 'item.json')),
    /** The MIME text of a sent message, or null. */
    readSentMime: (itemId: string) => readBytes(sentPath(itemId, 'message.eml')),
    /** Every sent message, newest first. */
    listSent: () => listRows<SentMessage>(join(root, 'sent'), (message) => row(message, message.sentAt)),
    /** The add-in's roaming settings of one person (key → JSON text). */
    readSettings: async (oid: string) => (await readJson<Record<string, string>>(settingsPath(oid))) ?? {},
    /** Replaces the roaming settings of one person. */
    saveSettings: (oid: string, settings: Record<string, string>) =>
      writeJson(join(root, 'settings'), `${checked(oid)}.json`, settings),
  };
}

function row(item: Omit<Draft, 'savedAt'>, at: string): FolderRow {
  return {
    itemId: item.itemId,
    to: [...item.to, ...item.cc, ...item.bcc].map((one) => one.name || one.address).join('; '),
    subject: item.subject,
    at,
    attachmentCount: item.attachments.filter((one) => one.contentId === null).length,
  };
}

async function listRows<T>(folder: string, toRow: (item: T) => FolderRow): Promise<FolderRow[]> {
  const names = await readdir(folder).catch(() => []);
  const items = await Promise.all(names.map((name) => readJson<T>(join(folder, name, 'item.json'))));
  return items.flatMap((item) => (item ? [toRow(item)] : [])).sort((a, b) => b.at.localeCompare(a.at));
}

/** Written beside and renamed, so that a crash leaves the old state and never half of the new. */
async function writeJson(folder: string, name: string, value: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(`${path}.new`, JSON.stringify(value));
  await rename(`${path}.new`, path);
}

async function readJson<T>(path: string): Promise<T | null> {
  const bytes = await readBytes(path);
  return bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as T) : null;
}

async function readBytes(path: string): Promise<Uint8Array | null> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

function checked(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(name)) throw new Error('not an id of this mailbox');
  return name;
}
