import type { SendHandler } from '../mail-item.ts';
import { openAddinFrame } from './addin-frame.ts';
import type { CallContext } from './item-call.ts';

/** What `event.completed` said; every field as the add-in gave it, unchecked. */
export type CompletedContext = {
  allowEvent?: unknown;
  errorMessage?: unknown;
  errorMessageMarkdown?: unknown;
  cancelLabel?: unknown;
  commandId?: unknown;
  contextData?: unknown;
  sendModeOverride?: unknown;
};

/** How the handler's run ended; `unavailable` = the page did not load or has no such function. */
export type HandlerAnswer =
  | { kind: 'completed'; context: CompletedContext }
  | { kind: 'unavailable' }
  | { kind: 'timedOut' };

/** A handler under way; `stop` takes its page away. */
export type HandlerRun = { answered: Promise<HandlerAnswer>; stop: () => void };

const readyTimeoutMs = 15_000;
const completedTimeoutMs = 300_000;

/**
 * Runs the OnMessageSend handler in a hidden frame of its own, as Outlook on the web does: the page must be
 * ready within 15 seconds and complete within 5 minutes; a second `completed` changes nothing.
 */
export function runSendHandler(context: CallContext, handler: SendHandler): HandlerRun {
  const commandId = crypto.randomUUID();
  const outcome = Promise.withResolvers<HandlerAnswer>();
  const frame = openAddinFrame(context, handler.pageUrl, (id, status, eventJson) => {
    if (id !== commandId) return;
    if (status !== 0) return outcome.resolve({ kind: 'unavailable' });
    const event = JSON.parse(eventJson) as { completedContext?: CompletedContext };
    outcome.resolve({ kind: 'completed', context: event.completedContext ?? {} });
  });
  frame.element.title = `${frame.element.title} (checks before sending)`;
  frame.element.className = 'event-frame';
  frame.element.ariaHidden = 'true';
  frame.element.tabIndex = -1;

  const readyTimer = setTimeout(() => outcome.resolve({ kind: 'unavailable' }), readyTimeoutMs);
  const completedTimer = setTimeout(() => outcome.resolve({ kind: 'timedOut' }), completedTimeoutMs);
  // A server that is down answers at once; a page that is merely broken is found by the timer.
  fetch(handler.pageUrl, { mode: 'no-cors' }).catch(() => outcome.resolve({ kind: 'unavailable' }));
  void frame.conversation.registered('appCommandInvoked').then(() => {
    clearTimeout(readyTimer);
    const event = JSON.stringify({ type: 'olkMessageSend', source: { id: commandId } });
    frame.conversation.fire('appCommandInvoked', [commandId, handler.functionName, event]);
  });
  document.body.append(frame.element);

  const stop = () => {
    clearTimeout(readyTimer);
    clearTimeout(completedTimer);
    frame.close();
  };
  return { answered: outcome.promise, stop };
}
