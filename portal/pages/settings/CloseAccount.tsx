import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import { settings } from '../../parts/accounts.ts';
import { Button } from '../../parts/Button.tsx';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { useSession } from '../../parts/session.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import type { PanelProps } from './panel-props.ts';
import { useChange } from './use-change.ts';

const useStyles = makeStyles({
  start: { alignSelf: 'start' },
  sure: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorStatusDangerBorder1}`,
  },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Closes the account, after a second press that says what happens. */
export function CloseAccount({ profile }: PanelProps) {
  const w = useAccountWords();
  const styles = useStyles();
  const { signedOut } = useSession();
  const [, navigate] = useLocation();
  const change = useChange();
  const [isAsked, setAsked] = useState(false);
  const question = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isAsked) question.current?.focus();
  }, [isAsked]);

  const close = () =>
    change.run('close', async () => {
      await settings.closeAccount();
      // The reader is forgotten before the address changes: /signed-out sends whoever is signed in away.
      flushSync(signedOut);
      navigate('/signed-out');
    });
  return (
    <>
      <Text>{w('settings.closeText')}</Text>
      <Text>{w('settings.closeMessages')}</Text>
      {isAsked ? (
        <section ref={question} tabIndex={-1} aria-labelledby="close-sure" className={styles.sure}>
          <Text id="close-sure" weight="semibold">
            {w('settings.closeSure', { address: profile.address })}
          </Text>
          {change.failure === '' ? null : <FailureNotice text={change.failure} />}
          <div className={styles.ways}>
            <Button
              appearance="primary"
              busy={change.busy !== null ? 'yes' : 'no'}
              onClick={() => void close()}
            >
              {w(change.busy !== null ? 'settings.closing' : 'settings.closeSubmit')}
            </Button>
            <Button onClick={() => setAsked(false)}>{w('settings.cancel')}</Button>
          </div>
        </section>
      ) : (
        <Button className={styles.start} onClick={() => setAsked(true)}>
          {w('settings.closeStart')}
        </Button>
      )}
      {change.dialog}
    </>
  );
}
