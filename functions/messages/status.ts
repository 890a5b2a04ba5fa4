import type { StatusAnswer } from '../../shared/api/index.ts';
import { atOnce } from '../at-once.ts';
import type { Caller, Directory, Ports } from '../ports.ts';
import { accessOf } from './access.ts';
import { expiryRange } from './expiry.ts';
import { loadOwn, loadOwnSent } from './load-own.ts';
import { noticePass } from './notice-pass.ts';
import { markReleased } from './open.ts';
import { isStopped } from './passphrase.ts';
import { type EndedRecord, type Reader, type ReaderRow, readerRange, type SentRecord } from './records.ts';

const AT_ONCE = 20;

/** Tells the author, and nobody else, how a message stands with each of its readers. Throws `not_for_you`. */
export async function status(
  ports: Ports,
  directory: Directory,
  caller: Caller,
  id: string,
): Promise<StatusAnswer> {
  const { value: record } = await loadOwnSent(ports, caller, id);
  const [{ rows }, registered] = await Promise.all([
    ports.records.list<ReaderRow>('messages', id, readerRange),
    registrations(directory, record.readers),
  ]);
  const happened = new Map(rows.map((row) => [row.row.slice(readerRange.from.length), row.value]));
  const access = accessOf(record, caller.accountId, ports.clock.now());
  const { from, until } = expiryRange(ports.policy, caller, record.readers, record.sentAt);
  return {
    id,
    state: access.kind === 'ended' ? access.reason : 'sent',
    sentAt: record.sentAt,
    expiresAt: record.expiresAt,
    ...(access.kind === 'ended' ? { endedAt: access.endedAt } : {}),
    mayEnd: { from, until },
    ...(record.noticeBy === 'sender' && access.kind === 'granted'
      ? { noticePass: await noticePass(ports) }
      : {}),
    noticeReleased: record.noticeBy === 'service' || record.noticeReleasedAt !== undefined,
    ...(record.state === 'sent' && record.passphrase !== undefined ? { asksPassphrase: true as const } : {}),
    readers: record.readers.map((reader) => ({
      address: reader.address,
      name: reader.name,
      role: reader.role,
      ...toldOf(ports, record, reader, happened.get(reader.accountId) ?? {}),
      ...timeOf('registeredAt', registered.get(reader.accountId)),
    })),
  };
}

/** What the author may know of one reader. */
function toldOf(ports: Ports, record: SentRecord | EndedRecord, { endedAt }: Reader, row: ReaderRow) {
  const { notifiedAt, deliveredAt, openedAt, downloadedAt, repliedAt, noticeFailedAt } = row;
  const isSilent = ports.policy.confirmations.opened === 'none';
  const released = record.noticeBy === 'sender' ? record.noticeReleasedAt : undefined;
  return {
    ...timeOf('notifiedAt', notifiedAt ?? released),
    ...timeOf('deliveredAt', deliveredAt),
    ...timeOf('openedAt', isSilent ? undefined : openedAt),
    ...timeOf('downloadedAt', isSilent ? undefined : downloadedAt),
    ...timeOf('repliedAt', repliedAt),
    ...timeOf('endedAt', endedAt),
    ...timeOf('noticeFailedAt', noticeFailedAt),
    ...(isStopped(row) ? { passphraseStopped: true as const } : {}),
  };
}

function timeOf<K extends string>(name: K, at: string | null | undefined): Partial<Record<K, string>> {
  return (at === undefined || at === null ? {} : { [name]: at }) as Partial<Record<K, string>>;
}

async function registrations(
  directory: Directory,
  readers: readonly Reader[],
): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>();
  await atOnce(AT_ONCE, readers, async ({ accountId }) => {
    found.set(accountId, await directory.registeredAt(accountId));
  });
  return found;
}

/** The author's pane says that the notice leaves now. Throws `not_for_you`. */
export async function noticeReleased(ports: Ports, caller: Caller, id: string): Promise<void> {
  await loadOwn(ports, caller, id);
  await markReleased(ports, id, ports.clock.now());
}
