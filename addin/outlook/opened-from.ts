import { callOutlook } from './call.ts';
import { composeItem, hasMailbox } from './host.ts';

/** What the alert handed over as it opened this pane; null where it was opened in another way. */
export async function readAlertContext(): Promise<string | null> {
  // The alert opens panes from Mailbox 1.14 on; before that nothing can have been handed over.
  if (!hasMailbox('1.14')) return null;
  const context: unknown = await callOutlook('read why this pane was opened', (done) =>
    composeItem().getInitializationContextAsync(done),
  ).catch(() => null);
  return typeof context === 'string' && context !== '' ? context : null;
}
