import {
  type Bytes,
  createKey,
  type Letter,
  type LetterAttachment,
  loadPassphrase,
  toBase64Url,
  wrapMessageKey,
  wrapUnderPassphrase,
  writeLetter,
} from '../envelope/index.ts';
import { AppError, tooLarge } from '../errors.ts';
import type { Person } from './basic-schemas.ts';
import type { Client } from './client.ts';
import { keepSubject } from './keep-subject.ts';
import type { ConfigAnswer, SendAnswer, SendRequest } from './schemas.ts';
import {
  type OutgoingAttachment,
  type SendPorts,
  type Storing,
  storedAttachment,
  storePart,
} from './store-part.ts';

/** How often a broken upload is tried, each time as a new part under a new key. */
const UPLOAD_TRIES = 3;
const FIRST_PAUSE_MS = 500;
/** Parts on their way at the same time: small ones wait for answers, large ones fill the line alone. */
const PARTS_AT_ONCE = 3;

/** A message as its author wrote it, before sealing. Times are ISO 8601 in UTC. */
export type Outgoing = {
  /** A UUID that names this message through all retries. */
  idempotencyKey: string;
  subject: string;
  from: Person;
  /** Whoever writes on behalf of `from`. */
  sender?: Person;
  to: Person[];
  cc: Person[];
  bcc: Person[];
  body: { html: string; text: string };
  attachments: OutgoingAttachment[];
  confidential: boolean;
  sentAt: string;
  expiresAt: string;
  noticeBy: SendRequest['noticeBy'];
  inReplyTo?: string;
  /** Findings that the author called not sensitive. */
  overridden?: SendRequest['overridden'];
  /** Codes of what led to the decision to send securely. */
  reasons?: readonly string[];
  /** Agreed with all readers by telephone. */
  passphrase?: string;
};

export type SendOptions = {
  /** Called as sealed bytes leave; `totalBytes` stays the same throughout. */
  onProgress: (sentBytes: number, totalBytes: number) => void;
  signal: AbortSignal;
};
/** A message whose parts are stored and which awaits its commit. */
export type StoredMessage = { id: string; subject: string; request: SendRequest };

/**
 * Seals a message and stores its parts: nothing is announced and nobody can open it before
 * commitMessage. Throws AppError (`too_large`, `unavailable`, ...) or AbortError; the message then
 * does not exist and its parts are swept.
 */
export async function storeMessage(
  ports: SendPorts,
  outgoing: Outgoing,
  options: SendOptions,
): Promise<StoredMessage> {
  const plainBytes = outgoing.attachments.reduce((sum, attachment) => sum + attachment.content.size, 0);
  const [config, { id }] = await Promise.all([
    ports.client.config(),
    ports.client.createDraft(
      outgoing.inReplyTo === undefined ? {} : { inReplyTo: outgoing.inReplyTo },
      outgoing.idempotencyKey,
    ),
  ]);
  if (plainBytes > config.maxMessageBytes) throw tooLarge(config.maxMessageBytes);

  const messageKey = createKey();
  const storing: Storing = { ports, messageId: id, messageKey, beforeRetry: fewTries };
  const progress = progressOver(plainBytes, options);
  const attachments = await storeAttachments(storing, outgoing.attachments, progress, options.signal);
  const stored = await storeLetter(ports, { id, messageKey, config }, outgoing, attachments, options.signal);
  progress.sent(outgoing.attachments.length, 1);
  messageKey.fill(0);
  return stored;
}

/**
 * Stores the letter of a draft whose attachments are stored already; what comes of it awaits its commit. The
 * letter names what the attachments became, so it is last. Throws as storeMessage.
 */
export async function storeLetter(
  ports: SendPorts,
  {
    id,
    messageKey,
    config,
  }: { id: string; messageKey: Bytes; config: Pick<ConfigAnswer, 'vaultKey' | 'confirmations'> },
  outgoing: Omit<Outgoing, 'idempotencyKey' | 'attachments'>,
  attachments: LetterAttachment[],
  signal: AbortSignal,
): Promise<StoredMessage> {
  const letter = writeLetter(letterOf(id, outgoing, attachments));
  const storing: Storing = { ports, messageId: id, messageKey, beforeRetry: fewTries };
  const [letterPart, locked] = await Promise.all([
    storePart(storing, letter, () => undefined, signal),
    lock(messageKey, outgoing.passphrase),
  ]);
  const wrappedKey = await wrapMessageKey(locked.key, config.vaultKey);
  return {
    id,
    subject: outgoing.subject,
    request: {
      wrappedKey,
      to: outgoing.to,
      cc: outgoing.cc,
      bcc: outgoing.bcc,
      parts: [
        letterPart,
        ...attachments.map(({ partId, sizeBytes, wrappedKey: key }) => ({
          id: partId,
          sizeBytes,
          wrappedKey: key,
        })),
      ],
      expiresAt: outgoing.expiresAt,
      confidential: outgoing.confidential,
      noticeBy: outgoing.noticeBy,
      ...(outgoing.sender === undefined ? {} : { onBehalfOf: outgoing.from.address }),
      ...(outgoing.overridden === undefined ? {} : { overridden: outgoing.overridden }),
      ...(locked.passphrase === undefined ? {} : { passphrase: locked.passphrase }),
      confirm: confirmOf(config.confirmations, outgoing, attachments),
    },
  };
}

/** The key that goes to the vault, wrapped under the passphrase where there is one, and what the service needs of it. */
async function lock(
  messageKey: Bytes,
  passphrase: string | undefined,
): Promise<{ key: Bytes; passphrase?: SendRequest['passphrase'] }> {
  if (passphrase === undefined) return { key: messageKey };
  const { createPassphraseParameters, derivePassphraseKeys } = await loadPassphrase();
  const { memoryKiB, passes, lanes, salt } = createPassphraseParameters();
  const keys = await derivePassphraseKeys(passphrase, { memoryKiB, passes, lanes, salt });
  return {
    key: await wrapUnderPassphrase(messageKey, keys),
    passphrase: { memoryKiB, passes, lanes, salt, proof: toBase64Url(keys.proof) },
  };
}

/** What the mail "sent securely" may say, and no more of it than policy lets into a mail. */
function confirmOf(
  allowed: ConfigAnswer['confirmations'],
  { reasons = [], subject, passphrase }: Pick<Outgoing, 'reasons' | 'subject' | 'passphrase'>,
  attachments: readonly LetterAttachment[],
): NonNullable<SendRequest['confirm']> {
  if (passphrase !== undefined) return { reasons: [...new Set(reasons)] };
  return {
    reasons: [...new Set(reasons)],
    ...(allowed.subject ? { subject } : {}),
    ...(allowed.attachmentNames ? { attachmentNames: attachments.map(({ name }) => name) } : {}),
  };
}

/**
 * Commits a stored message and keeps its subject, encrypted under the author's account key, in the
 * author's Sent folder. A lost answer is asked for again; the service gives the same one.
 */
export async function commitMessage(client: Client, stored: StoredMessage): Promise<SendAnswer> {
  const answer = await client.send(stored.id, stored.request).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'unavailable')
      return client.send(stored.id, stored.request);
    throw error;
  });
  // What a passphrase keeps even from the service stands nowhere else.
  if (stored.request.passphrase !== undefined) return answer;
  // The message is sent by now: a subject that cannot be kept must not make it look unsent.
  await keepSubject(client, answer.mailboxRow, stored.id, stored.subject).catch(() => undefined);
  return answer;
}

/** Stores the attachments, some at the same time, and answers them in their order. The first failure stops all. */
async function storeAttachments(
  storing: Storing,
  outgoing: readonly OutgoingAttachment[],
  progress: Progress,
  signal: AbortSignal,
): Promise<LetterAttachment[]> {
  const failed = new AbortController();
  const stored: LetterAttachment[] = [];
  const left = outgoing.entries();
  const storeWhatIsLeft = async () => {
    for (const [index, attachment] of left) {
      const part = await storePart(
        storing,
        attachment.content,
        (sentBytes) => progress.sent(index, sentBytes),
        AbortSignal.any([signal, failed.signal]),
      );
      stored[index] = storedAttachment(attachment, part);
    }
  };
  try {
    await Promise.all(Array.from({ length: PARTS_AT_ONCE }, storeWhatIsLeft));
    return stored;
  } catch (error) {
    failed.abort();
    throw error;
  }
}

/** Tries some times, a little later each time. */
async function fewTries(tries: number, error: AppError, signal: AbortSignal): Promise<void> {
  if (tries >= UPLOAD_TRIES) throw error;
  await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (tries - 1)));
  signal.throwIfAborted();
}

/** Counts over all attachments, by their place, how many bytes of each have left. */
type Progress = { sent: (index: number, partBytes: number) => void };

function progressOver(attachmentBytes: number, options: SendOptions): Progress {
  // The letter is small beside its attachments; it counts as one byte, so that the bar ends full.
  const totalBytes = attachmentBytes + 1;
  const sentOf = new Map<number, number>();
  return {
    sent: (index, partBytes) => {
      sentOf.set(index, partBytes);
      const sentBytes = [...sentOf.values()].reduce((sum, bytes) => sum + bytes, 0);
      options.onProgress(Math.min(sentBytes, totalBytes), totalBytes);
    },
  };
}

function letterOf(
  messageId: string,
  outgoing: Omit<Outgoing, 'idempotencyKey' | 'attachments'>,
  attachments: LetterAttachment[],
): Letter {
  return {
    messageId,
    subject: outgoing.subject,
    from: outgoing.from,
    ...(outgoing.sender === undefined ? {} : { sender: outgoing.sender }),
    to: outgoing.to,
    cc: outgoing.cc,
    sentAt: outgoing.sentAt,
    confidential: outgoing.confidential,
    ...(outgoing.inReplyTo === undefined ? {} : { inReplyTo: outgoing.inReplyTo }),
    body: outgoing.body,
    attachments,
  };
}
