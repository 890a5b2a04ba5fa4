import { AppError } from '../../shared/errors.ts';
import { isOneMark, markDue } from '../due.ts';
import type { Caller, Ports } from '../ports.ts';
import { eventChange } from './events.ts';
import { expiryRange } from './expiry.ts';
import { loadOwnReadable } from './load-own.ts';
import { markWork, workChange } from './outbox.ts';
import { messageKey } from './records.ts';
import { remindAt } from './remind.ts';
import { keyIsGone, settleName, settleSoon } from './revoke.ts';
import { sealAnew } from './seal.ts';

/** Sooner than this a message ends by an end of access, not by a date: its due mark has to stand well before. */
const SOONEST_MS = 5 * 60_000;

/**
 * Lets a message be read for longer or shorter, within what the policy allows from its sending on. Opening heeds the
 * new moment from the commit on, the mailboxes right after. Safe to repeat. Throws `not_for_you`, `expired`,
 * `bad_request` (with `from` and `until`, ISO UTC, what is allowed).
 */
export async function changeExpiry(
  ports: Ports,
  caller: Caller,
  id: string,
  wanted: string,
): Promise<{ expiresAt: string }> {
  const expiresAt = new Date(wanted).toISOString();
  for (;;) {
    const { value: record, etag } = await loadOwnReadable(ports, caller, id);
    const wantedMs = Date.parse(expiresAt);
    if (wantedMs === Date.parse(record.expiresAt)) return { expiresAt: record.expiresAt };
    const now = ports.clock.now();
    const allowed = expiryRange(ports.policy, caller, record.readers, record.sentAt);
    const fromMs = Math.max(Date.parse(allowed.from), now.getTime() + SOONEST_MS);
    if (wantedMs < fromMs || wantedMs > Date.parse(allowed.until)) {
      throw new AppError('bad_request', {
        message: 'The message cannot stay readable until then.',
        facts: { from: new Date(fromMs).toISOString(), until: allowed.until },
      });
    }
    const later = wantedMs > Date.parse(record.expiresAt);
    const changed = await sealAnew(ports, id, record, { expiresAt });
    if (changed === null) throw keyIsGone(record, now);

    // Marks first. One mark serves both moments of an hour, so it is that of the first.
    const before = new Date(record.expiresAt);
    const after = new Date(expiresAt);
    const reminder = remindAt(changed, now);
    await Promise.all([
      markDue(ports, 'expire', isOneMark(before, after) && later ? before : after, id),
      reminder === null ? undefined : markDue(ports, 'remind', reminder, id),
      markWork(ports, id),
    ]);
    const name = settleName();
    const isChanged = await ports.records.commit('messages', id, [
      { kind: 'replace', row: messageKey(id).row, value: changed, etag },
      workChange(name, now, { kind: 'settle' }),
      eventChange(now, { kind: later ? 'extended' : 'shortened', accountId: caller.accountId, expiresAt }),
    ]);
    if (!isChanged) continue;
    ports.log.info('message.expiry_changed', { messageId: id, expiresAt });
    await settleSoon(ports, id, name);
    return { expiresAt };
  }
}
