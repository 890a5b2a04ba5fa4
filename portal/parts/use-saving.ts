import { useEffect, useRef, useState } from 'react';
import type { OpenedMessage } from '../../shared/api/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { explain, isCancelled, toAppError } from './errors.ts';
import { withFreshLinks } from './open-message.ts';
import { useSession } from './session.ts';

/** How far the saving of something has come. */
export type Saving =
  | { state: 'idle' }
  | { state: 'saving'; readBytes: number; cancel: () => void }
  | { state: 'saved' }
  | { state: 'failed'; reason: string };
/** Saves something of a message whose links are fresh; tells how many bytes it has, and throws what reading throws. */
export type Save = (
  fresh: OpenedMessage,
  signal: AbortSignal,
  onProgress: (readBytes: number) => void,
) => Promise<void>;

/** Saves something of an opened message, with its progress, a way to cancel it, and words where it fails. */
export function useSaving(opened: OpenedMessage, save: Save): { saving: Saving; start: () => Promise<void> } {
  const { t } = useTranslation();
  const { memory, signedOut } = useSession();
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async () => {
    const controller = new AbortController();
    running.current = controller;
    const cancel = () => controller.abort();
    setSaving({ state: 'saving', readBytes: 0, cancel });
    try {
      const fresh = await withFreshLinks(memory, opened);
      await save(fresh, controller.signal, (readBytes) => setSaving({ state: 'saving', readBytes, cancel }));
      setSaving({ state: 'saved' });
    } catch (thrown) {
      if (isCancelled(thrown)) return setSaving({ state: 'idle' });
      const error = toAppError(thrown);
      if (error.code === 'not_signed_in') return signedOut();
      setSaving({ state: 'failed', reason: explain(t, error) });
    }
  };
  return { saving, start };
}
