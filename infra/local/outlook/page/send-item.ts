import { isAddress } from './addresses.ts';
import { recipientFields } from './compose-item.ts';
import type { WindowCommands } from './item-call.ts';
import { type HandlerAnswer, runSendHandler } from './launch-event.ts';
import { sendStoredDraft } from './mailbox-client.ts';
import type { Session } from './session.ts';
import { alertButtons, judge, takingLonger } from './smart-alert.ts';
import { ask, openPane, supports } from './window-state.ts';

const takingLongerMs = 5000;

/**
 * Sends the open item as Outlook does: addresses checked, draft saved, the add-in's handler asked, then over
 * SMTP. Answers null when it has left, else why it stayed; then nothing of the item is lost.
 */
export async function sendItem(session: Session, commands: WindowCommands): Promise<string | null> {
  const { window: windowStore, item, saver } = session;
  if (windowStore.read().sending !== 'idle') return 'The message is being sent already.';
  const problem = addressProblem(session);
  if (problem !== null) {
    windowStore.change({ status: { tone: 'error', text: problem } });
    return problem;
  }
  windowStore.change({ sending: 'checking', status: null });
  try {
    await saver.saveExplicitly();
    const stopped = await askAddin(session, commands);
    if (stopped !== null) return stopped;
    windowStore.change({ sending: 'sending' });
    // The handler may have changed the item (appendOnSend, headers).
    await saver.saveAndRelease(sendStoredDraft);
    const to = recipientFields.flatMap((field) => item.read()[field].map((one) => one.address));
    windowStore.change({ status: { tone: 'info', text: `Sent to ${to.join(', ')}.` } });
    return null;
  } catch (error) {
    const message = `Not sent: ${error instanceof Error ? error.message : 'unknown error'} Your message is kept as a draft.`;
    windowStore.change({ status: { tone: 'error', text: message } });
    return message;
  } finally {
    windowStore.change({ sending: 'idle' });
  }
}

function addressProblem({ item }: Session): string | null {
  const recipients = recipientFields.flatMap((field) => item.read()[field]);
  if (recipients.length === 0) return 'Add at least one recipient before sending.';
  const wrong = recipients.find((one) => !isAddress(one.address));
  return wrong ? `"${wrong.address}" is not a complete address.` : null;
}

/** Null when the item may leave, else why not. */
async function askAddin(session: Session, commands: WindowCommands): Promise<string | null> {
  const { facts, window: windowStore } = session;
  const handler = facts.addin.sendHandler;
  if (!handler || !supports(windowStore.read(), '1.12')) return null;
  const stayed = 'The message was not sent.';
  for (;;) {
    const run = runSendHandler({ session, commands, runtime: { kind: 'event', context: '' } }, handler);
    const answer = await waitOrAsk(session, run.answered);
    run.stop();
    if (answer.kind === 'impatient') return answer.pressed === alertButtons.sendAnyway ? null : stayed;
    const verdict = judge(facts.addin, handler.sendMode, windowStore.read(), answer);
    if (verdict.kind === 'send') return null;
    const pressed = await ask(windowStore, verdict.dialog).answered;
    if (pressed === alertButtons.sendAnyway) return null;
    if (pressed === alertButtons.action && verdict.action) {
      openPane(windowStore, verdict.action.commandId, verdict.action.contextData);
    }
    if (pressed !== alertButtons.retry) return stayed;
  }
}

/** The handler's answer, or that of the user who would not wait for it. */
function waitOrAsk(
  { facts, window: windowStore }: Session,
  answered: Promise<HandlerAnswer>,
): Promise<HandlerAnswer | { kind: 'impatient'; pressed: string }> {
  const mode = facts.addin.sendHandler?.sendMode ?? 'SoftBlock';
  const impatient = Promise.withResolvers<{ kind: 'impatient'; pressed: string }>();
  let close = () => {};
  const timer = setTimeout(() => {
    const shown = ask(windowStore, takingLonger(facts.addin, mode));
    close = shown.close;
    void shown.answered.then((pressed) => impatient.resolve({ kind: 'impatient', pressed }));
  }, takingLongerMs);
  return Promise.race([answered, impatient.promise]).finally(() => {
    clearTimeout(timer);
    close();
  });
}
