import { useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { explain, toAppError } from '../errors.ts';
import { useSession } from '../session.ts';

/** What acts on a message, one thing at a time, and says what came of it. */
export type Acting = {
  /** The name of what is under way; null: nothing. */
  busy: string | null;
  notice: string;
  failure: string;
  /** Does something by a name; `done` is said then. `inWords`: other words for some failures. Never rejects. */
  act: (
    name: string,
    does: () => Promise<string>,
    inWords?: (error: AppError) => string | undefined,
  ) => Promise<void>;
};

/** Runs what an author does with a message. An ended session signs the page out instead of failing. */
export function useAct(): Acting {
  const { t } = useTranslation();
  const { refused } = useSession();
  const [busy, setBusy] = useState<string | null>(null);
  const [notice, setNotice] = useState('');
  const [failure, setFailure] = useState('');
  const act: Acting['act'] = async (name, does, inWords) => {
    if (busy !== null) return;
    setBusy(name);
    setNotice('');
    setFailure('');
    try {
      setNotice(await does());
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!refused(error)) setFailure(inWords?.(error) ?? explain(t, error));
    }
    setBusy(null);
  };
  return { busy, notice, failure, act };
}
