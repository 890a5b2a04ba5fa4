import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../shared/errors.ts';
import { toAppError } from './errors.ts';
import { useSession } from './session.ts';

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'failed'; error: AppError; retry: () => void }
  | { state: 'ready'; value: T };

/**
 * Loads something on arrival and again on retry. `load` must keep its identity for as long as it
 * loads the same thing. An ended session signs the page out instead of failing.
 */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const { refused } = useSession();
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => setTries((count) => count + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new try loads again
  useEffect(() => {
    let current = true;
    setLoaded({ state: 'loading' });
    load().then(
      (value) => {
        if (current) setLoaded({ state: 'ready', value });
      },
      (thrown: unknown) => {
        if (!current) return;
        const error = toAppError(thrown);
        if (!refused(error)) setLoaded({ state: 'failed', error, retry });
      },
    );
    return () => {
      current = false;
    };
  }, [load, tries, retry]);
  return loaded;
}
