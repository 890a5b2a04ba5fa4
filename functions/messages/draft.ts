import type { DraftRequest } from '../../shared/api/index.ts';
import { sealedSize } from '../../shared/envelope/index.ts';
import { AppError, tooLarge } from '../../shared/errors.ts';
import { markDue } from '../due.ts';
import type { Caller, Ports, Row } from '../ports.ts';
import { loadOwn } from './load-own.ts';
import { type DraftRecord, messageKey, type PartRow, partKey, partRange } from './records.ts';

const HOUR_MS = 3_600_000;
/** A draft that is neither sent nor saved within this time is swept with its parts. */
const DRAFT_HOURS = 24;
/** Bytes that the letter itself may add to the attachments' limit. */
export const LETTER_ALLOWANCE_BYTES = 4 * 1024 * 1024;
/** How often over a message's limit may be uploaded in one draft: broken uploads start again as new parts. */
const RETRY_FACTOR = 3;
const MAX_PARTS = 500;
const ID_CHARACTERS = 22;

/**
 * Makes a draft, or finds the one that this caller made with the same idempotency key: the id is a MAC
 * over both. Throws `forbidden` for staff without the Sender role.
 */
export async function createDraft(
  ports: Ports,
  caller: Caller,
  request: DraftRequest,
  idempotencyKey: string,
): Promise<{ id: string }> {
  if (caller.kind === 'staff' && !caller.roles.includes('Sender')) {
    throw new AppError('forbidden', {
      message: 'Your work account may not send secure messages. Ask your administrator for the Sender role.',
    });
  }
  const id = (await ports.service.mac('message-id', caller.accountId, idempotencyKey)).slice(
    0,
    ID_CHARACTERS,
  );
  const now = ports.clock.now();
  await markDue(ports, 'abandon', new Date(now.getTime() + DRAFT_HOURS * HOUR_MS), id);
  const record: DraftRecord = {
    state: 'draft',
    author: { accountId: caller.accountId, kind: caller.kind, address: caller.address, name: caller.name },
    createdAt: now.toISOString(),
    ...(request.inReplyTo === undefined ? {} : { inReplyTo: request.inReplyTo }),
    ...(request.forwardOf === undefined ? {} : { forwardOf: request.forwardOf }),
  };
  await ports.records.insert(messageKey(id), record);
  return { id };
}

/**
 * Gives a create-only link for one more part. Throws `not_for_you` for somebody else's draft,
 * `conflict` where the message is no draft any more, `too_large` over the policy's limit.
 */
export async function createPart(
  ports: Ports,
  caller: Caller,
  messageId: string,
  sizeBytes: number,
): Promise<{ id: string; url: string; expiresAt: string }> {
  await loadDraft(ports, caller, messageId);
  const { rows } = await ports.records.list<PartRow>('messages', messageId, partRange);
  const limitBytes = ports.policy.maxMessageBytes + LETTER_ALLOWANCE_BYTES;
  const askedBytes = rows.reduce((sum, row) => sum + row.value.sizeBytes, sizeBytes);
  if (sizeBytes > limitBytes || askedBytes > limitBytes * RETRY_FACTOR || rows.length >= MAX_PARTS) {
    throw tooLarge(ports.policy.maxMessageBytes);
  }
  const id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
  await ports.records.insert(partKey(messageId, id), { sizeBytes });
  const { url, expiresAt } = await ports.parts.uploadLink(messageId, id);
  ports.log.info('part.linked', { messageId, partId: id, sealedBytes: sealedSize(sizeBytes) });
  return { id, url, expiresAt: expiresAt.toISOString() };
}

/** Loads a message of the caller's that is still a draft; throws `not_for_you`, or `conflict` where it is none any more. */
export async function loadDraft(ports: Ports, caller: Caller, messageId: string): Promise<Row<DraftRecord>> {
  const row = await loadOwn(ports, caller, messageId);
  if (row.value.state !== 'draft') throw noDraft();
  return { ...row, value: row.value };
}

/**
 * Ends a draft whose browser died, so that a commit still under way must fail. Answers the state the
 * message has then: `sent` where the commit was first.
 */
export async function abandonDraft(
  ports: Ports,
  caller: Caller,
  messageId: string,
): Promise<{ state: 'abandoned' | 'sent' | 'expired' | 'revoked' }> {
  for (;;) {
    const row = await loadOwn(ports, caller, messageId);
    if (row.value.state !== 'draft') return { state: row.value.state };
    if (await ports.records.replace(messageKey(messageId), { ...row.value, state: 'abandoned' }, row.etag)) {
      return { state: 'abandoned' };
    }
  }
}

export function noDraft(): AppError {
  return new AppError('conflict', { message: 'This message was already sent or given up.' });
}
