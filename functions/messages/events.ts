import type { Change } from '../ports.ts';

/*
 * What happened with a message, append-only: each row stands in its partition under the moment, the account that
 * did it and what it did, and joins the transaction of what it tells of. None is ever changed; a repeat writes the
 * same row again.
 */

/**
 * One thing that happened; `accountId`: who did it. `overridden`: what its author called not sensitive, by type
 * and number. `readers`: account ids of those whom it was about; all where it is absent.
 */
export type EventRow =
  | {
      kind:
        | 'sent'
        | 'notified'
        | 'delivered'
        | 'notice_failed'
        | 'opened'
        | 'refused'
        | 'downloaded'
        | 'replied'
        | 'reminded'
        | 'asked_again'
        | 'passphrase_wrong'
        | 'passphrase_stopped';
      accountId: string;
    }
  | { kind: 'overridden'; accountId: string; found: { type: string; count: number }[] }
  | { kind: 'extended' | 'shortened'; accountId: string; expiresAt: string }
  /** `because`: the message whose end ended this one, which quotes it. */
  | { kind: 'revoked'; accountId: string; readers?: string[]; because?: string }
  | { kind: 'resent' | 'passphrase_allowed'; accountId: string; readers: string[] };

const PREFIX = 'event:';
const ISO_CHARACTERS = 24;
/** The range of a message's events, oldest first. */
export const eventRange = { from: PREFIX, before: 'event;' };

/** The step of a transaction that adds an event. */
export function eventChange(at: Date, event: EventRow): Change {
  const row = `${PREFIX}${at.toISOString()}:${event.accountId}:${event.kind}`;
  return { kind: 'upsert', row, value: event };
}

/** When an event happened (ISO UTC), as its row says. */
export function momentOf(row: string): string {
  return row.slice(PREFIX.length, PREFIX.length + ISO_CHARACTERS);
}
