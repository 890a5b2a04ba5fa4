import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import type { MeAnswer } from '../../shared/api/index.ts';
import { accounts } from './accounts.ts';
import { useSearchWatch } from './mailbox/use-search-watch.ts';
import { fetchMe } from './service.ts';
import { useSession } from './session.ts';
import { endsOf, isExtendable, phaseOf, type SessionEnds } from './session-time.ts';
import { useOtherTabs } from './use-other-tabs.ts';

const SessionEnding = lazy(() =>
  import('./SessionEnding.tsx').then((part) => ({ default: part.SessionEnding })),
);

/** Somebody who is active keeps the session by one call in this time at most. */
const KEEP_MS = 60_000;
/** A timer's longest wait; browsers overflow beyond 24 days. */
const LONGEST_WAIT_MS = 3_600_000;
const ACTIVITY = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const;

/** What the signed-out page is told where nobody asked to sign out: the page to come back to. */
export type Ended = { returnTo: string };

/**
 * Watches over the session's end: keeps it alive while somebody works, warns two minutes before it ends, and then
 * leaves for the page that says so. What other tabs of this browser know of the session counts here too.
 */
export function SessionWatch() {
  const { me, memory, updated, signedIn, signedOut, ended } = useSession();
  const [path, navigate] = useLocation();
  const meId = me?.id ?? null;
  const [ends, setEnds] = useState<SessionEnds | null>(null);
  const [leftMs, setLeftMs] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<'no' | 'yes'>('no');
  const lastKeptMs = useRef(0);

  useEffect(() => {
    lastKeptMs.current = Date.now();
    setLeftMs(null);
    setDismissed('no');
    setEnds(me === null ? null : endsOf(me, Date.now()));
  }, [me]);

  // What one person was writing must not go on under the next one's name.
  const lastMemory = useRef(memory);
  useEffect(() => {
    if (lastMemory.current.desk !== memory.desk) lastMemory.current.desk?.forget();
    lastMemory.current = memory;
  }, [memory]);

  const wasSignedIn = useRef(false);
  useEffect(() => {
    const hasEnded = wasSignedIn.current && me === null && memory.ownerId !== null;
    wasSignedIn.current = me !== null;
    if (hasEnded) navigate('/signed-out', { state: { returnTo: path } satisfies Ended });
  }, [me, memory, navigate, path]);

  const take = useCallback(
    (answer: MeAnswer | null) => {
      if (answer === null) return ended();
      // Another tab has signed somebody else in.
      if (answer.id !== meId) return signedIn(answer);
      updated(answer);
    },
    [ended, meId, signedIn, updated],
  );
  const keep = useCallback(async () => {
    lastKeptMs.current = Date.now();
    take(await fetchMe());
  }, [take]);

  useSearchWatch(meId, memory);
  useOtherTabs(me, {
    // Whoever has just signed in elsewhere in this browser is signed in here.
    onSignedIn: () => {
      if (meId === null) fetchMe().then((answer) => answer !== null && signedIn(answer), ignore);
    },
    onKept: (other) => {
      if (me !== null && other.id === me.id && other.at > me.at) updated(other);
    },
    onSignedOut: ended,
  });

  useEffect(() => {
    if (ends === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      clearTimeout(timer);
      const { phase, afterMs } = phaseOf(ends, Date.now());
      if (phase === 'over') {
        // The service may count from a later use than this page knows of: the end is made sure.
        accounts.signOut().catch(ignore);
        return ended();
      }
      setLeftMs(phase === 'warning' ? ends.idleMs - Date.now() : null);
      timer = setTimeout(look, Math.min(afterMs, LONGEST_WAIT_MS));
    };
    look();
    // A computer that slept wakes up past the end.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [ends, ended]);

  const isWarning = leftMs !== null;
  useEffect(() => {
    if (ends === null || isWarning || !isExtendable(ends)) return;
    const active = () => {
      if (Date.now() - lastKeptMs.current >= KEEP_MS) keep().catch(ignore);
    };
    for (const name of ACTIVITY) document.addEventListener(name, active, { passive: true, capture: true });
    return () => {
      for (const name of ACTIVITY) document.removeEventListener(name, active, { capture: true });
    };
  }, [ends, isWarning, keep]);

  if (ends === null || leftMs === null || dismissed === 'yes') return null;
  return (
    <Suspense>
      <SessionEnding
        leftMs={leftMs}
        isExtendable={isExtendable(ends)}
        keep={keep}
        dismiss={() => setDismissed('yes')}
        signOut={async () => {
          await accounts.signOut();
          // The reader is forgotten before the address changes: /signed-out sends whoever is signed in away.
          flushSync(signedOut);
          navigate('/signed-out');
        }}
      />
    </Suspense>
  );
}

/** Without an answer the page goes on as it is: its own timer counts. */
function ignore(): void {}
