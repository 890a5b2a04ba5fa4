import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { useEffect, useRef, useState } from 'react';
import { useComposeWords } from '../../strings/compose/words.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { Button } from '../Button.tsx';
import { explain } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { Spinner } from '../Spinner.tsx';
import type { Desk } from './desk.ts';
import type { DraftState, Sending } from './draft-state.ts';

const SECOND_MS = 1_000;

const useStyles = makeStyles({
  bar: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  leaving: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
  },
});

/** The way out of writing: sending, ten seconds to take it back, discarding; and how each of it goes. */
export function SendBar({
  desk,
  state: { sending },
  discard,
}: {
  desk: Desk;
  state: DraftState;
  discard: () => Promise<void>;
}) {
  const w = useComposeWords();
  const { t } = useTranslation();
  const styles = useStyles();
  const [asked, setAsked] = useState<'no' | 'yes'>('no');
  const [failure, setFailure] = useState('');
  switch (sending.state) {
    case 'leaving':
      return <Leaving desk={desk} atMs={sending.atMs} />;
    case 'committing':
      return <Spinner label={w('finishing')} />;
    case 'uploading':
      return (
        <div className={styles.bar}>
          <Text role="status">{w('uploadingFirst')}</Text>
          <div className={styles.actions}>
            <Button onClick={desk.undo}>{w('cancel')}</Button>
          </div>
        </div>
      );
    case 'unsure':
      return (
        <div className={styles.bar}>
          <FailureNotice intent="warning" text={w('unsure')} />
          <div className={styles.actions}>
            <Button appearance="primary" onClick={desk.sendNow}>
              {t('retry')}
            </Button>
          </div>
        </div>
      );
    default:
      return (
        <div className={styles.bar}>
          <Outcome sending={sending} />
          {failure === '' ? null : <FailureNotice text={failure} />}
          {asked === 'yes' ? (
            <Question
              keep={() => setAsked('no')}
              discard={() =>
                discard().catch((error: unknown) => {
                  setFailure(String(error) === '' ? '' : t('errors.unavailable'));
                  setAsked('no');
                })
              }
            />
          ) : (
            <div className={styles.actions}>
              <Button type="submit" appearance="primary" icon={<SendRegular />}>
                {w('send')}
              </Button>
              <Button appearance="subtle" onClick={() => setAsked('yes')}>
                {w('discard')}
              </Button>
            </div>
          )}
        </div>
      );
  }
}

function Outcome({ sending }: { sending: Sending }) {
  const w = useComposeWords();
  const { t } = useTranslation();
  if (sending.state === 'undone') return <Text role="status">{w('undone')}</Text>;
  if (sending.state !== 'failed') return null;
  if (sending.error.code === 'not_signed_in') {
    return (
      <FailureNotice text={w('signedOut')}>
        <Link href="/sign-in" target="_blank" rel="noopener">
          {w('signInElsewhere')}
        </Link>
      </FailureNotice>
    );
  }
  const { facts } = sending.error;
  const why =
    facts?.problem === 'not_a_delegate'
      ? w('notADelegate', { address: String(facts.address) })
      : explain(t, sending.error);
  return <FailureNotice text={`${w('failed')} ${why}`} />;
}

/** Ten seconds to take the message back; the words are said once, the seconds are only seen. */
function Leaving({ desk, atMs }: { desk: Desk; atMs: number }) {
  const w = useComposeWords();
  const styles = useStyles();
  const [nowMs, setNowMs] = useState(Date.now());
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), SECOND_MS);
    box.current?.querySelector('button')?.focus();
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((atMs - nowMs) / SECOND_MS));
  return (
    <div ref={box} className={styles.leaving}>
      <Text weight="semibold" aria-hidden>
        {w('leavingTitle', { seconds })}
      </Text>
      <Text role="status">{w('leaving')}</Text>
      <div className={styles.actions}>
        <Button onClick={desk.undo}>{w('undoSend')}</Button>
        <Button appearance="primary" onClick={desk.sendNow}>
          {w('sendNow')}
        </Button>
      </div>
    </div>
  );
}

function Question({ keep, discard }: { keep: () => void; discard: () => Promise<void> }) {
  const w = useComposeWords();
  const styles = useStyles();
  const box = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState<'no' | 'yes'>('no');
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  return (
    <div className={styles.bar}>
      <Text role="alert">{w('discardQuestion')}</Text>
      <div ref={box} className={styles.actions}>
        <Button onClick={keep}>{w('keepWriting')}</Button>
        <Button
          busy={busy}
          onClick={() => {
            setBusy('yes');
            void discard();
          }}
        >
          {w('discard')}
        </Button>
      </div>
    </div>
  );
}
