import { useEffect, useSyncExternalStore } from 'react';
import type { Desk } from './desk.ts';
import type { DraftState } from './draft-state.ts';

/** What is being written, as it is now; closing the window asks first while something would be lost. */
export function useDesk(desk: Desk): DraftState {
  const state = useSyncExternalStore(desk.subscribe, desk.get);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (desk.isAtRisk()) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [desk]);
  return state;
}
