import type { StatusAnswer } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Caller, Ports } from '../ports.ts';
import { loadOwn } from './draft.ts';
import { markReleased } from './open.ts';
import { isUnsent, type ReaderRow, readerRange } from './records.ts';

/** Tells the author, and nobody else, who has opened a message. Throws `not_for_you`. */
export async function status(ports: Ports, caller: Caller, id: string): Promise<StatusAnswer> {
  const { value: record } = await loadOwn(ports, caller, id);
  if (isUnsent(record)) throw new AppError('not_for_you');
  const { rows } = await ports.records.list<ReaderRow>('messages', id, readerRange);
  const happened = new Map(rows.map((row) => [row.row.slice(readerRange.from.length), row.value]));
  const isOver = ports.clock.now().getTime() >= Date.parse(record.expiresAt);
  return {
    id,
    state: record.state === 'sent' && isOver ? 'expired' : record.state,
    sentAt: record.sentAt,
    expiresAt: record.expiresAt,
    noticeReleased: record.noticeBy === 'service' || record.noticeReleasedAt !== undefined,
    readers: record.readers.map(({ accountId, address, name, role }) => {
      const { openedAt, noticeFailedAt } = happened.get(accountId) ?? {};
      return {
        address,
        name,
        role,
        ...(openedAt === undefined ? {} : { openedAt }),
        ...(noticeFailedAt === undefined ? {} : { noticeFailedAt }),
      };
    }),
  };
}

/** The author's pane says that the notice leaves now. Throws `not_for_you`. */
export async function noticeReleased(ports: Ports, caller: Caller, id: string): Promise<void> {
  await loadOwn(ports, caller, id);
  await markReleased(ports, id, ports.clock.now());
}
