import { useState } from 'react';
import { explain, toAppError } from '../../parts/errors.ts';
import { useSession } from '../../parts/session.ts';
import { useTranslation } from '../../strings/i18n.ts';

export type Saving = {
  state: 'idle' | 'busy' | 'saved';
  failure: string;
  /** Runs a change; what was typed stays where it is, whatever comes of it. */
  save: (change: () => Promise<unknown>) => Promise<void>;
  /** Something else was typed: what was said of the last change is over. */
  touch: () => void;
};

/** Saves changes of a form, one at a time. */
export function useSaving(changed: () => void): Saving {
  const { t } = useTranslation();
  const { refused } = useSession();
  const [state, setState] = useState<Saving['state']>('idle');
  const [failure, setFailure] = useState('');
  const save = async (change: () => Promise<unknown>) => {
    if (state === 'busy') return;
    setState('busy');
    setFailure('');
    try {
      await change();
      setState('saved');
      changed();
    } catch (thrown) {
      const error = toAppError(thrown);
      setState('idle');
      if (!refused(error)) setFailure(explain(t, error));
    }
  };
  const touch = () => {
    setState((before) => (before === 'saved' ? 'idle' : before));
    setFailure('');
  };
  return { state, failure, save, touch };
}
