import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { ComposeRegular } from '@fluentui/react-icons/svg/compose';
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Folder } from '../../shared/api/index.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { explain } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { ActionNotice } from '../parts/mailbox/ActionNotice.tsx';
import { EmptyFolder } from '../parts/mailbox/EmptyFolder.tsx';
import { EmptyTrash } from '../parts/mailbox/EmptyTrash.tsx';
import { FolderActions } from '../parts/mailbox/FolderActions.tsx';
import { FolderList } from '../parts/mailbox/FolderList.tsx';
import { FolderNameDialog } from '../parts/mailbox/FolderNameDialog.tsx';
import { MessageList } from '../parts/mailbox/MessageList.tsx';
import { SearchBox } from '../parts/mailbox/SearchBox.tsx';
import { SearchEnd } from '../parts/mailbox/SearchEnd.tsx';
import { type Sort, sortItems } from '../parts/mailbox/sort-items.ts';
import { useActions } from '../parts/mailbox/use-actions.ts';
import { folderName, isOwn, pathOf, useFolders } from '../parts/mailbox/use-folders.ts';
import { useMailbox } from '../parts/mailbox/use-mailbox.ts';
import { useNewMail } from '../parts/mailbox/use-new-mail.ts';
import { useOnline } from '../parts/mailbox/use-online.ts';
import { useSearch } from '../parts/mailbox/use-search.ts';
import { Page } from '../parts/Page.tsx';
import { Spinner } from '../parts/Spinner.tsx';
import { useTranslation } from '../strings/i18n.ts';
import { useMailboxWords } from '../strings/mailbox/words.ts';

/** From this width on the folders stand beside the list. */
const WIDE = '@media (min-width: 56rem)';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    [WIDE]: { gridTemplateColumns: '13rem minmax(0, 1fr)', columnGap: tokens.spacingHorizontalXXL },
  },
  side: { display: 'none', [WIDE]: { display: 'block' } },
  opener: { [WIDE]: { display: 'none' } },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  more: { alignSelf: 'center' },
  top: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** A folder of the reader's mailbox with the others beside it; subjects and names are decrypted here. */
export function Mailbox({ folder }: { folder: Folder }) {
  const { t, language } = useTranslation();
  const w = useMailboxWords();
  const styles = useStyles();
  const [, navigate] = useLocation();
  const folders = useFolders();
  const mailbox = useMailbox(folder);
  const [sort, setSort] = useState<Sort>('newest');
  const [question, setQuestion] = useState('');
  const [asked, setAsked] = useState<'nothing' | 'folders' | 'name'>('nothing');
  const isOnline = useOnline();
  const search = useSearch(question, folders.all);
  const changed = useNewMail(folder, folders, mailbox, (count) => {
    if (folder === 'inbox') actions.say(w('new', { count }));
  });
  const actions = useActions(mailbox.show, async () => {
    search.again();
    await changed();
  });

  const view = folders.all?.find((one) => one.folder === folder) ?? null;
  const isUnknown = folders.all !== null && view === null;
  const title =
    view !== null || !isOwn(folder) ? folderName(w, view ?? { folder, name: null }) : t('loading');
  const isSearch = question.trim() !== '';
  const isEmpty = mailbox.state === 'idle' && mailbox.items.length === 0 && !mailbox.hasMore;
  const list = (
    <FolderList
      all={folders.all ?? []}
      current={folder}
      onGo={() => setAsked('nothing')}
      onNew={() => setAsked('name')}
    />
  );
  return (
    <Page width="wide" title={isUnknown ? w('nameless') : title}>
      <div className={styles.columns}>
        <div className={styles.side}>{list}</div>
        <div className={styles.content}>
          <div className={styles.top}>
            <Button
              className={styles.opener}
              icon={<NavigationRegular aria-hidden />}
              onClick={() => setAsked('folders')}
            >
              {w('folders')}
            </Button>
            <Button
              appearance="primary"
              icon={<ComposeRegular aria-hidden />}
              onClick={() => navigate('/compose')}
            >
              {w('newMessage')}
            </Button>
          </div>
          {isUnknown ? (
            <>
              <Text>{w('unknownFolder')}</Text>
              <Link href="/inbox">{w('toInbox')}</Link>
            </>
          ) : (
            <>
              <SearchBox question={question} onChange={setQuestion} />
              {isOnline ? null : <FailureNotice intent="warning" text={w('offline')} />}
              <ActionNotice actions={actions} />
              {isSearch ? (
                <>
                  <MessageList
                    key="search"
                    items={search.items}
                    folder={null}
                    folders={folders}
                    actions={actions}
                    sort={null}
                    onSort={setSort}
                  />
                  <SearchEnd question={question} search={search} />
                </>
              ) : (
                <>
                  {view !== null && isOwn(folder) ? (
                    <FolderActions view={{ ...view, folder }} folders={folders} />
                  ) : null}
                  {folder === 'trash' && !isEmpty ? <EmptyTrash actions={actions} /> : null}
                  <MessageList
                    key="folder"
                    items={sortItems(mailbox.items, sort, language)}
                    folder={folder}
                    folders={folders}
                    actions={actions}
                    sort={sort}
                    onSort={setSort}
                  >
                    {sort !== 'newest' && mailbox.hasMore ? (
                      <Text role="status">{w('sortedPart', { count: mailbox.items.length })}</Text>
                    ) : null}
                  </MessageList>
                  {isEmpty ? <EmptyFolder folder={folder} /> : null}
                  {mailbox.state === 'loading' ? <Spinner label={t('loading')} /> : null}
                  {mailbox.error === null ? null : (
                    <FailureNotice
                      text={`${w('failed')}. ${explain(t, mailbox.error)}`}
                      retry={mailbox.load}
                    />
                  )}
                  {mailbox.state === 'idle' && mailbox.hasMore ? (
                    <Button className={styles.more} onClick={mailbox.load}>
                      {w('more')}
                    </Button>
                  ) : null}
                </>
              )}
            </>
          )}
        </div>
      </div>
      {asked === 'folders' ? (
        <Dialog title={w('folders')} place="side" onClose={() => setAsked('nothing')}>
          {list}
          <Button onClick={() => setAsked('nothing')}>{w('close')}</Button>
        </Dialog>
      ) : null}
      {asked === 'name' ? (
        <FolderNameDialog
          all={folders.all ?? []}
          renamed={null}
          onClose={() => setAsked('nothing')}
          onDone={(made) => {
            setAsked('nothing');
            void folders.refresh().then(() => navigate(pathOf(made)));
          }}
        />
      ) : null}
    </Page>
  );
}
