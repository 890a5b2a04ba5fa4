import type { Ports } from '../ports.ts';
import { eventChange } from './events.ts';
import { noteReader } from './note-reader.ts';
import {
  type EndedRecord,
  isUnsent,
  messageKey,
  type ReplyRow,
  replyKey,
  type SentRecord,
} from './records.ts';
import { endQuote } from './revoke.ts';
import { isWrittenBy, writersOf } from './written-by.ts';

/**
 * Notes a reply with the message that it answers, so that it is found from there, and that its author has replied.
 * A message that does not name who answers it is nothing to them. Safe to repeat.
 */
export async function noteReply(ports: Ports, id: string, reply: SentRecord): Promise<void> {
  const parentId = reply.inReplyTo;
  if (parentId === undefined) return;
  const parent = (await ports.records.get(messageKey(parentId)))?.value;
  if (parent === undefined || isUnsent(parent)) return;
  // Whoever answers for a mailbox that the message names need not be named by it.
  const writer = writersOf(reply).find((one) => names(parent, one.accountId));
  if (writer === undefined) return;
  const { accountId } = writer;
  const key = replyKey(parentId, id);
  const value: ReplyRow = { accountId, at: reply.sentAt };
  if ((await ports.records.get(key)) === null) {
    const also = [
      { kind: 'upsert', row: key.row, value } as const,
      eventChange(new Date(reply.sentAt), { kind: 'replied', accountId }),
    ];
    if (isWrittenBy(parent, accountId)) {
      await ports.records.commit('messages', parentId, also);
    } else {
      await noteReader(ports, parentId, accountId, (known) => ({ repliedAt: reply.sentAt, ...known }), also);
    }
  }
  // The parent's end lists its replies; one that comes at the same moment looks itself.
  const now = (await ports.records.get(messageKey(parentId)))?.value;
  if (now?.state !== 'revoked' || !ports.policy.revoke.quotes || reply.sentAt > now.endedAt) return;
  await endQuote(ports, id, { accountId: now.author.accountId, because: parentId });
}

function names(parent: SentRecord | EndedRecord, accountId: string): boolean {
  return isWrittenBy(parent, accountId) || parent.readers.some((reader) => reader.accountId === accountId);
}
