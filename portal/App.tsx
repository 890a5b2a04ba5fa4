import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ConfigAnswer, MeAnswer } from '../shared/api/index.ts';
import type { AppError } from '../shared/errors.ts';
import { firstAnswers } from './parts/ahead.ts';
import { explain, toAppError } from './parts/errors.ts';
import { FailureNotice } from './parts/FailureNotice.tsx';
import { Frame } from './parts/Frame.tsx';
import { Page } from './parts/Page.tsx';
import { createReaderMemory, type ReaderMemory, type Session, SessionContext } from './parts/session.ts';
import { Waiting } from './parts/Waiting.tsx';
import { Routes } from './Routes.tsx';
import { useTranslation } from './strings/i18n.ts';

type Start =
  | { state: 'loading' }
  | { state: 'failed'; error: AppError }
  | { state: 'ready'; config: ConfigAnswer; me: MeAnswer | null; memory: ReaderMemory };

/** The portal: finds out whose it is and who is reading, then shows the page the address asks for. */
export function App() {
  const { t } = useTranslation();
  const [start, setStart] = useState<Start>({ state: 'loading' });

  const load = useCallback(() => {
    setStart({ state: 'loading' });
    firstAnswers().then(
      ([config, me]) => setStart({ state: 'ready', config, me, memory: createReaderMemory() }),
      (error: unknown) => setStart({ state: 'failed', error: toAppError(error) }),
    );
  }, []);
  useEffect(load, [load]);

  const session = useMemo<Session | null>(() => {
    if (start.state !== 'ready') return null;
    const become = (me: MeAnswer | null) => setStart({ ...start, me, memory: createReaderMemory() });
    return {
      config: start.config,
      me: start.me,
      memory: start.memory,
      signedIn: become,
      signedOut: () => become(null),
    };
  }, [start]);

  if (session !== null) {
    return (
      <SessionContext value={session}>
        <Frame session={session}>
          <Routes />
        </Frame>
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
