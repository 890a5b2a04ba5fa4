import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { Button } from '../Button.tsx';
import { Dialog } from '../Dialog.tsx';

const useStyles = makeStyles({
  ways: { display: 'flex', flexDirection: 'column', alignItems: 'stretch', gap: tokens.spacingVerticalM },
});

/** Asks before something that cannot be taken back, with one button for each answer. */
export function Question({
  title,
  text,
  answers,
  busy,
  onClose,
}: {
  title: string;
  text: string;
  answers: readonly { label: string; act: () => void }[];
  busy: 'no' | 'yes';
  onClose: () => void;
}) {
  const w = useMailboxWords();
  const styles = useStyles();
  return (
    <Dialog title={title} onClose={onClose}>
      <Text>{text}</Text>
      <div className={styles.ways}>
        {answers.map(({ label, act }) => (
          <Button key={label} busy={busy} onClick={act}>
            {label}
          </Button>
        ))}
        <Button onClick={onClose}>{w('cancel')}</Button>
      </div>
    </Dialog>
  );
}
