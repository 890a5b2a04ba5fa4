import { AppError } from '../../shared/errors.ts';
import type { Caller, Ports, Row } from '../ports.ts';
import { accessOf } from './access.ts';
import { type EndedRecord, isUnsent, type MessageRecord, messageKey, type SentRecord } from './records.ts';
import { isWrittenBy } from './written-by.ts';

/** Loads a message that the caller wrote, or that was written for the caller's mailbox; a stranger to it gets the answer for an unknown id. */
export async function loadOwn(ports: Ports, caller: Caller, messageId: string): Promise<Row<MessageRecord>> {
  const row = await ports.records.get(messageKey(messageId));
  if (row === null || !isWrittenBy(row.value, caller.accountId)) throw notForYou();
  return row;
}

/** Loads a message that the caller has sent, ended or not. Throws `not_for_you`. */
export async function loadOwnSent(
  ports: Ports,
  caller: Caller,
  id: string,
): Promise<Row<SentRecord | EndedRecord>> {
  const row = await loadOwn(ports, caller, id);
  if (isUnsent(row.value)) throw notForYou();
  return { ...row, value: row.value };
}

/** Loads a message that the caller has sent and that can be read now. Throws `not_for_you`, `expired`. */
export async function loadOwnReadable(ports: Ports, caller: Caller, id: string): Promise<Row<SentRecord>> {
  const row = await loadOwnSent(ports, caller, id);
  const access = accessOf(row.value, caller.accountId, ports.clock.now());
  if (access.kind === 'ended') throw endedError(access);
  if (row.value.state !== 'sent') throw notForYou();
  return { ...row, value: row.value };
}

/** What somebody is told whom the message does not name: the same as for an id that does not exist. */
export function notForYou(): AppError {
  return new AppError('not_for_you', { message: 'This link does not open anything for you.' });
}

/** What somebody is told whom the message names and who comes too late. */
export function endedError(ended: {
  expiresAt: string;
  endedAt: string;
  authorName: string;
  reason: 'expired' | 'revoked';
  as: 'author' | 'reader';
}): AppError {
  const { expiresAt, endedAt, authorName, reason, as: youAre } = ended;
  return new AppError('expired', {
    message: 'This message is gone for good.',
    facts: { expiresAt, endedAt, authorName, reason, youAre },
  });
}
