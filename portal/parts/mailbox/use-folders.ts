import { useCallback, useEffect, useRef, useState } from 'react';
import type { Folder, FoldersAnswer } from '../../../shared/api/index.ts';
import { openSubject } from '../../../shared/envelope/index.ts';
import type { MailboxTranslate } from '../../strings/mailbox/words.ts';
import { accountKeyOf } from '../account-key.ts';
import { toAppError } from '../errors.ts';
import { type ReaderMemory, useSession } from '../session.ts';
import { mailboxClient } from './client.ts';

/** A folder as it is shown; `name` of own folders alone, null where it does not open. */
export type FolderView = {
  folder: Folder;
  total: number;
  unread: number;
  version: number;
  name: string | null;
};

export type Folders = {
  /** null until they have come for the first time. */
  all: readonly FolderView[] | null;
  /** Asks for the counts again now; a failure leaves them as they are. */
  refresh: () => Promise<void>;
};

/** How often the counts are asked for while somebody looks at the page. */
const POLL_MS = 20_000;
/** The last answer of each reader, so that going from folder to folder shows them at once. */
const latest = new WeakMap<ReaderMemory, readonly FolderView[]>();

/** All folders with their counts, asked for again while the page is seen and online. */
export function useFolders(): Folders {
  const { memory, refused } = useSession();
  const [all, setAll] = useState<readonly FolderView[] | null>(latest.get(memory) ?? null);
  const isGone = useRef(false);

  const refresh = useCallback(async () => {
    try {
      const read = await readNames(memory, await mailboxClient.folders());
      latest.set(memory, read);
      if (!isGone.current) setAll(read);
    } catch (thrown) {
      refused(toAppError(thrown));
    }
  }, [memory, refused]);
  useEffect(() => {
    isGone.current = false;
    const look = () => {
      if (document.visibilityState === 'visible' && navigator.onLine) void refresh();
    };
    void refresh();
    const timer = setInterval(look, POLL_MS);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    return () => {
      isGone.current = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
    };
  }, [refresh]);
  return { all, refresh };
}

async function readNames(memory: ReaderMemory, { folders }: FoldersAnswer): Promise<FolderView[]> {
  const isNamed = folders.some(({ nameCell }) => nameCell !== undefined);
  const accountKey = isNamed ? await accountKeyOf(memory).catch(() => null) : null;
  return Promise.all(
    folders.map(async ({ nameCell, ...folder }) => ({
      ...folder,
      name:
        nameCell === undefined || accountKey === null
          ? null
          : await openSubject(accountKey, folder.folder, nameCell).catch(() => null),
    })),
  );
}

/** Whether a folder is one of somebody's own. */
export function isOwn(folder: Folder): folder is Extract<Folder, `f-${string}`> {
  return folder.startsWith('f-');
}

/** The page of a folder. */
export function pathOf(folder: Folder): string {
  return isOwn(folder) ? `/folder/${folder}` : `/${folder}`;
}

/** What a folder is called. */
export function folderName(
  w: MailboxTranslate,
  { folder, name }: Pick<FolderView, 'folder' | 'name'>,
): string {
  if (folder === 'inbox' || folder === 'sent' || folder === 'drafts' || folder === 'trash')
    return w(`folder.${folder}`);
  return name ?? w('nameless');
}

/** Own folders by name, as the page's language orders them. */
export function ownFolders(all: readonly FolderView[], language: string): FolderView[] {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  return all.filter(({ folder }) => isOwn(folder)).sort((a, b) => compare(a.name ?? '', b.name ?? ''));
}

/** The folder that a row's name begins with. */
export function folderOfRow(row: string): Folder {
  return row.slice(0, row.indexOf('!')) as Folder;
}
