import { hasMailbox } from './host.ts';

/** What Outlook is told about the message that is about to leave. */
export type SendAnswer =
  | { kind: 'pass' }
  /**
   * `ask` lets the user send it all the same, where Outlook can show that; `stop` does not. `paneCommandId` is the
   * ribbon button that opens the pane, offered under `paneLabel` (20 characters at most) with `context`.
   */
  | {
      kind: 'ask' | 'stop';
      /** 500 characters at most, and so is its Markdown, which Outlook shows where it can (Mailbox 1.15). */
      message: string;
      markdown?: string;
      paneCommandId: string;
      paneLabel: string;
      context?: string;
    };

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
  const { message, markdown, context } = answer;
  const stop: Office.SmartAlertsEventCompletedOptions = { allowEvent: false, errorMessage: message };
  if (markdown !== undefined && hasMailbox('1.15')) stop.errorMessageMarkdown = markdown;
  if (!hasMailbox('1.14')) return stop;
  stop.cancelLabel = answer.paneLabel;
  stop.commandId = answer.paneCommandId;
  if (context !== undefined) stop.contextData = context;
  if (answer.kind === 'ask') stop.sendModeOverride = 'promptUser';
  return stop;
}
