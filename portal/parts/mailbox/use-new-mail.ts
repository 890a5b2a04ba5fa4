import { useCallback, useEffect, useRef } from 'react';
import type { Folder } from '../../../shared/api/index.ts';
import type { Folders } from './use-folders.ts';
import type { MailboxPages } from './use-mailbox.ts';

/**
 * Loads a folder's newest page again when its counts say that something has changed, and tells `onNew` how many
 * messages came. Answers what to call after a change of one's own, which is no news.
 */
export function useNewMail(
  folder: Folder,
  folders: Folders,
  { state, refresh }: Pick<MailboxPages, 'state' | 'refresh'>,
  onNew: (count: number) => void,
): () => Promise<void> {
  const seen = useRef<number | null>(null);
  const isOwnChange = useRef(false);
  const tell = useRef(onNew);
  tell.current = onNew;
  const version = folders.all?.find((view) => view.folder === folder)?.version ?? null;

  useEffect(() => {
    if (version === null || state !== 'idle' || version === seen.current) return;
    const isFirst = seen.current === null;
    seen.current = version;
    if (isFirst) return;
    const isNews = !isOwnChange.current;
    isOwnChange.current = false;
    refresh().then(
      (count) => isNews && count > 0 && tell.current(count),
      // The next look at the counts tries again.
      () => {
        seen.current = -1;
      },
    );
  }, [version, state, refresh]);

  const { refresh: refreshFolders } = folders;
  return useCallback(async () => {
    isOwnChange.current = true;
    await refreshFolders();
  }, [refreshFolders]);
}
