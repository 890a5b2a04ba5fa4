import { makeStyles, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { OwnFolder } from '../../../shared/api/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { Button } from '../Button.tsx';
import { explain, toAppError } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { useSession } from '../session.ts';
import { mailboxClient } from './client.ts';
import { FolderNameDialog } from './FolderNameDialog.tsx';
import { Question } from './Question.tsx';
import { type Folders, type FolderView, folderName } from './use-folders.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

/** What can be done with a folder of one's own: another name, or its end. */
export function FolderActions({
  view,
  folders,
}: {
  view: FolderView & { folder: OwnFolder };
  folders: Folders;
}) {
  const { t } = useTranslation();
  const w = useMailboxWords();
  const styles = useStyles();
  const { refused } = useSession();
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<'nothing' | 'name' | 'deletion'>('nothing');
  const [busy, setBusy] = useState<'no' | 'yes'>('no');
  const [failure, setFailure] = useState('');

  const remove = async (messages: 'back' | 'trash') => {
    setBusy('yes');
    setFailure('');
    try {
      await mailboxClient.removeFolder(view.folder, messages);
      await folders.refresh();
      navigate('/inbox');
    } catch (thrown) {
      const error = toAppError(thrown);
      setBusy('no');
      setAsked('nothing');
      if (!refused(error)) setFailure(`${w('actionFailed')} ${explain(t, error)}`);
    }
  };
  return (
    <>
      <div className={styles.bar}>
        <Button appearance="subtle" icon={<EditRegular aria-hidden />} onClick={() => setAsked('name')}>
          {w('rename')}
        </Button>
        <Button appearance="subtle" icon={<DeleteRegular aria-hidden />} onClick={() => setAsked('deletion')}>
          {w('deleteFolder')}
        </Button>
      </div>
      {failure === '' ? null : <FailureNotice text={failure} />}
      {asked === 'name' ? (
        <FolderNameDialog
          all={folders.all ?? []}
          renamed={view}
          onClose={() => setAsked('nothing')}
          onDone={() => {
            setAsked('nothing');
            void folders.refresh();
          }}
        />
      ) : null}
      {asked === 'deletion' ? (
        <Question
          title={w('deleteFolderTitle', { name: folderName(w, view) })}
          text={w('deleteFolderText')}
          busy={busy}
          answers={[
            { label: w('deleteFolderBack'), act: () => void remove('back') },
            { label: w('deleteFolderTrash'), act: () => void remove('trash') },
          ]}
          onClose={() => setAsked('nothing')}
        />
      ) : null}
    </>
  );
}
