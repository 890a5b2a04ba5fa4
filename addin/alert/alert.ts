/**
 * The launch-event script: Outlook runs it when the user presses Send. It never encrypts, needs no
 * token and no page: classic Outlook on Windows runs it in a bare JavaScript engine.
 */
import { emptyMemory, readMemory, remember, remembersWell, writeMemory } from '../../shared/policy/decide.ts';
import { removeDismissed } from '../outlook/mark.ts';
import { registerSendHandler, type SendAnswer } from '../outlook/send-event.ts';
import { readSetting, writeSettings } from '../outlook/settings.ts';
import { type Check, type Checked, checkContent } from './check-content.ts';
import { checkDraft, type Finding } from './check-draft.ts';
import { startDeadline } from './deadline.ts';
import { explain } from './explain.ts';
import { askForPolicy } from './load-policy.ts';
import { strings } from './strings/en.ts';

/** Outlook shows a dialog after 5 s and takes no answer as a block; a marked draft is answered before the user gives up. */
const MARKED_TIME_OUT_MS = 12_000;
/** An ordinary message is read for so long; what was not read by then is said. The rest is for the answer. */
const DEADLINE_MS = 3000;
/** Whatever is under way then, what is known decides; Outlook says after 5 s that it takes long. */
const GIVE_UP_MS = 3800;
/** Id of the ribbon button that opens the pane, as the manifest names it. */
const PANE_COMMAND_ID = 'msgComposeOpenPaneButton';
/** Outlook may end the engine with the answer, so what is kept is waited for, but no longer than this. */
const KEEP_MS = 400;

registerSendHandler('onMessageSendHandler', (answer) => {
  let isMarked = false;
  // Until Outlook has told whether there is a mark the message may be a marked draft, and must not leave as it is.
  let isOrdinary = false;
  let check: Check | null = null;
  const giveUp = () => {
    if (isMarked) answer(stop(strings.notChecked));
    else {
      const checked = check === null ? null : check.soFar();
      // Where nothing at all could be read the message passes: an alert that is ill must not stop all mail.
      answer(checked === null ? { kind: 'pass' } : answerToContent(checked));
    }
  };
  setTimeout(() => {
    if (isOrdinary) giveUp();
  }, GIVE_UP_MS);
  setTimeout(giveUp, MARKED_TIME_OUT_MS);
  const deadline = startDeadline(DEADLINE_MS);
  const asked = askForPolicy(deadline);
  checkDraft(() => {
    isMarked = true;
  })
    .catch((error: unknown): Finding => {
      // Where Outlook does not tell whether there is a mark, the message is looked into like any other.
      if (isMarked) throw error;
      return 'ordinary';
    })
    .then(async (finding) => {
      if (finding !== 'ordinary') return answerTo(finding);
      isOrdinary = true;
      check = checkContent(deadline, asked);
      const checked = await check.done;
      await deadline.within(beforeAnswer(checked), KEEP_MS);
      return answerToContent(checked);
    })
    .then(answer, giveUp);
});

function answerTo(finding: Finding): SendAnswer {
  return finding === 'not_the_notice' ? stop(strings.notTheNotice) : { kind: 'pass' };
}

function answerToContent(checked: Checked): SendAnswer {
  const { action, reasons } = checked.decision;
  if (action === 'send') return { kind: 'pass' };
  const { plain, markdown } = explain(checked, new Date());
  return {
    kind: action === 'warn' || checked.policy.mode === 'PromptUser' ? 'ask' : 'stop',
    message: plain,
    ...(markdown === null ? {} : { markdown }),
    paneCommandId: PANE_COMMAND_ID,
    paneLabel: strings.sendSecure,
    context: JSON.stringify({ version: 1, action, reasons: reasons.map(withoutNames) }),
  };
}

/** Codes, types and counts: what the pane is opened with holds nothing of the message. */
function withoutNames(reason: Checked['decision']['reasons'][number]): Record<string, string | number> {
  if (reason.code === 'sensitive') return { code: reason.code, type: reason.type, count: reason.count };
  return 'count' in reason ? { code: reason.code, count: reason.count } : { code: reason.code };
}

/** What is done before a message goes; a failure to do it is none of the mail's. */
async function beforeAnswer(checked: Checked): Promise<void> {
  const { action, reasons } = checked.decision;
  if (action !== 'send') {
    // Whoever was asked about somebody new is not asked again: which button is pressed is never told.
    if (reasons.some(({ code }) => code === 'first_time')) await keep(checked);
    return;
  }
  // It was for pane and alert; nobody who gets the mail needs it.
  const removed = checked.hasDismissed ? removeDismissed().catch(() => undefined) : undefined;
  await Promise.all([removed, keep(checked)]);
}

/** Remembers whom this mail goes to, and the policy where it is newer. */
async function keep({ recipients, fresh }: Checked): Promise<void> {
  // An address that looks like another one is never known from here, or the next mail to it would not be asked about.
  const outside = recipients
    .filter(({ kind, looksLike }) => kind !== 'inside' && looksLike === null)
    .map(({ address }) => address);
  const memory = readMemory(readSetting('memory')) ?? emptyMemory;
  const settings = {
    // Settings travel to the mailbox and hold the mail up a little: only for somebody new, or soon forgotten.
    ...(remembersWell(memory, outside) ? {} : { memory: writeMemory(remember(memory, outside)) }),
    ...(fresh === null || fresh === readSetting('sendPolicy') ? {} : { sendPolicy: fresh }),
  };
  if (Object.keys(settings).length > 0) await writeSettings(settings).catch(() => undefined);
}

function stop(message: string): SendAnswer {
  return { kind: 'stop', message, paneCommandId: PANE_COMMAND_ID, paneLabel: strings.openPane };
}
