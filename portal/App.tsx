import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { ConfigAnswer, MeAnswer } from '../shared/api/index.ts';
import type { AppError } from '../shared/errors.ts';
import { firstAnswers } from './parts/ahead.ts';
import { explain, toAppError } from './parts/errors.ts';
import { FailureNotice } from './parts/FailureNotice.tsx';
import { Frame } from './parts/Frame.tsx';
import { forgetSearch } from './parts/mailbox/forget-search.ts';
import { Page } from './parts/Page.tsx';
import { fetchMe } from './parts/service.ts';
import {
  afterEnd,
  createReaderMemory,
  type ReaderMemory,
  type Session,
  SessionContext,
} from './parts/session.ts';
import { Waiting } from './parts/Waiting.tsx';
import { Routes } from './Routes.tsx';
import { type Language, speak, useTranslation } from './strings/i18n.ts';

const SessionWatch = lazy(() =>
  import('./parts/SessionWatch.tsx').then((part) => ({ default: part.SessionWatch })),
);

type Ready = { state: 'ready'; config: ConfigAnswer; me: MeAnswer | null; memory: ReaderMemory };
type Start = { state: 'loading' } | { state: 'failed'; error: AppError } | Ready;

/** The portal: finds out whose it is and who is reading, then shows the page the address asks for. */
export function App() {
  const { t } = useTranslation();
  const [start, setStart] = useState<Start>({ state: 'loading' });

  const load = useCallback(() => {
    setStart({ state: 'loading' });
    firstAnswers().then(
      async ([config, me]) => {
        await speakTo(me?.preferences.language);
        setStart({ state: 'ready', config, me, memory: createReaderMemory(me === null ? null : me.id) });
      },
      (error: unknown) => setStart({ state: 'failed', error: toAppError(error) }),
    );
  }, []);
  useEffect(load, [load]);

  // Whoever signs in here, or changes the settings, is spoken to in the language of their own.
  const preference = start.state === 'ready' ? start.me?.preferences.language : null;
  useEffect(() => void speakTo(preference), [preference]);

  const actions = useMemo(() => {
    const become = (next: (ready: Ready) => Partial<Ready>) =>
      setStart((now) => (now.state === 'ready' ? { ...now, ...next(now) } : now));
    const updated = (me: MeAnswer) => become((now) => (now.me?.id === me.id ? { me } : {}));
    const ended = () =>
      become(({ me, memory }) => (me === null ? {} : { me: null, memory: afterEnd(memory) }));
    return {
      signedIn: (me: MeAnswer) =>
        become(({ memory }) => ({
          me,
          memory: memory.ownerId === me.id ? memory : createReaderMemory(me.id),
        })),
      updated,
      signedOut: () => {
        forgetSearch();
        become(() => ({ me: null, memory: createReaderMemory(null) }));
      },
      ended,
      refused: ({ code }: AppError) => {
        if (code === 'not_signed_in') ended();
        if (code === 'duty_first')
          fetchMe().then(
            (me) => me !== null && updated(me),
            () => undefined,
          );
        return code === 'not_signed_in';
      },
    };
  }, []);
  const session = useMemo<Session | null>(
    () => (start.state === 'ready' ? { ...start, ...actions } : null),
    [start, actions],
  );

  if (session !== null) {
    return (
      <SessionContext value={session}>
        <Frame session={session}>
          <Routes />
        </Frame>
        <Suspense>
          <SessionWatch />
        </Suspense>
      </SessionContext>
    );
  }
  return (
    <Frame session={null}>
      {start.state === 'failed' ? (
        <Page title={t('failed.startTitle')}>
          <FailureNotice text={explain(t, start.error)} retry={load} />
        </Page>
      ) : (
        <Waiting label={t('loading')} />
      )}
    </Frame>
  );
}

/** Speaks a reader's own language; where its words do not come the page stays as it is. */
async function speakTo(preference: Language | null | undefined): Promise<void> {
  if (preference) await speak(preference).catch(() => undefined);
}
