import {
  type Bytes,
  createKey,
  createReaderKey,
  decryptAsReader,
  encryptionData,
  type Letter,
  type LetterAttachment,
  sealSubject,
  sealToBlob,
  toBase64Url,
  wrapMessageKey,
  writeLetter,
} from '../envelope/index.ts';
import { AppError, tooLarge } from '../errors.ts';
import type { Client } from './client.ts';
import type { PutPart } from './put-part.ts';
import type { Person, SealedPart, SendAnswer, SendRequest } from './schemas.ts';

/** How often a broken upload is tried, each time as a new part under a new key. */
const UPLOAD_TRIES = 3;
/** Parts on their way at the same time: small ones wait for answers, large ones fill the line alone. */
const PARTS_AT_ONCE = 3;

export type OutgoingAttachment = { name: string; mediaType: string; content: Blob; contentId?: string };

/** A message as its author wrote it, before sealing. Times are ISO 8601 in UTC. */
export type Outgoing = {
  /** A UUID that names this message through all retries. */
  idempotencyKey: string;
  subject: string;
  from: Person;
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
};

export type SendPorts = { client: Client; putPart: PutPart };
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
  const storing: Storing = { ports, messageId: id, messageKey, progress: progressOver(plainBytes, options) };
  const attachments = await storeAttachments(storing, outgoing.attachments, options.signal);
  // The letter names what the attachments became, so it is last.
  const letter = writeLetter(letterOf(id, outgoing, attachments));
  const [letterPart, wrappedKey] = await Promise.all([
    storePart(storing, letter, options.signal),
    wrapMessageKey(messageKey, config.vaultKey),
  ]);
  messageKey.fill(0);
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
      ...(outgoing.overridden === undefined ? {} : { overridden: outgoing.overridden }),
    },
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
  // The message is sent by now: a subject that cannot be kept must not make it look unsent.
  await keepSubject(client, answer.mailboxRow, stored.id, stored.subject).catch(() => undefined);
  return answer;
}

/** Fetches the account key, encrypted to an ephemeral key of this browser. */
export async function fetchAccountKey(client: Client): Promise<Bytes> {
  const readerKey = await createReaderKey();
  const { key } = await client.accountKey(readerKey.publicJwk);
  return decryptAsReader(key, readerKey.privateKey);
}

/** Stores a message's subject, encrypted under the account key, in the owner's own mailbox row. */
export async function keepSubject(
  client: Client,
  mailboxRow: string,
  messageId: string,
  subject: string,
): Promise<void> {
  const accountKey = await fetchAccountKey(client);
  await client.storeSubject(mailboxRow, await sealSubject(accountKey, messageId, subject));
}

/** What all parts of a message that is being stored have in common. */
type Storing = { ports: SendPorts; messageId: string; messageKey: Bytes; progress: Progress };

/** Stores the attachments, some at the same time, and answers them in their order. The first failure stops all. */
async function storeAttachments(
  storing: Storing,
  outgoing: readonly OutgoingAttachment[],
  signal: AbortSignal,
): Promise<LetterAttachment[]> {
  const failed = new AbortController();
  const stored: LetterAttachment[] = [];
  const left = outgoing.entries();
  const storeWhatIsLeft = async () => {
    for (const [index, { content, name, mediaType, contentId }] of left) {
      const part = await storePart(storing, content, AbortSignal.any([signal, failed.signal]));
      const { id: partId, sizeBytes, wrappedKey } = part;
      stored[index] = {
        partId,
        name,
        mediaType,
        sizeBytes,
        wrappedKey,
        ...(contentId === undefined ? {} : { contentId }),
      };
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

async function storePart(
  { ports, messageId, messageKey, progress }: Storing,
  content: Blob,
  signal: AbortSignal,
): Promise<SealedPart> {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    const [{ sealed, wrappedKey }, part] = await Promise.all([
      sealToBlob(content, createKey(), messageKey),
      ports.client.createPart(messageId, content.size),
    ]);
    try {
      await ports.putPart(part.url, sealed, encryptionData(`sealpost:${messageId}`, wrappedKey), {
        onProgress: (sentBytes) => progress.sent(part.id, Math.min(sentBytes, content.size)),
        signal,
      });
      progress.sent(part.id, content.size);
      return { id: part.id, sizeBytes: content.size, wrappedKey: toBase64Url(wrappedKey) };
    } catch (error) {
      progress.sent(part.id, 0);
      const mayRetry = error instanceof AppError && error.code === 'unavailable' && attempt < UPLOAD_TRIES;
      if (!mayRetry) throw error;
    }
  }
}

/** Counts over all parts how many bytes of each have left. */
type Progress = { sent: (partId: string, partBytes: number) => void };

function progressOver(attachmentBytes: number, options: SendOptions): Progress {
  // The letter is small beside its attachments; it counts as one byte, so that the bar ends full.
  const totalBytes = attachmentBytes + 1;
  const sentOf = new Map<string, number>();
  return {
    sent: (partId, partBytes) => {
      sentOf.set(partId, partBytes);
      const sentBytes = [...sentOf.values()].reduce((sum, bytes) => sum + bytes, 0);
      options.onProgress(Math.min(sentBytes, totalBytes), totalBytes);
    },
  };
}

function letterOf(messageId: string, outgoing: Outgoing, attachments: LetterAttachment[]): Letter {
  return {
    messageId,
    subject: outgoing.subject,
    from: outgoing.from,
    to: outgoing.to,
    cc: outgoing.cc,
    sentAt: outgoing.sentAt,
    confidential: outgoing.confidential,
    ...(outgoing.inReplyTo === undefined ? {} : { inReplyTo: outgoing.inReplyTo }),
    body: outgoing.body,
    attachments,
  };
}
