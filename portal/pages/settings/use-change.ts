import { type ReactNode, useState } from 'react';
import { explain, isCancelled, toAppError } from '../../parts/errors.ts';
import { useFresh } from '../../parts/Reauthenticate.tsx';
import { useSession } from '../../parts/session.ts';
import { useTranslation } from '../../strings/i18n.ts';

export type Change = {
  /** The change that is under way, by name. */
  busy: string | null;
  failure: string;
  /**
   * Runs a change of how somebody gets in, one at a time, and asks for a fresh proof where the service does. Answers
   * undefined where it came to nothing; `words` says why for faults of its own; empty where it
   * said so beside a field, null leaves it to the rest.
   */
  run: <T>(
    name: string,
    action: () => Promise<T>,
    words?: (thrown: unknown) => string | null,
  ) => Promise<T | undefined>;
  /** Stands somewhere on the panel. */
  dialog: ReactNode;
};

/** Changes of a panel that ask for a proof, and what came of the last one. */
export function useChange(): Change {
  const { t } = useTranslation();
  const { refused } = useSession();
  const { fresh, dialog } = useFresh();
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState('');

  const run: Change['run'] = async (name, action, words) => {
    if (busy !== null) return undefined;
    setBusy(name);
    setFailure('');
    try {
      return await fresh(action);
    } catch (thrown) {
      const own = words?.(thrown) ?? null;
      const error = toAppError(thrown);
      if (own !== null) setFailure(own);
      else if (!isCancelled(thrown) && !refused(error)) setFailure(explain(t, error));
      return undefined;
    } finally {
      setBusy(null);
    }
  };
  return { busy, failure, run, dialog };
}
