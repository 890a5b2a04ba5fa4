import type { OpenAnswer, PublicJwk } from '../../shared/api/index.ts';
import { encryptToReader } from '../../shared/envelope/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Caller, Ports } from '../ports.ts';
import { accessOf } from './access.ts';
import { noteReader } from './note-reader.ts';
import {
  eventKey,
  mailboxKey,
  mailboxRow,
  messageKey,
  readerKey,
  type SentRecord,
  storedKeyKey,
} from './records.ts';
import { sealOf } from './seal.ts';

/**
 * Lets a reader in: decides access, checks the record seal, has the vault unwrap the message key, and
 * answers with it encrypted to the reader's ephemeral key and with short links to the parts. Throws
 * `not_for_you`, `expired` (with the moment and the author's name), `unavailable`, `verification_failed`.
 */
export async function open(
  ports: Ports,
  caller: Caller,
  id: string,
  ephemeralKey: PublicJwk,
): Promise<OpenAnswer> {
  const now = ports.clock.now();
  const row = await ports.records.get(messageKey(id));
  const access = accessOf(row?.value ?? null, caller.accountId, now);
  if (access.kind === 'not_for_you')
    throw new AppError('not_for_you', { message: 'This link does not open anything for you.' });
  if (access.kind === 'ended') throw ended(access.expiresAt, access.authorName);

  const { record, as } = access;
  const messageKeyBytes = await unwrapMessageKey(ports, id, record);
  // The vault may have been slow, and after the expiry nothing leaves.
  if (accessOf(record, caller.accountId, ports.clock.now()).kind !== 'granted')
    throw ended(record.expiresAt, record.author.name);
  const folder = as === 'author' ? 'sent' : 'inbox';
  const ownRow = mailboxRow(folder, record.sentAt, id);
  const [key, links] = await Promise.all([
    encryptToReader(messageKeyBytes, ephemeralKey),
    Promise.all(
      record.parts.map(async (part) => ({ id: part.id, url: await ports.parts.downloadLink(id, part.id) })),
    ),
    as === 'reader' ? recordOpening(ports, caller, id, record, ownRow, now) : undefined,
  ]);
  messageKeyBytes.fill(0);

  return {
    id,
    author: { address: record.author.address, name: record.author.name },
    sentAt: record.sentAt,
    expiresAt: record.expiresAt,
    confidential: record.confidential,
    parts: record.parts,
    key,
    links,
    youAre: as,
    replyTo: as === 'author' ? [] : [{ address: record.author.address, name: record.author.name }],
    mailboxRow: ownRow,
  };
}

function ended(expiresAt: string, authorName: string): AppError {
  return new AppError('expired', {
    message: 'This message is gone for good.',
    facts: { expiresAt, authorName },
  });
}

async function unwrapMessageKey(ports: Ports, id: string, record: SentRecord): Promise<Uint8Array> {
  const storedKey = (await ports.records.get(storedKeyKey(id, record.keyRow)))?.value;
  if (storedKey === undefined) throw ended(record.expiresAt, record.author.name);
  if ((await sealOf(ports.service, id, record, storedKey)) !== record.seal) {
    ports.log.error('record.seal_broken', { messageId: id });
    throw new AppError('verification_failed', {
      message: 'This message could not be verified, so it is not shown.',
      detail: 'record seal',
    });
  }
  return ports.vault.unwrap(storedKey);
}

/** Notes the opening, and the first one where the author looks for it. */
async function recordOpening(
  ports: Ports,
  caller: Caller,
  id: string,
  record: SentRecord,
  ownRow: string,
  now: Date,
): Promise<void> {
  // Rows for different eyes: none of them waits for another.
  await Promise.all([
    ports.records.upsert(eventKey(id, now, caller.accountId), {
      kind: 'opened',
      accountId: caller.accountId,
    }),
    markReader(ports, caller, id, now),
    markMailbox(ports, caller, ownRow),
    record.noticeReleasedAt === undefined ? markReleased(ports, id, now) : undefined,
  ]);
}

async function markReader(ports: Ports, caller: Caller, id: string, now: Date): Promise<void> {
  const reader = await ports.records.get(readerKey(id, caller.accountId));
  if (reader?.value.openedAt !== undefined) return;
  await noteReader(ports, id, caller.accountId, (known) => ({ openedAt: now.toISOString(), ...known }));
}

async function markMailbox(ports: Ports, caller: Caller, ownRow: string): Promise<void> {
  const key = mailboxKey(caller.accountId, ownRow);
  const mailbox = await ports.records.get(key);
  if (mailbox === null || mailbox.value.opened) return;
  await ports.records.replace(key, { ...mailbox.value, opened: true }, mailbox.etag);
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
