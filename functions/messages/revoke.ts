import { AppError } from '../../shared/errors.ts';
import type { Caller, Ports, Row } from '../ports.ts';
import { eventChange } from './events.ts';
import { endedError, loadOwnReadable, loadOwnSent } from './load-own.ts';
import { markWork, nudge, workChange, workKey } from './outbox.ts';
import {
  type EndedRecord,
  isUnsent,
  messageKey,
  type ReplyRow,
  replyRange,
  type SentRecord,
} from './records.ts';
import { removeContent } from './remove-content.ts';
import { sealAnew } from './seal.ts';
import { settleMailboxes } from './settle-mailboxes.ts';
import { fromOf } from './written-by.ts';

/*
 * An end by the author:
 *
 *   sent --for all--> revoked (tombstone, from that commit on refused) --> key, parts, subjects gone --> quotes ended
 *   sent --for some--> sent, sealed anew, those readers refused --> their subjects gone
 */

const REVOKED_WORK = 'revoked';

/**
 * Ends access to a message for all of its readers, or for those with the named addresses. From the commit on every
 * opening is refused; key, parts and subjects go at once, or by the sweep after a crash. Safe to repeat. Throws
 * `not_for_you`, `expired` for a message that has run out, `bad_request` for an address that it does not name.
 */
export async function revoke(
  ports: Ports,
  caller: Caller,
  id: string,
  addresses?: readonly string[],
): Promise<{ state: 'sent' | 'revoked' }> {
  for (;;) {
    const found = await loadOwnSent(ports, caller, id);
    if (found.value.state === 'revoked') {
      if ((await ports.records.get(workKey(id, REVOKED_WORK))) !== null) await finishSoon(ports, id);
      return { state: 'revoked' };
    }
    const row = await loadOwnReadable(ports, caller, id);
    if (addresses === undefined) {
      if (!(await endForAll(ports, id, row, { accountId: caller.accountId }))) continue;
      await finishSoon(ports, id);
      return { state: 'revoked' };
    }
    if (await endForSome(ports, id, row, caller, addresses)) return { state: 'sent' };
  }
}

/** Makes the message a tombstone; false where somebody else changed it at this moment. */
async function endForAll(
  ports: Ports,
  id: string,
  { value: record, etag }: Row<SentRecord>,
  by: { accountId: string; because?: string },
): Promise<boolean> {
  await markWork(ports, id);
  const now = ports.clock.now();
  const ended = await ports.records.commit('messages', id, [
    { kind: 'replace', row: messageKey(id).row, value: tombstone(record, 'revoked', now), etag },
    workChange(REVOKED_WORK, now, { kind: 'revoked' }),
    eventChange(now, { kind: 'revoked', ...by }),
  ]);
  if (ended) ports.log.info('message.revoked', { messageId: id, readers: record.readers.length });
  return ended;
}

/** What stays of a message: who wrote to whom and until when, nothing else. */
export function tombstone(record: SentRecord, state: EndedRecord['state'], now: Date): EndedRecord {
  const {
    parts: _parts,
    passphrase: _passphrase,
    keyRow: _keyRow,
    seal: _seal,
    fingerprint: _fingerprint,
    ...kept
  } = record;
  return { ...kept, state, endedAt: now.toISOString() };
}

/** The end holds already: what is left of it is done now, or by the sweep. */
async function finishSoon(ports: Ports, id: string): Promise<void> {
  try {
    await finishRevoked(ports, id);
    await ports.records.remove(workKey(id, REVOKED_WORK));
  } catch (error) {
    ports.log.warn('revoke.deferred', { messageId: id, error: String(error) });
  }
}

/** Removes what is left of a revoked message, and ends what quotes it where the policy says so. Safe to repeat. */
export async function finishRevoked(ports: Ports, id: string): Promise<void> {
  await removeContent(ports, id);
  await settleMailboxes(ports, id);
  if (!ports.policy.revoke.quotes) return;
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record?.state !== 'revoked') return;
  const { rows } = await ports.records.list<ReplyRow>('messages', id, replyRange);
  for (const { row } of rows) {
    await endQuote(ports, row.slice(replyRange.from.length), {
      accountId: record.author.accountId,
      because: id,
    });
  }
}

/** Ends a message that quotes one whose author has ended it; its own work ends what quotes it in turn. */
export async function endQuote(
  ports: Ports,
  id: string,
  by: { accountId: string; because: string },
): Promise<void> {
  for (;;) {
    const row = await ports.records.get(messageKey(id));
    if (row === null || isUnsent(row.value) || row.value.state !== 'sent') return;
    if (await endForAll(ports, id, { ...row, value: row.value }, by)) {
      await nudge(ports, id);
      return;
    }
  }
}

/** Ends access for some readers and seals the record anew; false where it changed at this moment. */
async function endForSome(
  ports: Ports,
  id: string,
  { value: record, etag }: Row<SentRecord>,
  caller: Caller,
  addresses: readonly string[],
): Promise<boolean> {
  const named = readersNamed(record, addresses);
  const some = new Set(
    named.filter(({ endedAt }) => endedAt === undefined).map(({ accountId }) => accountId),
  );
  if (some.size === 0) return true;
  await markWork(ports, id);
  const now = ports.clock.now();
  const endedAt = now.toISOString();
  const readers = record.readers.map((one) => (some.has(one.accountId) ? { ...one, endedAt } : one));
  const changed = await sealAnew(ports, id, record, { readers });
  if (changed === null) throw keyIsGone(record, now);
  const name = settleName();
  const ended = await ports.records.commit('messages', id, [
    { kind: 'replace', row: messageKey(id).row, value: changed, etag },
    workChange(name, now, { kind: 'settle' }),
    eventChange(now, { kind: 'revoked', accountId: caller.accountId, readers: [...some] }),
  ]);
  if (!ended) return false;
  ports.log.info('message.revoked_for_some', { messageId: id, readers: some.size });
  await settleSoon(ports, id, name);
  return true;
}

/** A name for work on mailboxes that no other change has. */
export function settleName(): string {
  return `settle!${crypto.randomUUID()}`;
}

/** What a change answers whose message ends at this very moment. */
export function keyIsGone(record: SentRecord, now: Date, as: 'author' | 'reader' = 'author'): AppError {
  return endedError({
    expiresAt: record.expiresAt,
    endedAt: now.toISOString(),
    authorName: fromOf(record).name,
    reason: 'expired',
    as,
  });
}

/** Mailboxes follow a change at once, or by the sweep. */
export async function settleSoon(ports: Ports, id: string, name: string): Promise<void> {
  try {
    await settleMailboxes(ports, id);
    await ports.records.remove(workKey(id, name));
  } catch (error) {
    ports.log.warn('settle.deferred', { messageId: id, error: String(error) });
  }
}

/** The readers with these addresses. Throws `bad_request` for one that the message does not name. */
export function readersNamed(record: SentRecord, addresses: readonly string[]): SentRecord['readers'] {
  const wanted = new Set(addresses.map((address) => address.toLowerCase()));
  const named = record.readers.filter(({ address }) => wanted.has(address));
  if (named.length < wanted.size)
    throw new AppError('bad_request', { message: 'The message does not name one of these people.' });
  return named;
}
