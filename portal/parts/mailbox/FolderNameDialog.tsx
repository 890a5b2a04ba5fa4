import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { OwnFolder } from '../../../shared/api/index.ts';
import { sealSubject, toBase64Url } from '../../../shared/envelope/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { accountKeyOf } from '../account-key.ts';
import { Button } from '../Button.tsx';
import { Dialog } from '../Dialog.tsx';
import { explain, toAppError } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { useSession } from '../session.ts';
import { mailboxClient } from './client.ts';
import { type FolderView, isOwn } from './use-folders.ts';

/** Characters of a folder's name. */
const MAX_NAME = 60;
const ID_BYTES = 12;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Names a new folder, or another one anew; the name leaves this page only encrypted under the account key. */
export function FolderNameDialog({
  all,
  renamed,
  onDone,
  onClose,
}: {
  all: readonly FolderView[];
  /** The folder that gets another name; null: a new one. */
  renamed: FolderView | null;
  onDone: (folder: OwnFolder, name: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const w = useMailboxWords();
  const styles = useStyles();
  const { memory, refused } = useSession();
  const [name, setName] = useState(renamed?.name ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState<'no' | 'yes'>('no');
  // The same folder for each try, so that an answer that was lost makes no second one.
  const [made] = useState<OwnFolder>(() => newFolderId());

  const save = async () => {
    const called = name.trim();
    const isTaken = all.some(
      (view) => view !== renamed && isOwn(view.folder) && isSame(view.name ?? '', called),
    );
    if (called === '' || isTaken) return setProblem(called === '' ? w('nameMissing') : w('nameTaken'));
    setBusy('yes');
    setFailure('');
    try {
      const folder = renamed !== null && isOwn(renamed.folder) ? renamed.folder : made;
      const cell = await sealSubject(await accountKeyOf(memory), folder, called);
      if (renamed === null) await mailboxClient.makeFolder(folder, cell);
      else await mailboxClient.renameFolder(folder, cell);
      onDone(folder, called);
    } catch (thrown) {
      const error = toAppError(thrown);
      setBusy('no');
      if (refused(error)) return;
      const isFull = error.facts?.maxFolders !== undefined;
      setFailure(isFull ? w('tooMany') : error.code === 'not_found' ? w('unknownFolder') : explain(t, error));
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy === 'no') void save();
  };
  return (
    <Dialog title={w(renamed === null ? 'newFolder' : 'rename')} onClose={onClose}>
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <Field
          label={w('folderName')}
          hint={w('folderNameHint')}
          {...(problem === null ? {} : { validationMessage: problem })}
        >
          <Input
            autoFocus
            name="folder-name"
            autoComplete="off"
            maxLength={MAX_NAME}
            value={name}
            onChange={(_, data) => {
              setName(data.value);
              setProblem(null);
            }}
          />
        </Field>
        {failure === '' ? null : <FailureNotice text={failure} />}
        <div className={styles.ways}>
          <Button type="submit" appearance="primary" busy={busy}>
            {w('save')}
          </Button>
          <Button onClick={onClose}>{w('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function newFolderId(): OwnFolder {
  return `f-${toBase64Url(crypto.getRandomValues(new Uint8Array(ID_BYTES)))}`;
}

function isSame(a: string, b: string): boolean {
  return a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0;
}
