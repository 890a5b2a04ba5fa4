import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { explain, toAppError } from './errors.ts';
import { FailureNotice } from './FailureNotice.tsx';

const useStyles = makeStyles({
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** The time left in words that change three times in two minutes, so that a screen reader is not kept talking. */
function timeLeft(leftMs: number): 'endingTwo' | 'endingOne' | 'endingHalf' {
  if (leftMs > 75_000) return 'endingTwo';
  return leftMs > 30_000 ? 'endingOne' : 'endingHalf';
}

/** Warns that the session is about to end, above another dialog that may be open. */
export function SessionEnding({
  leftMs,
  isExtendable,
  keep,
  dismiss,
  signOut,
}: {
  leftMs: number;
  /** False where the longest time of a session is near: nothing moves its end. */
  isExtendable: boolean;
  keep: () => Promise<void>;
  dismiss: () => void;
  signOut: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const textId = useId();
  const [busy, setBusy] = useState<'no' | 'yes'>('no');
  const [failure, setFailure] = useState('');

  const run = async (action: () => Promise<void>) => {
    setBusy('yes');
    setFailure('');
    try {
      await action();
    } catch (thrown) {
      setFailure(explain(t, toAppError(thrown)));
      setBusy('no');
    }
  };
  const stay = () => (isExtendable ? void run(keep) : dismiss());

  return (
    // Escape is the wish to go on with the page.
    <Dialog role="alertdialog" title={w('signIn.endingTitle')} describedBy={textId} onClose={stay}>
      <Text id={textId} aria-live="polite">
        {w(`signIn.${timeLeft(leftMs)}`)} {w(isExtendable ? 'signIn.endingText' : 'signIn.endingForGood')}
      </Text>
      {failure === '' ? null : <FailureNotice text={failure} />}
      <div className={styles.ways}>
        <Button appearance="primary" busy={busy} onClick={stay}>
          {w(isExtendable ? 'signIn.endingStay' : 'signIn.endingGoOn')}
        </Button>
        <Button busy={busy} onClick={() => void run(signOut)}>
          {t('header.signOut')}
        </Button>
      </div>
    </Dialog>
  );
}
