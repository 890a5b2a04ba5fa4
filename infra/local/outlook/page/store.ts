import { useSyncExternalStore } from 'react';

/** A piece of state that both the window and the add-in host read and change. */
export type Store<T extends object> = {
  read(): T;
  change(patch: Partial<T>): void;
  subscribe(listener: (before: T, after: T) => void): () => void;
};

/** Makes a store; listeners are called after each change with the state before and after. */
export function createStore<T extends object>(initial: T): Store<T> {
  let state = initial;
  const listeners = new Set<(before: T, after: T) => void>();
  return {
    read: () => state,
    change(patch) {
      const before = state;
      state = { ...state, ...patch };
      for (const listener of [...listeners]) listener(before, state);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The store's state as React sees it. */
export function useStore<T extends object>(store: Store<T>): T {
  return useSyncExternalStore(
    (changed) => store.subscribe(changed),
    () => store.read(),
  );
}
