/**
 * The launch-event script: Outlook runs it when the user presses Send. It never encrypts, needs no
 * token and no page: classic Outlook on Windows runs it in a bare JavaScript engine.
 */
import { registerSendHandler, type SendAnswer } from '../outlook/send-event.ts';
import { checkDraft, type Finding } from './check-draft.ts';
import { strings } from './strings/en.ts';

/** Outlook shows a dialog after 5 s and takes no answer as a block; this answers before the user gives up. */
const TIME_OUT_MS = 12_000;
/** Id of the ribbon button that opens the pane, as the manifest names it. */
const PANE_COMMAND_ID = 'msgComposeOpenPaneButton';

registerSendHandler('onMessageSendHandler', (answer) => {
  let isMarked = false;
  // Where not even the mark can be read the message passes: an alert that is ill must not stop all mail.
  const giveUp = () => answer(isMarked ? stop(strings.notChecked) : { kind: 'pass' });
  setTimeout(giveUp, TIME_OUT_MS);
  checkDraft(() => {
    isMarked = true;
  }).then((finding) => answer(answerTo(finding)), giveUp);
});

function answerTo(finding: Finding): SendAnswer {
  return finding === 'not_the_notice' ? stop(strings.notTheNotice) : { kind: 'pass' };
}

function stop(message: string): SendAnswer {
  return { kind: 'stop', message, paneCommandId: PANE_COMMAND_ID, paneLabel: strings.openPane };
}
