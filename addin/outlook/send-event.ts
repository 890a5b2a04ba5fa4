import { hasMailbox } from './host.ts';

/** What Outlook is told about the message that is about to leave. */
export type SendAnswer =
  | { kind: 'pass' }
  /** `paneCommandId` is the ribbon button that opens the pane; offered under `paneLabel` (20 characters at most). */
  | { kind: 'stop'; message: string; paneCommandId: string; paneLabel: string };

/**
 * Registers the handler of OnMessageSend under the name that the manifest gives it. The handler must
 * call `answer`, and only its first call counts. To be called at the top level of the script: some
 * Outlooks dispatch events only after onReady was called, classic Outlook never runs its callback,
 * and so neither call here waits for the other.
 */
export function registerSendHandler(
  functionName: string,
  handle: (answer: (answer: SendAnswer) => void) => void,
): void {
  void Office.onReady();
  Office.actions.associate(functionName, (event: Office.AddinCommands.Event) => {
    let isAnswered = false;
    handle((answer) => {
      if (isAnswered) return;
      isAnswered = true;
      event.completed(toOptions(answer));
    });
  });
}

function toOptions(answer: SendAnswer): Office.SmartAlertsEventCompletedOptions {
  if (answer.kind === 'pass') return { allowEvent: true };
  const stop = { allowEvent: false, errorMessage: answer.message };
  if (!hasMailbox('1.14')) return stop;
  return { ...stop, cancelLabel: answer.paneLabel, commandId: answer.paneCommandId };
}
