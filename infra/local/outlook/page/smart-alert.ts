import type { Addin, SendMode } from '../mail-item.ts';
import type { CompletedContext, HandlerAnswer } from './launch-event.ts';
import { type Dialog, supports, type WindowState } from './window-state.ts';

/** What Outlook does after the handler: let the item go, or ask the user. */
export type Verdict =
  | { kind: 'send' }
  | {
      kind: 'ask';
      dialog: Omit<Dialog, 'answer'>;
      action: { commandId: string; contextData: string } | null;
    };

/** The answers of the dialog's buttons. */
export const alertButtons = {
  action: 'action',
  sendAnyway: 'send-anyway',
  dontSend: 'dont-send',
  retry: 'retry',
} as const;

const messageLimit = 500;
const labelLimit = 20;

/**
 * Applies Outlook's documented rules to a handler's answer: 500 characters of message, 20 of label, a command
 * that the manifest has, a send mode that may only become PromptUser, and what each mode does when the add-in
 * is unavailable or never completes. The chosen host variant decides the buttons.
 */
export function judge(addin: Addin, mode: SendMode, state: WindowState, answer: HandlerAnswer): Verdict {
  if (answer.kind === 'completed') return judgeCompleted(addin, mode, state, answer.context);
  if (answer.kind === 'unavailable') {
    if (mode === 'SoftBlock') return { kind: 'send' };
    const message = `${addin.displayName} is currently unavailable. Try again later or contact your administrator.`;
    return plainQuestion(addin, mode, message);
  }
  return plainQuestion(addin, mode, `${addin.displayName} has not answered. You can try again.`);
}

/** The notice that a check takes longer than five seconds. */
export function takingLonger(addin: Addin, mode: SendMode): Omit<Dialog, 'answer'> {
  return {
    title: addin.displayName,
    iconUrl: addin.iconUrl,
    message: `${addin.displayName} is taking longer than expected to check your message.`,
    format: 'text',
    buttons: [
      ...(mode === 'PromptUser' ? [sendAnywayButton] : []),
      { id: alertButtons.dontSend, label: "Don't Send", appearance: 'primary' },
    ],
    dismissId: alertButtons.dontSend,
  };
}

const sendAnywayButton = {
  id: alertButtons.sendAnyway,
  label: 'Send Anyway',
  appearance: 'secondary',
} as const;

function judgeCompleted(
  addin: Addin,
  mode: SendMode,
  state: WindowState,
  context: CompletedContext,
): Verdict {
  if (context.allowEvent === true) return { kind: 'send' };
  const hasActions = supports(state, '1.14');
  const effective = hasActions && context.sendModeOverride === 'promptUser' ? 'PromptUser' : mode;
  const command = hasActions ? addin.paneCommands.find((one) => one.id === context.commandId) : undefined;
  const label = text(context.cancelLabel).slice(0, labelLimit);
  const markdown = supports(state, '1.15') ? text(context.errorMessageMarkdown) : '';
  const message = markdown || text(context.errorMessage);
  return {
    kind: 'ask',
    action: command ? { commandId: command.id, contextData: contextText(context.contextData) } : null,
    dialog: {
      title: addin.displayName,
      iconUrl: addin.iconUrl,
      message:
        message.slice(0, messageLimit) || `${addin.displayName} does not let this message be sent as it is.`,
      format: markdown ? 'markdown' : 'text',
      buttons: [
        ...(effective === 'PromptUser' ? [sendAnywayButton] : []),
        ...cancelButtons(state, command !== undefined, label),
      ],
      dismissId: alertButtons.dontSend,
    },
  };
}

/** The web has an action button of its own; earlier classic Outlook and Mac relabel Don't Send instead. */
function cancelButtons(state: WindowState, hasCommand: boolean, label: string): Dialog['buttons'] {
  const dontSend = { id: alertButtons.dontSend, label: "Don't Send", appearance: 'secondary' } as const;
  if (state.variant === 'web') {
    if (!hasCommand) return [{ ...dontSend, appearance: 'primary' }];
    return [dontSend, { id: alertButtons.action, label: label || 'Take Action', appearance: 'primary' }];
  }
  const relabelled = supports(state, '1.14') && label ? label : dontSend.label;
  const id = hasCommand ? alertButtons.action : alertButtons.dontSend;
  return [{ id, label: relabelled, appearance: 'primary' }];
}

function plainQuestion(addin: Addin, mode: SendMode, message: string): Verdict {
  return {
    kind: 'ask',
    action: null,
    dialog: {
      title: addin.displayName,
      iconUrl: addin.iconUrl,
      message,
      format: 'text',
      buttons: [
        ...(mode === 'PromptUser' ? [sendAnywayButton] : []),
        { id: alertButtons.dontSend, label: "Don't Send", appearance: 'secondary' },
        { id: alertButtons.retry, label: 'Try Again', appearance: 'primary' },
      ],
      dismissId: alertButtons.dontSend,
    },
  };
}

function contextText(data: unknown): string {
  return typeof data === 'string' ? data : data === undefined ? '' : JSON.stringify(data);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
