import { AppError } from '../../shared/errors.ts';
import { callOutlook } from './call.ts';
import { composeItem } from './host.ts';

/** Whether this Outlook lets the pane send the draft (`sendAsync`, Mailbox 1.15). */
export function canRelease(): boolean {
  return typeof composeItem().sendAsync === 'function';
}

/**
 * Sends the draft. Outlook may close the pane before this answers, so nothing that matters may
 * follow it. Answers `press_send` where Outlook did not send it and the user has to.
 */
export async function release(): Promise<'released' | 'press_send'> {
  try {
    await callOutlook<void>('send the notice', (done) => composeItem().sendAsync({}, done));
    return 'released';
  } catch (error) {
    if (error instanceof AppError) return 'press_send';
    throw error;
  }
}
