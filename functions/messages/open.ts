import type { OpenAnswer, OpenRequest } from '../../shared/api/index.ts';
import { encryptToReader } from '../../shared/envelope/index.ts';
import type { Caller, Ports } from '../ports.ts';
import { accessOf } from './access.ts';
import { changeMailboxRow } from './change-mailbox-row.ts';
import { eventChange } from './events.ts';
import { endedError, notForYou } from './load-own.ts';
import { noteReader } from './note-reader.ts';
import { markWork, nudge, workChange } from './outbox.ts';
import { checkPassphrase } from './passphrase.ts';
import {
  isUnread,
  isUnsent,
  type MessageRecord,
  mailboxRow,
  messageKey,
  readerKey,
  type SentRecord,
} from './records.ts';
import { keyIsGone } from './revoke.ts';
import { checkSeal } from './seal.ts';
import { fromOf, isWrittenBy, senderOf } from './written-by.ts';

/**
 * Lets a reader in: decides access, checks the record seal, has the vault unwrap the message key, and
 * answers with it encrypted to the reader's ephemeral key and with short links to the parts. Throws
 * `not_for_you`, `expired` (with the moment and the author's name), `unavailable`, `verification_failed`, and as
 * checkPassphrase does.
 */
export async function open(
  ports: Ports,
  caller: Caller,
  id: string,
  { ephemeralKey, proof }: OpenRequest,
): Promise<OpenAnswer> {
  const now = ports.clock.now();
  const row = await ports.records.get(messageKey(id));
  const access = accessOf(row?.value ?? null, caller.accountId, now);
  if (row === null || access.kind === 'not_for_you') throw notForYou();
  if (access.kind === 'ended') {
    await noteRefused(ports, id, row.value, caller, now);
    throw endedError(access);
  }

  const { record, as } = access;
  await checkPassphrase(ports, caller, id, record, proof);
  const messageKeyBytes = await unwrapMessageKey(ports, id, record, as);
  // The vault may have been slow, and after an end nothing leaves.
  const latest = (await ports.records.get(messageKey(id)))?.value ?? null;
  const still = accessOf(latest, caller.accountId, ports.clock.now());
  if (still.kind === 'not_for_you') throw notForYou();
  if (still.kind === 'ended') throw endedError(still);
  const [key, links] = await Promise.all([
    encryptToReader(messageKeyBytes, ephemeralKey),
    Promise.all(
      record.parts.map(async (part) => ({ id: part.id, url: await ports.parts.downloadLink(id, part.id) })),
    ),
    as === 'reader' ? recordOpening(ports, caller, id, record, now) : undefined,
  ]);
  messageKeyBytes.fill(0);

  return {
    id,
    author: fromOf(record),
    ...senderOf(record),
    sentAt: record.sentAt,
    expiresAt: record.expiresAt,
    confidential: record.confidential,
    parts: record.parts,
    key,
    links,
    youAre: as,
    replyTo: as === 'author' ? [] : [fromOf(record)],
    // Good for storing the subject, wherever the row has been filed.
    mailboxRow: mailboxRow(as === 'author' ? 'sent' : 'inbox', record.sentAt, id),
  };
}

async function unwrapMessageKey(
  ports: Ports,
  id: string,
  record: SentRecord,
  as: 'author' | 'reader',
): Promise<Uint8Array> {
  const storedKey = await checkSeal(ports, id, record);
  // The key goes before the record says so.
  if (storedKey === null) throw keyIsGone(record, ports.clock.now(), as);
  return ports.vault.unwrap(storedKey);
}

/** Notes that somebody came too late whom the message names; its author's own coming is no news. */
async function noteRefused(ports: Ports, id: string, record: MessageRecord, caller: Caller, now: Date) {
  if (isUnsent(record) || isWrittenBy(record, caller.accountId)) return;
  const event = eventChange(toTheSecond(now), { kind: 'refused', accountId: caller.accountId });
  await ports.records.commit('messages', id, [event]);
}

/** However often somebody tries, one row a second is enough. */
function toTheSecond(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 1000) * 1000);
}

/** Notes the opening, and the first one where the author looks for it. */
async function recordOpening(
  ports: Ports,
  caller: Caller,
  id: string,
  record: SentRecord,
  now: Date,
): Promise<void> {
  // Rows for different eyes: none of them waits for another.
  await Promise.all([
    noteOpening(ports, caller, id, now),
    markMailbox(ports, caller, id, record),
    record.noticeReleasedAt === undefined ? markReleased(ports, id, now) : undefined,
  ]);
}

async function noteOpening(ports: Ports, { accountId }: Caller, id: string, now: Date): Promise<void> {
  const event = eventChange(now, { kind: 'opened', accountId });
  const known = await ports.records.get(readerKey(id, accountId));
  if (known?.value.openedAt === undefined) {
    const openedAt = now.toISOString();
    const isMailed = ports.policy.confirmations.opened === 'mail';
    if (isMailed) await markWork(ports, id);
    const work = workChange(`opened!${accountId}`, now, { kind: 'opened', accountId, openedAt });
    const isFirst = await noteReader(
      ports,
      id,
      accountId,
      (row) => (row.openedAt === undefined ? { ...row, openedAt } : null),
      isMailed ? [event, work] : [event],
    );
    if (isFirst && isMailed) await nudge(ports, id);
    if (isFirst) return;
  }
  await ports.records.commit('messages', id, [event]);
}

async function markMailbox(
  ports: Ports,
  { accountId }: Caller,
  id: string,
  record: SentRecord,
): Promise<void> {
  const place = { accountId, first: 'inbox', sentAt: record.sentAt, messageId: id } as const;
  await changeMailboxRow(ports, place, (row) => {
    if (row.opened && !isUnread(row)) return null;
    const { unread: _unread, ...kept } = row;
    return { ...kept, opened: true };
  });
}

/** The notice is known to have left: its author said so, or a reader came by it. */
export async function markReleased(ports: Ports, id: string, now: Date): Promise<void> {
  const row = await ports.records.get(messageKey(id));
  if (row?.value.state !== 'sent' || row.value.noticeReleasedAt !== undefined) return;
  // Where somebody else changes the record at this moment the mark can wait for the next opening.
  await ports.records.replace(
    messageKey(id),
    { ...row.value, noticeReleasedAt: now.toISOString() },
    row.etag,
  );
}
