import type { SendAnswer, SendRequest } from '../../shared/api/index.ts';
import { sealedSize } from '../../shared/envelope/index.ts';
import { AppError, tooLarge } from '../../shared/errors.ts';
import { isInside } from '../../shared/policy/index.ts';
import { markDue } from '../due.ts';
import type { Caller, Directory, Ports } from '../ports.ts';
import { CONFIRM_WORK, confirmNow, passedThrough } from './confirm.ts';
import { deliver } from './deliver.ts';
import { LETTER_ALLOWANCE_BYTES, noDraft } from './draft.ts';
import { eventChange } from './events.ts';
import { expiryRange } from './expiry.ts';
import { loadOwn } from './load-own.ts';
import { noticePass } from './notice-pass.ts';
import { onBehalfOf } from './on-behalf.ts';
import { nudge, workChange } from './outbox.ts';
import { overriddenEvent } from './overridden.ts';
import { passphraseOf } from './passphrase.ts';
import {
  mailboxRow,
  messageKey,
  OUTBOX_ROW,
  outboxKey,
  type Reader,
  type SentRecord,
  type StoredKey,
  storedKeyKey,
} from './records.ts';
import { remindAt } from './remind.ts';
import { sealOf } from './seal.ts';

const MINUTE_MS = 60_000;
/** When the sweep looks whether the delivery that follows a commit has happened. */
const OUTBOX_MINUTES = 2;
/** When a notice that did not leave is reported to its author. */
const UNRELEASED_HOURS = 24;
/** How long the "sent securely" mail is in the hands of the process that took the message. */
const CONFIRM_MS = MINUTE_MS;
const KEY_ROW_CHARACTERS = 22;
const RESOLVE_AT_ONCE = 20;
/** A reader's name in the record: 500 of them must fit into one row of a megabyte. */
const NAME_CHARACTERS = 80;

/**
 * Commits a message whose parts are stored: checks it against policy and storage, seals the record, and
 * makes message and outbox visible in one transaction. The same request again gets the same answer.
 * Throws `recipients_not_allowed`, `part_missing`, `too_large`, `bad_request`, `conflict`, `not_for_you`,
 * `forbidden` for a mailbox that the caller may not write for.
 */
export async function send(
  ports: Ports,
  directory: Directory,
  caller: Caller,
  id: string,
  request: SendRequest,
): Promise<SendAnswer> {
  const row = await loadOwn(ports, caller, id);
  const fingerprint = await fingerprintOf(request);
  if (row.value.state === 'sent' && row.value.fingerprint === fingerprint) {
    return answerAgain(ports, directory, id, row.value);
  }
  if (row.value.state !== 'draft') throw noDraft();

  const now = ports.clock.now();
  const people = checkReaders(ports, caller, request);
  checkExpiry(ports, caller, people, request.expiresAt, now);
  const behalf = await onBehalfOf(ports, directory, caller, request.onBehalfOf);
  await Promise.all([checkVaultKey(ports, request.wrappedKey.kid), checkParts(ports, id, request.parts)]);
  const readers = await resolveReaders(directory, people);

  const storedKey: StoredKey = request.wrappedKey;
  const keyRow = fingerprint.slice(0, KEY_ROW_CHARACTERS);
  const unsealed = {
    ...row.value,
    state: 'sent' as const,
    ...behalf,
    sentAt: now.toISOString(),
    expiresAt: request.expiresAt,
    confidential: request.confidential,
    noticeBy: request.noticeBy,
    readers,
    parts: request.parts,
    ...(await passphraseOf(ports.service, id, request.passphrase)),
    keyRow,
    fingerprint,
  };
  const record: SentRecord = { ...unsealed, seal: await sealOf(ports.service, id, unsealed, storedKey) };

  // Due marks first, then the key, then the message: a crash leaves marks and a key that sweeps remove.
  const outboxAt = new Date(now.getTime() + OUTBOX_MINUTES * MINUTE_MS);
  const reminder = remindAt(record, now);
  const unreleasedAt = new Date(now.getTime() + UNRELEASED_HOURS * 60 * MINUTE_MS);
  await Promise.all([
    markDue(ports, 'expire', new Date(record.expiresAt), id),
    markDue(ports, 'outbox', outboxAt, id),
    reminder === null ? undefined : markDue(ports, 'remind', reminder, id),
    record.noticeBy === 'sender' ? markDue(ports, 'unreleased', unreleasedAt, id) : undefined,
  ]);
  await ports.records.upsert(storedKeyKey(id, keyRow), storedKey);
  const confirm = confirming(ports, directory, id, now, request);
  const committed = await ports.records.commit('messages', id, [
    { kind: 'replace', row: messageKey(id).row, value: record, etag: row.etag },
    { kind: 'upsert', row: OUTBOX_ROW, value: { claimedUntil: null } },
    eventChange(now, { kind: 'sent', accountId: caller.accountId }),
    ...overriddenEvent(ports, caller, now, request.overridden ?? []),
    ...confirm.changes,
  ]);
  if (!committed) return answerAfterRace(ports, directory, caller, id, fingerprint);

  ports.log.info('message.sent', { messageId: id, readers: readers.length, parts: record.parts.length });
  await startDelivery(ports, directory, id, record);
  await confirm.now();
  return answerOf(ports, id, record);
}

/**
 * The "sent securely" mail, where policy has it: left behind with the commit, and sent at once where it may say what
 * only the author's browser knows.
 */
function confirming(ports: Ports, directory: Directory, id: string, now: Date, request: SendRequest) {
  if (ports.policy.confirmations.sent !== 'mail') return { changes: [], now: async () => undefined };
  const reasons = request.confirm?.reasons ?? [];
  // A mail would tell what the passphrase keeps even from the service.
  const passed = request.passphrase === undefined ? passedThrough(ports, request.confirm) : {};
  const isPassed = Object.keys(passed).length > 0;
  const heldUntil = isPassed ? new Date(now.getTime() + CONFIRM_MS) : null;
  return {
    changes: [workChange(CONFIRM_WORK, now, { kind: 'confirm', reasons }, heldUntil)],
    now: () => (isPassed ? confirmNow(ports, directory, id, reasons, passed) : nudge(ports, id)),
  };
}

/** Delivery at once where it works; else the nudge, else the sweep does it. */
async function startDelivery(
  ports: Ports,
  directory: Directory,
  id: string,
  record: SentRecord,
): Promise<void> {
  try {
    await deliver(ports, directory, id, 'mailboxes');
    // A notice that leaves from the sender's own mailbox leaves nothing for a job.
    if (record.noticeBy === 'service') await ports.jobs.enqueue({ kind: 'message', messageId: id });
  } catch (error) {
    ports.log.warn('delivery.deferred', { messageId: id, error: String(error) });
  }
}

/** Somebody else changed the message in between: the same request twice, or an end to the draft. */
async function answerAfterRace(
  ports: Ports,
  directory: Directory,
  caller: Caller,
  id: string,
  fingerprint: string,
): Promise<SendAnswer> {
  const { value } = await loadOwn(ports, caller, id);
  if (value.state === 'sent' && value.fingerprint === fingerprint)
    return answerAgain(ports, directory, id, value);
  throw noDraft();
}

/** The first answer may have been lost with the process that owed the delivery: what is left of it begins now. */
async function answerAgain(
  ports: Ports,
  directory: Directory,
  id: string,
  record: SentRecord,
): Promise<SendAnswer> {
  if ((await ports.records.get(outboxKey(id))) !== null) await startDelivery(ports, directory, id, record);
  return answerOf(ports, id, record);
}

async function answerOf(ports: Ports, id: string, record: SentRecord): Promise<SendAnswer> {
  return {
    id,
    sentAt: record.sentAt,
    expiresAt: record.expiresAt,
    readers: record.readers.length,
    mailboxRow: mailboxRow('sent', record.sentAt, id),
    ...(record.noticeBy === 'sender' ? { noticePass: await noticePass(ports) } : {}),
  };
}

type NamedReader = Omit<Reader, 'accountId'>;

function checkReaders(ports: Ports, caller: Caller, request: SendRequest): NamedReader[] {
  const readers = new Map<string, NamedReader>();
  for (const role of ['to', 'cc', 'bcc'] as const) {
    for (const { address, name } of request[role]) {
      const normal = address.toLowerCase();
      if (!readers.has(normal))
        readers.set(normal, { address: normal, name: [...name].slice(0, NAME_CHARACTERS).join(''), role });
    }
  }
  const { organisation, maxReaders } = ports.policy;
  if (readers.size === 0) throw new AppError('bad_request', { message: 'Add at least one recipient.' });
  if (readers.size > maxReaders) {
    throw new AppError('bad_request', { message: `A message can have ${maxReaders} recipients at most.` });
  }
  if (caller.kind === 'recipient') {
    if (request.noticeBy !== 'service')
      throw new AppError('bad_request', { detail: 'recipient with sender notice' });
    const outside = [...readers.keys()].filter((address) => !isInside(organisation.domains, address));
    if (outside.length > 0) {
      throw new AppError('recipients_not_allowed', {
        message: `You can write to people at ${organisation.name} only.`,
      });
    }
  }
  return [...readers.values()];
}

function checkExpiry(
  ports: Ports,
  caller: Caller,
  readers: readonly { address: string }[],
  expiresAt: string,
  now: Date,
): void {
  const { from, until, minDays, maxDays } = expiryRange(ports.policy, caller, readers, now.toISOString());
  const atMs = Date.parse(expiresAt);
  if (atMs < Date.parse(from) || atMs <= now.getTime() || atMs > Date.parse(until)) {
    throw new AppError('bad_request', {
      message: `A message can stay readable from ${minDays} to ${maxDays} days.`,
      facts: { minDays, maxDays },
    });
  }
}

/** The key must be wrapped to a version of our vault key, or nobody could ever open the message. */
async function checkVaultKey(ports: Ports, kid: string): Promise<void> {
  const current = (await ports.vault.publicKey()).kid;
  const nameOf = (versioned: string) => versioned.slice(0, versioned.lastIndexOf('/'));
  if (nameOf(kid) !== nameOf(current))
    throw new AppError('bad_request', { detail: 'wrapped to another key' });
}

async function checkParts(ports: Ports, id: string, parts: SendRequest['parts']): Promise<void> {
  const { maxMessageBytes } = ports.policy;
  const totalBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  const attachedBytes = parts.slice(1).reduce((sum, part) => sum + part.sizeBytes, 0);
  if (attachedBytes > maxMessageBytes || totalBytes > maxMessageBytes + LETTER_ALLOWANCE_BYTES) {
    throw tooLarge(maxMessageBytes);
  }
  if (new Set(parts.map((part) => part.id)).size !== parts.length) {
    throw new AppError('bad_request', { detail: 'a part is listed twice' });
  }
  const stored = await ports.parts.sizes(id);
  const missing = parts.filter((part) => stored.get(part.id) !== sealedSize(part.sizeBytes));
  if (missing.length > 0) {
    throw new AppError('part_missing', {
      message: 'An attachment did not arrive whole. Please try again.',
      detail: `${missing.length} of ${parts.length} parts`,
    });
  }
}

async function resolveReaders(directory: Directory, people: readonly NamedReader[]): Promise<Reader[]> {
  const readers: Reader[] = [];
  for (let at = 0; at < people.length; at += RESOLVE_AT_ONCE) {
    const some = people.slice(at, at + RESOLVE_AT_ONCE);
    readers.push(
      ...(await Promise.all(
        some.map(async (person) => ({ ...person, accountId: await directory.accountOf(person.address) })),
      )),
    );
  }
  return readers;
}

async function fingerprintOf(request: SendRequest): Promise<string> {
  const { wrappedKey, to, cc, bcc, parts, expiresAt, confidential, noticeBy } = request;
  const facts = [wrappedKey, to, cc, bcc, parts, expiresAt, confidential, noticeBy];
  // The salt stands for the passphrase: what proves it is not to be guessed from what is stored.
  const { salt } = request.passphrase ?? {};
  const { onBehalfOf: mailbox } = request;
  const text = JSON.stringify([
    ...facts,
    ...(salt === undefined ? [] : [salt]),
    ...(mailbox === undefined ? [] : [`for ${mailbox}`]),
  ]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('base64url');
}
