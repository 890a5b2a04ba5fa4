import { markDue } from '../due.ts';
import type { Change, Key, Ports, Row } from '../ports.ts';
import { type OutboxRow, outboxRange } from './records.ts';

/*
 * Work that follows from a change of a message stands as a row `outbox:{name}` beside it, in the transaction of the
 * change. A due mark written before makes the sweep find it where the nudge or the process that owed it is lost.
 */

const MINUTE_MS = 60_000;
/** When the sweep looks whether the work has been done. */
const LOOK_MINUTES = 2;

/** What is to be done; ids of readers are account ids, times ISO UTC. */
export type Work =
  /** After an end for all: remove what can still be removed, and end what quotes it. */
  | { kind: 'revoked' }
  /** After a change of who may read until when: mailboxes say so. */
  | { kind: 'settle' }
  | { kind: 'resend'; resendId: string; readers: string[] }
  | { kind: 'asked'; accountId: string }
  /** A reader has given ten wrong passphrases. */
  | { kind: 'stopped'; accountId: string }
  | { kind: 'opened'; accountId: string; openedAt: string }
  | { kind: 'confirm'; reasons: string[] }
  /** The mail system would not take these readers' notices. */
  | { kind: 'failed'; batch: string; readers: string[] }
  | { kind: 'remind'; expiresAt: string };

export type WorkRow = OutboxRow & { at: string; work: Work };

export const workKey = (id: string, name: string): Key<WorkRow> => ({
  table: 'messages',
  partition: id,
  row: `${outboxRange.from}${name}`,
});

/** The step of a transaction that leaves work behind, once for each `name`; `heldUntil`: the caller does it itself. */
export function workChange(name: string, at: Date, work: Work, heldUntil: Date | null = null) {
  const value: WorkRow = { claimedUntil: heldUntil?.toISOString() ?? null, at: at.toISOString(), work };
  return { kind: 'upsert', row: `${outboxRange.from}${name}`, value } as const satisfies Change;
}

/** Lets the sweep find work that is about to be left behind; called before the change. */
export async function markWork(ports: Ports, id: string): Promise<void> {
  const lookAt = new Date(ports.clock.now().getTime() + LOOK_MINUTES * MINUTE_MS);
  await markDue(ports, 'outbox', lookAt, id);
}

/** Nudges a job to do a message's work; a lost nudge is found by the sweep. */
export async function nudge(ports: Ports, id: string): Promise<void> {
  await ports.jobs.enqueue({ kind: 'message', messageId: id }).catch((error: unknown) => {
    ports.log.warn('work.deferred', { messageId: id, error: String(error) });
  });
}

/**
 * When work that has waited since a moment (ISO UTC) is tried again: the longer it waits already, the later, a minute at
 * first, an hour at most; and not before `pauseMs` are over.
 */
export function nextTry(ports: Ports, since: string, pauseMs: number): string {
  const nowMs = ports.clock.now().getTime();
  const waitMs = Math.min(Math.max(nowMs - Date.parse(since), MINUTE_MS), 60 * MINUTE_MS);
  return new Date(nowMs + Math.max(waitMs, pauseMs)).toISOString();
}

/** All work of a message that is not done yet. */
export async function listWork(ports: Ports, id: string): Promise<Row<OutboxRow | WorkRow>[]> {
  return (await ports.records.list<OutboxRow | WorkRow>('messages', id, outboxRange)).rows;
}

/** Whether somebody does it now, or nobody is to before a moment. */
export function isHeld(ports: Ports, { claimedUntil }: OutboxRow): boolean {
  return claimedUntil !== null && Date.parse(claimedUntil) > ports.clock.now().getTime();
}
