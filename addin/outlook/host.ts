import { AppError } from '../../shared/errors.ts';

/**
 * Waits for Office.js. Answers `compose` where a message is being written, else `elsewhere`: a plain
 * browser tab, an appointment, a message being read.
 */
export async function whereAmI(): Promise<'compose' | 'elsewhere'> {
  if (typeof Office === 'undefined') return 'elsewhere';
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Outlook) return 'elsewhere';
  const item: unknown = Office.context.mailbox.item;
  return typeof item === 'object' && item !== null && 'bcc' in item && 'saveAsync' in item
    ? 'compose'
    : 'elsewhere';
}

/** The message being written. Throws `unavailable` where there is none. */
export function composeItem(): Office.MessageCompose {
  const item: unknown = Office.context.mailbox.item;
  if (!isCompose(item)) {
    throw new AppError('unavailable', {
      message: 'No message is being written.',
      facts: { problem: 'no_message' },
    });
  }
  return item;
}

/** Whether this Outlook runs the alert when the user presses Send. */
export function hasSendEvent(): boolean {
  return hasMailbox('1.12');
}

/** Whether this Outlook has a version of the mailbox requirement set, such as `1.14`. */
export function hasMailbox(version: string): boolean {
  return Office.context.requirements.isSetSupported('Mailbox', version);
}

function isCompose(item: unknown): item is Office.MessageCompose {
  return typeof item === 'object' && item !== null;
}
