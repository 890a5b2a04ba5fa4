import type { MessageHistoryAnswer, WholeHistoryAnswer } from '../../shared/api/index.ts';
import type { Caller, Ports } from '../ports.ts';
import { type EventRow, eventRange, momentOf } from './events.ts';
import { loadOwnSent, notForYou } from './load-own.ts';
import { type EndedRecord, isUnsent, messageKey, type SentRecord } from './records.ts';
import { writersOf } from './written-by.ts';

const PAGE = 200;
/** What policy may keep from authors. */
const OF_OPENING: readonly EventRow['kind'][] = ['opened', 'downloaded', 'refused'];

type KnownRecord = SentRecord | EndedRecord;
type Page = { events: { at: string; event: EventRow }[]; next?: string };

/** What happened with a message as its author may see it, oldest first, a page at a time. Throws `not_for_you`. */
export async function messageHistory(
  ports: Ports,
  caller: Caller,
  id: string,
  after: string | undefined,
): Promise<MessageHistoryAnswer> {
  const { value: record } = await loadOwnSent(ports, caller, id);
  const isSilent = ports.policy.confirmations.opened === 'none';
  const { events, next } = await readPage(ports, id, after);
  return {
    events: events
      .filter(({ event }) => !(isSilent && OF_OPENING.includes(event.kind)))
      .flatMap(({ at, event }) => shown(record, at, event)),
    ...(next === undefined ? {} : { next }),
  };
}

/**
 * All that happened with anybody's message, for an administrator; never what is in it. Throws `not_for_you` for
 * everybody else and for what was not sent.
 */
export async function wholeHistory(
  ports: Ports,
  caller: Caller,
  id: string,
  after: string | undefined,
): Promise<WholeHistoryAnswer> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  const isAdmin = caller.kind === 'staff' && caller.roles.includes('Admin');
  if (!isAdmin || record === undefined || isUnsent(record)) throw notForYou();
  const { events, next } = await readPage(ports, id, after);
  return {
    events: events.map(({ at, event }) => ({ ...event, at, ...peopleOf(record, event) })),
    ...(next === undefined ? {} : { next }),
  };
}

async function readPage(ports: Ports, id: string, after: string | undefined): Promise<Page> {
  const page = await ports.records.list<EventRow>('messages', id, {
    ...eventRange,
    limit: PAGE,
    ...(after === undefined ? {} : { next: `${eventRange.from}${after}` }),
  });
  const events = page.rows.map(({ row, value }) => ({ at: momentOf(row), event: value }));
  return page.next === undefined ? { events } : { events, next: page.next.slice(eventRange.from.length) };
}

/** One event with people in the place of accounts; none for what only the audit log is to have. */
function shown(record: KnownRecord, at: string, event: EventRow): MessageHistoryAnswer['events'] {
  if (event.kind === 'overridden') return [];
  const { by, about } = peopleOf(record, event);
  const named = ({ address, name }: typeof by) => ({ address, name });
  return [
    {
      kind: event.kind,
      at,
      by: named(by),
      about: about.map(named),
      ...('expiresAt' in event ? { expiresAt: event.expiresAt } : {}),
      ...('because' in event && event.because !== undefined ? { because: 'quoted' as const } : {}),
    },
  ];
}

/** Who did it and whom it was about, as the record names them. */
function peopleOf(record: KnownRecord, event: EventRow) {
  const known = [...writersOf(record), ...record.readers];
  const personOf = (accountId: string) => {
    const { address, name } = known.find((one) => one.accountId === accountId) ?? record.author;
    return { accountId, address, name };
  };
  const about = 'readers' in event && event.readers !== undefined ? event.readers.map(personOf) : [];
  return { by: personOf(event.accountId), about };
}
