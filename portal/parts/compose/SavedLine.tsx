import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useComposeWords } from '../../strings/compose/words.ts';
import { Button } from '../Button.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import { useDates } from '../use-dates.ts';
import type { Desk } from './desk.ts';
import type { DraftState } from './draft-state.ts';

const MOMENT_MS = 60_000;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Whether what was written is kept, in words; and the way on where another window changed the draft. */
export function SavedLine({
  desk,
  state: { saving, savedAtMs, draftId },
  takeOther,
}: {
  desk: Desk;
  state: DraftState;
  /** Shows the draft as the other window saved it. */
  takeOther: () => void;
}) {
  const w = useComposeWords();
  const styles = useStyles();
  const dates = useDates();
  const [, navigate] = useLocation();
  const isOnline = useOnline();
  const isRecent = useRecent(savedAtMs);
  if (saving === 'elsewhere') {
    return (
      <FailureNotice intent="warning" text={w('elsewhere')}>
        <div className={styles.ways}>
          <Button onClick={desk.keepMine}>{w('keepMine')}</Button>
          {draftId === null ? null : <Button onClick={takeOther}>{w('takeOther')}</Button>}
        </div>
      </FailureNotice>
    );
  }
  if (saving === 'gone') {
    return (
      <FailureNotice intent="warning" text={w('gone')}>
        <Button onClick={() => navigate('/sent')}>{w('toSent')}</Button>
      </FailureNotice>
    );
  }
  const words = () => {
    if (saving === 'tooLong' || saving === 'tooManyDrafts') return w(saving);
    if (!isOnline) return w('offline');
    if (saving === 'unsaved') return w('notSaved');
    if (savedAtMs === null) return saving === 'saving' ? w('saving') : '';
    return isRecent ? w('savedNow') : w('savedAt', { time: dates.short(new Date(savedAtMs).toISOString()) });
  };
  return (
    <Text role="status" size={200} className={styles.quiet}>
      {words()}
    </Text>
  );
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return isOnline;
}

function useRecent(savedAtMs: number | null): boolean {
  const [isRecent, setRecent] = useState(true);
  useEffect(() => {
    if (savedAtMs === null) return;
    setRecent(true);
    const timer = setTimeout(() => setRecent(false), savedAtMs + MOMENT_MS - Date.now());
    return () => clearTimeout(timer);
  }, [savedAtMs]);
  return isRecent;
}
