import { setTimeout as sleep } from 'node:timers/promises';
import type { SendRequest } from '../../shared/api/index.ts';
import type { Directory, Ports } from '../ports.ts';
import { findReader, mailAuthor, WISHES_EACH } from './author-mail.ts';
import { type Work, workKey } from './outbox.ts';
import { messageKey } from './records.ts';

/** What the author's browser hands through for the "sent securely" mail: never stored, never logged. */
export type PassedThrough = Pick<NonNullable<SendRequest['confirm']>, 'subject' | 'attachmentNames'>;
type WorkOf<K extends Work['kind']> = Extract<Work, { kind: K }>;

export const CONFIRM_WORK = 'confirm';
/** How long the answer to a send waits for the mail; the mail itself goes on. */
const WAIT_MS = 3_000;

/** What of it the policy lets into a mail. */
export function passedThrough(ports: Ports, confirm: SendRequest['confirm']): PassedThrough {
  const { subject, attachmentNames } = ports.policy.confirmations;
  return {
    ...(subject && confirm?.subject !== undefined ? { subject: confirm.subject } : {}),
    ...(attachmentNames && confirm?.attachmentNames !== undefined
      ? { attachmentNames: confirm.attachmentNames }
      : {}),
  };
}

/**
 * Sends the mail now, with what the browser handed through, while this process still holds it. Where it cannot leave
 * now, a later one goes without that. Never throws.
 */
export async function confirmNow(
  ports: Ports,
  directory: Directory,
  id: string,
  reasons: string[],
  passed: PassedThrough,
): Promise<void> {
  const key = workKey(id, CONFIRM_WORK);
  const sending = confirmSent(ports, directory, id, { kind: 'confirm', reasons }, passed)
    .then(() => ports.records.remove(key))
    .catch((error: unknown) => {
      ports.log.warn('confirm.deferred', { messageId: id, error: String(error) });
    });
  await Promise.race([sending, sleep(WAIT_MS)]);
}

/** Tells the author that the message was sent securely: to whom, when and why. Throws `unavailable`. */
export async function confirmSent(
  ports: Ports,
  directory: Directory,
  id: string,
  { reasons }: WorkOf<'confirm'>,
  passed: PassedThrough = {},
): Promise<void> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record?.state !== 'sent') return;
  const withRole = (role: 'to' | 'cc' | 'bcc') => record.readers.filter((reader) => reader.role === role);
  const people = { to: withRole('to'), cc: withRole('cc'), bcc: withRole('bcc') };
  const mail = { kind: 'sent' as const, ...people, reasons, ...passed };
  const told = { name: `sent.${id}`, about: 'notices' as const, wishes: WISHES_EACH, mail };
  await mailAuthor(ports, directory, id, record, told, record.sentAt);
}

/** Tells the author that a reader has opened the message for the first time. Throws `unavailable`. */
export async function tellOpened(
  ports: Ports,
  directory: Directory,
  id: string,
  { accountId, openedAt }: WorkOf<'opened'>,
): Promise<void> {
  const found = await findReader(ports, id, accountId);
  if (found === null) return;
  const { record, reader } = found;
  const mail = { kind: 'opened' as const, reader, at: openedAt };
  const told = { name: `opened.${id}.${accountId}`, about: 'notices' as const, wishes: WISHES_EACH, mail };
  await mailAuthor(ports, directory, id, record, told, openedAt);
}
