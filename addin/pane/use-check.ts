import { useEffect, useRef, useState } from 'react';
import type { CheckState } from './check/assess.ts';
import type { Check } from './check/start-check.ts';
import type { Service } from './service.ts';

type Views = Omit<typeof import('./check/lazy.ts'), 'startCheck'>;
/** The check of the draft as the pane knows it: on its way, not to be had, or running with its views. */
export type LiveCheck =
  | { status: 'loading' }
  | { status: 'failed'; retry: () => void }
  /** `isFirst`: nothing has been tried with this draft since the pane was opened. */
  | { status: 'running'; check: Check; state: CheckState; views: Views; isFirst: boolean };

/** Runs the check while the draft is being written: `isWriting`. */
export function useCheck(service: Service, isWriting: boolean): LiveCheck {
  const [live, setLive] = useState<LiveCheck>({ status: 'loading' });
  const runs = useRef(0);
  useEffect(() => {
    if (!isWriting) return;
    const isFirst = ++runs.current === 1;
    let check: Check | null = null;
    let isShown = true;
    const fail = () => isShown && setLive({ status: 'failed', retry: reloadWhenOnline });
    setLive({ status: 'loading' });
    const begin = async () => {
      const loaded = await import('./check/lazy.ts');
      const { startCheck, Findings, ConfidentialOption, OpenedBecause, PassphraseOption, TaglineTip } =
        loaded;
      if (!isShown) return;
      const views = { Findings, ConfidentialOption, OpenedBecause, PassphraseOption, TaglineTip };
      const running = startCheck(
        service,
        (state) => isShown && setLive({ status: 'running', check: running, state, views, isFirst }),
        fail,
      );
      check = running;
    };
    begin().catch(fail);
    return () => {
      isShown = false;
      check?.stop();
    };
  }, [service, isWriting]);
  return live;
}

/** Browsers never ask again for a module that failed to load; only a new page does, and it has to be there. */
function reloadWhenOnline(): void {
  fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(
    () => location.reload(),
    () => undefined,
  );
}
