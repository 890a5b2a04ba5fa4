import { setTimeout as sleep } from 'node:timers/promises';
import { markDue } from '../due.ts';
import type { Key, Ports, Row } from '../ports.ts';

/*
 * Counters against guessing and against too many mails: rows under ETag in the table of addresses, since
 * instances share no memory. Each ends by itself, and the sweep takes away what has ended.
 */

/** Something counted. Times are ISO UTC. */
export type Counter = {
  count: number;
  /** When it was counted last. */
  at: string;
  /** Nothing more is taken before. */
  waitUntil?: string;
  /** From then on the row means nothing. */
  endsAt: string;
};
export type CounterKey = Key<Counter>;

const HOUR_MS = 3_600_000;
/** So many others at once at one row are too many: whoever comes then is to come again in a moment. */
const MAX_CONFLICTS = 10;
const CROWDED_MS = 1_000;
const CONFLICT_PAUSE_MS = 20;

/** One step of a counter: the counter as it then stands, or, where no more is taken now, until when. */
export type CounterStep = (
  counter: Counter | null,
  now: Date,
) => Counter | { waitUntil: string; count?: never };

/** `partition` says what is counted about, `row` what; neither holds a `!`. */
export const counterKey = (partition: string, row: string): CounterKey => ({
  table: 'addresses',
  partition,
  row,
});

/** A counter as its row says; null where it has ended or nothing was counted. */
export function counterIn(row: Row<Counter> | null, now: Date): Counter | null {
  return row !== null && now.getTime() < Date.parse(row.value.endsAt) ? row.value : null;
}

/**
 * Takes one step under the ETag, so that two at once are two, and answers what came of it; in a crowd, that there
 * is a second to wait, or each of many at once would make work for all others. `seen`: the row where it was read
 * just before.
 */
export async function stepCounter(
  ports: Ports,
  key: CounterKey,
  step: CounterStep,
  seen?: Row<Counter> | null,
): Promise<ReturnType<CounterStep>> {
  for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
    const row = conflicts === 0 && seen !== undefined ? seen : await ports.records.get(key);
    const now = ports.clock.now();
    const next = step(counterIn(row, now), now);
    if (next.count === undefined) return next;
    if (row === null) await markDue(ports, 'counter', new Date(next.endsAt), `${key.partition}!${key.row}`);
    const isCounted =
      row === null ? await ports.records.insert(key, next) : await ports.records.replace(key, next, row.etag);
    if (isCounted) return next;
    await sleep(Math.random() * CONFLICT_PAUSE_MS * (conflicts + 1));
  }
  return { waitUntil: new Date(ports.clock.now().getTime() + CROWDED_MS).toISOString() };
}

/** Takes one back that was counted: it was no failure. */
export async function giveBack(ports: Ports, key: CounterKey): Promise<void> {
  for (;;) {
    const row = await ports.records.get(key);
    if (row === null) return;
    const { waitUntil: _waitUntil, ...counter } = row.value;
    const less = { ...counter, count: Math.max(0, counter.count - 1) };
    if (await ports.records.replace(key, less, row.etag)) return;
  }
}

/** Removes a counter that has ended; one that goes on is marked for its new end. `id` is `{partition}!{row}`. */
export async function sweepCounter(ports: Ports, id: string, dueAt: Date): Promise<'done'> {
  const [partition = '', row = ''] = id.split('!');
  const key = counterKey(partition, row);
  const found = await ports.records.get(key);
  if (found === null) return 'done';
  const counter = counterIn(found, ports.clock.now());
  if (counter === null) {
    await ports.records.remove(key);
    return 'done';
  }
  // A mark in the partition that is being swept would go with the one that led here.
  const nextMs = Math.max(Date.parse(counter.endsAt), dueAt.getTime() + HOUR_MS);
  await markDue(ports, 'counter', new Date(nextMs), id);
  return 'done';
}
