import type { Ports } from '../ports.ts';
import { eventChange } from './events.ts';
import { noteReader } from './note-reader.ts';
import {
  type Author,
  isUnsent,
  type MessageRecord,
  messageKey,
  type ReplyRow,
  replyKey,
  type SentRecord,
} from './records.ts';
import { endQuote } from './revoke.ts';

/**
 * Notes a reply with the message that it answers, so that it is found from there, and that its author has replied.
 * A message that does not name who answers it is nothing to them. Safe to repeat.
 */
export async function noteReply(ports: Ports, id: string, reply: SentRecord): Promise<void> {
  const parentId = reply.inReplyTo;
  if (parentId === undefined) return;
  const parent = (await ports.records.get(messageKey(parentId)))?.value;
  if (parent === undefined || !names(parent, reply.author)) return;
  const { accountId } = reply.author;
  const key = replyKey(parentId, id);
  const value: ReplyRow = { accountId, at: reply.sentAt };
  if ((await ports.records.get(key)) === null) {
    const also = [
      { kind: 'upsert', row: key.row, value } as const,
      eventChange(new Date(reply.sentAt), { kind: 'replied', accountId }),
    ];
    if (parent.author.accountId === accountId) {
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

function names(parent: MessageRecord, { accountId }: Author): boolean {
  if (isUnsent(parent)) return false;
  return (
    parent.author.accountId === accountId || parent.readers.some((reader) => reader.accountId === accountId)
  );
}
