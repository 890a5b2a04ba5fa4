import { pagesOf } from '../shared/pages.ts';
import { atOnce } from './at-once.ts';
import type { Key, Ports } from './ports.ts';

/** What falls due: of messages, and of accounts. The order is that of a sweep: promises hang on the first. */
export type DueKind = MessageDueKind | AccountDueKind | PartnerDueKind;
/** `draft`: time to look at a saved draft; `id` is `{account id}!{message id}`. */
export type MessageDueKind =
  | 'expire'
  | 'outbox'
  | 'unreleased'
  | 'draft'
  | 'abandon'
  | 'digest'
  | 'remind'
  /** A folder is being deleted. */
  | 'folder'
  /** A message has been in somebody's trash for its time. */
  | 'trash';
/**
 * `flow`: something that waits for a code has had its time. `account`: time to look at an account again.
 * `counter`: what was counted against guessing means nothing any more.
 */
export type AccountDueKind = 'flow' | 'account' | 'counter';
/** `tls_request`: a mail about a partner's request is owed. */
export type PartnerDueKind = 'tls_request';
export const messageDueKinds: readonly MessageDueKind[] = [
  'expire',
  'outbox',
  'unreleased',
  'draft',
  'abandon',
  'digest',
  'remind',
  'folder',
  'trash',
];
export const accountDueKinds: readonly AccountDueKind[] = ['flow', 'account', 'counter'];
export const partnerDueKinds: readonly PartnerDueKind[] = ['tls_request'];

/** A mark: `id` names what to look at, as its kind reads it. */
export type DueRow = { id: string; dueAt: string };

/** `due` is partitioned by kind and hour, so that a sweep reads only what is due. */
const duePartition = (kind: DueKind, at: Date): string => `${kind}!${at.toISOString().slice(0, 13)}`;
const dueKey = (kind: DueKind, at: Date, id: string): Key<DueRow> => ({
  table: 'due',
  partition: duePartition(kind, at),
  row: id,
});

const HOUR_MS = 3_600_000;
/** Visits at a time: one that waits for a mail server must not hold up the others. */
const AT_ONCE = 8;
/** Hours younger than this are read again: another instance's clock may be slow. */
const SETTLE_HOURS = 2;

/** Whether marks of one thing at both moments would be one row. */
export function isOneMark(a: Date, b: Date): boolean {
  return hourOf(a) === hourOf(b);
}

/** Marks something as due; written before the change that makes it so. */
export async function markDue(ports: Ports, kind: DueKind, at: Date, id: string): Promise<void> {
  await ports.records.upsert(dueKey(kind, at, id), { id, dueAt: at.toISOString() });
}

type Watermark = { hour: string };
const watermarkKey = (kind: DueKind): Key<Watermark> => ({ table: 'service', partition: 'sweep', row: kind });

/** Sets where the sweeps begin, once in the service's life and before anything can fall due; safe to repeat. */
export async function beginSweeps(ports: Ports): Promise<void> {
  const hour = new Date(settledHour(ports.clock.now())).toISOString();
  for (const kind of [...messageDueKinds, ...accountDueKinds, ...partnerDueKinds])
    await ports.records.insert(watermarkKey(kind), { hour });
}

/**
 * Calls `visit` for all that is due of a kind and removes each mark whose visit answers `done`. Reads
 * only partitions between the watermark and now, so its cost grows with what is due. One failing visit
 * is logged, stays due, and does not hold up the others.
 */
export async function sweepDue(
  ports: Ports,
  kind: DueKind,
  visit: (id: string, dueAt: Date) => Promise<'done' | 'later'>,
): Promise<number> {
  const now = ports.clock.now();
  const watermark = await ports.records.get(watermarkKey(kind));
  if (watermark === null) throw new Error('the sweeps have not begun');
  const settledMs = settledHour(now);
  const sweptMs = Date.parse(watermark.value.hour);
  // A clock that ran ahead must not hide what falls due before it was put right.
  let firstMs = Math.min(sweptMs, settledMs);
  let visited = 0;
  let unbroken = true;
  for (let hourMs = firstMs; hourMs <= hourOf(now); hourMs += HOUR_MS) {
    const left = await sweepHour(ports, kind, new Date(hourMs), now, visit, () => visited++);
    unbroken &&= left === 0;
    if (unbroken && hourMs < settledMs) firstMs = hourMs + HOUR_MS;
  }
  if (firstMs !== sweptMs) {
    await ports.records.upsert(watermarkKey(kind), { hour: new Date(firstMs).toISOString() });
  }
  return visited;
}

/** Sweeps one partition; answers how many marks stay. */
async function sweepHour(
  ports: Ports,
  kind: DueKind,
  hour: Date,
  now: Date,
  visit: (id: string, dueAt: Date) => Promise<'done' | 'later'>,
  count: () => void,
): Promise<number> {
  const partition = duePartition(kind, hour);
  let left = 0;
  for await (const { rows } of pagesOf((next) => ports.records.list<DueRow>('due', partition, next))) {
    await atOnce(AT_ONCE, rows, async ({ row, value, etag }) => {
      if (Date.parse(value.dueAt) > now.getTime()) {
        left++;
        return;
      }
      count();
      const outcome = await visit(value.id, new Date(value.dueAt)).catch((error: unknown) => {
        ports.log.error('sweep.failed', { kind, id: value.id, error: String(error) });
        return 'later' as const;
      });
      // A mark that was set anew during the visit is for another.
      if (outcome === 'done') await ports.records.remove({ table: 'due', partition, row }, etag);
      else left++;
    });
  }
  return left;
}

/** The last hour that no clock of ours still writes into. */
function settledHour(now: Date): number {
  return hourOf(now) - SETTLE_HOURS * HOUR_MS;
}

function hourOf(at: Date): number {
  return Math.floor(at.getTime() / HOUR_MS) * HOUR_MS;
}
