import type { MessageHistoryAnswer } from '../../shared/api/index.ts';
import type { Caller, Ports } from '../ports.ts';
import { type EventRow, eventRange, momentOf } from './events.ts';
import { loadOwnSent } from './load-own.ts';
import type { EndedRecord, SentRecord } from './records.ts';
import { writersOf } from './written-by.ts';

const PAGE = 200;
/** What policy may keep from authors. */
const OF_OPENING: readonly EventRow['kind'][] = ['opened', 'downloaded', 'refused'];

/** What happened with a message as its author may see it, oldest first, a page at a time. Throws `not_for_you`. */
export async function messageHistory(
  ports: Ports,
  caller: Caller,
  id: string,
  after: string | undefined,
): Promise<MessageHistoryAnswer> {
  const { value: record } = await loadOwnSent(ports, caller, id);
  const page = await ports.records.list<EventRow>('messages', id, {
    ...eventRange,
    limit: PAGE,
    ...(after === undefined ? {} : { next: `${eventRange.from}${after}` }),
  });
  const isSilent = ports.policy.confirmations.opened === 'none';
  const events = page.rows
    .filter(({ value: { kind } }) => !(isSilent && OF_OPENING.includes(kind)))
    .flatMap(({ row, value }) => shown(record, momentOf(row), value));
  const next = page.next?.slice(eventRange.from.length);
  return next === undefined ? { events } : { events, next };
}

/** One event with people in the place of accounts; none for what only the audit log is to have. */
function shown(
  record: SentRecord | EndedRecord,
  at: string,
  event: EventRow,
): MessageHistoryAnswer['events'] {
  if (event.kind === 'overridden') return [];
  const personOf = (accountId: string) => {
    const known = [...writersOf(record), ...record.readers];
    const { address, name } = known.find((one) => one.accountId === accountId) ?? record.author;
    return { address, name };
  };
  const about = 'readers' in event && event.readers !== undefined ? event.readers.map(personOf) : [];
  return [
    {
      kind: event.kind,
      at,
      by: personOf(event.accountId),
      about,
      ...('expiresAt' in event ? { expiresAt: event.expiresAt } : {}),
      ...('because' in event && event.because !== undefined ? { because: 'quoted' as const } : {}),
    },
  ];
}
