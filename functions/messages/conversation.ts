import type { ConversationAnswer, ConversationMessage } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { atOnce } from '../at-once.ts';
import type { Caller, Ports } from '../ports.ts';
import { accessOf } from './access.ts';
import { findMailboxRow } from './mailbox-row.ts';
import {
  type EndedRecord,
  isUnsent,
  messageKey,
  type ReplyRow,
  replyRange,
  type SentRecord,
} from './records.ts';
import { fromOf, isWrittenBy } from './written-by.ts';

/** Messages that are followed upwards, from an answer to what it answers. */
const MAX_ABOVE = 20;
/** Messages of one conversation that are listed. */
const MAX_LISTED = 60;
/** Replies that are looked at, the caller's or not: what hundreds of readers wrote must not slow this down. */
const MAX_REPLIES = 200;
const AT_ONCE = 10;

type KnownRecord = SentRecord | EndedRecord;
type Known = { record: KnownRecord; state: ConversationMessage['state'] };

/**
 * Lists what a message answers and what answers it, newest first, as far as the caller was sent or wrote
 * it. A message that is not theirs is passed over like one that does not exist, and so is all that hangs on
 * it alone: neither its place nor a number tells of it. Throws `not_for_you`.
 */
export async function conversation(ports: Ports, caller: Caller, id: string): Promise<ConversationAnswer> {
  const start = await load(ports, caller, id);
  if (start === null) throw new AppError('not_for_you');
  const known = new Map([[id, start]]);
  await goUp(ports, caller, start.record, known);
  await goDown(ports, caller, known);
  known.delete(id);

  const messages: ConversationMessage[] = [];
  await atOnce(AT_ONCE, [...known], async ([knownId, one]) => {
    messages.push(await describe(ports, caller, knownId, one));
  });
  return { messages: messages.sort((a, b) => (a.at < b.at ? 1 : -1)) };
}

/** A message with what the caller can still do with it; null where it is not theirs to know of. */
async function load(ports: Ports, caller: Caller, id: string): Promise<Known | null> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record === undefined || isUnsent(record)) return null;
  const access = accessOf(record, caller.accountId, ports.clock.now());
  if (access.kind === 'not_for_you') return null;
  return { record, state: access.kind === 'granted' ? 'readable' : access.reason };
}

async function goUp(
  ports: Ports,
  caller: Caller,
  from: KnownRecord,
  known: Map<string, Known>,
): Promise<void> {
  let parentId = from.inReplyTo;
  while (parentId !== undefined && !known.has(parentId) && known.size <= MAX_ABOVE) {
    const parent = await load(ports, caller, parentId);
    if (parent === null) return;
    known.set(parentId, parent);
    parentId = parent.record.inReplyTo;
  }
}

/** Goes from all that is known to the replies to it, and from these on, one generation after the other. */
async function goDown(ports: Ports, caller: Caller, known: Map<string, Known>): Promise<void> {
  const seen = new Set(known.keys());
  let parents = [...seen];
  while (parents.length > 0 && seen.size < MAX_REPLIES && known.size <= MAX_LISTED) {
    const replies: { id: string; row: ReplyRow }[] = [];
    await atOnce(AT_ONCE, parents, async (parent) => {
      const page = await ports.records.list<ReplyRow>('messages', parent, {
        ...replyRange,
        limit: MAX_REPLIES,
      });
      for (const { row, value } of page.rows)
        replies.push({ id: row.slice(replyRange.from.length), row: value });
    });
    const isOwn = ({ row }: { row: ReplyRow }) => Number(row.accountId === caller.accountId);
    const fresh = replies
      .filter(({ id }) => !seen.has(id))
      .sort((a, b) => isOwn(b) - isOwn(a) || (a.row.at < b.row.at ? 1 : -1))
      .slice(0, MAX_REPLIES - seen.size);
    for (const { id } of fresh) seen.add(id);
    parents = [];
    await atOnce(AT_ONCE, fresh, async ({ id }) => {
      const reply = await load(ports, caller, id);
      if (reply === null || known.size > MAX_LISTED) return;
      known.set(id, reply);
      parents.push(id);
    });
  }
}

async function describe(
  ports: Ports,
  caller: Caller,
  id: string,
  { record, state }: Known,
): Promise<ConversationMessage> {
  const { sentAt } = record;
  const folder = isWrittenBy(record, caller.accountId) ? 'sent' : 'inbox';
  const own = await findMailboxRow(ports, caller.accountId, folder, sentAt, id);
  const subjectCell = own?.value.subjectCell;
  return {
    id,
    at: sentAt,
    from: fromOf(record),
    state,
    ...(subjectCell === undefined || state !== 'readable' ? {} : { subjectCell }),
  };
}
