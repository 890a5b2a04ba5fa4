/**
 * The launch-event script: Outlook runs it when the user presses Send. It never encrypts, needs no
 * token and no page: classic Outlook on Windows runs it in a bare JavaScript engine.
 */
import { hasMailbox } from '../outlook/host.ts';
import { checkDraft, type Finding } from './check-draft.ts';
import { strings } from './strings/en.ts';

/** Outlook shows a dialog after 5 s and takes no answer as a block; this answers before the user gives up. */
const TIME_OUT_MS = 12_000;
/** Id of the ribbon button that opens the pane, as the manifest names it. */
const PANE_COMMAND_ID = 'msgComposeOpenPaneButton';

/** Answers OnMessageSend, always and once, whatever fails. */
function onMessageSendHandler(event: Office.AddinCommands.Event): void {
  let isMarked = false;
  let isAnswered = false;
  const answer = (finding: Finding | 'not_checked') => {
    if (isAnswered) return;
    isAnswered = true;
    event.completed(answerTo(finding));
  };
  // Where not even the mark can be read the message passes: an alert that is ill must not stop all mail.
  const giveUp = () => answer(isMarked ? 'not_checked' : 'ordinary');
  setTimeout(giveUp, TIME_OUT_MS);
  checkDraft(() => {
    isMarked = true;
  }).then(answer, giveUp);
}

function answerTo(finding: Finding | 'not_checked'): Office.SmartAlertsEventCompletedOptions {
  if (finding === 'ordinary' || finding === 'notice') return { allowEvent: true };
  const errorMessage = finding === 'not_checked' ? strings.notChecked : strings.notTheNotice;
  if (!hasMailbox('1.14')) return { allowEvent: false, errorMessage };
  return { allowEvent: false, errorMessage, cancelLabel: strings.openPane, commandId: PANE_COMMAND_ID };
}

// Some Outlooks dispatch events only after onReady was called, classic Outlook never runs its
// callback: so both stand at the top level and neither waits for the other.
void Office.onReady();
Office.actions.associate('onMessageSendHandler', onMessageSendHandler);
