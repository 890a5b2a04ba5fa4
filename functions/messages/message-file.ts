import { sealedSize } from '../../shared/envelope/index.ts';
import { MESSAGE_FILE, renderMessageFile, sealedPart } from '../../shared/mail/index.ts';
import { domainOf } from '../../shared/policy/index.ts';
import { atOnce } from '../at-once.ts';
import type { Caller, Directory, MailAttachment, Ports, ReaderWishes } from '../ports.ts';
import { accessOf } from './access.ts';
import { endedError, loadOwnReadable, notForYou } from './load-own.ts';
import { messageKey, type RecordPart, type SentRecord } from './records.ts';
import { fromOf, senderOf } from './written-by.ts';

/*
 * The encrypted attachment: a message's sealed parts in a file of their own, made of ciphertext alone, so that the
 * service can make it at any time and never sees what it holds.
 */

/** Four bytes of base64 for three of a part; the words around them are few. */
const BASE64_GROWTH = 4 / 3;
const WORDS_BYTES = 40_000;
const AT_ONCE = 20;

/** Whether the notice for this reader carries the file: as policy says, and where it leaves that open as they wish. */
export function carriesFile(
  { policy }: Pick<Ports, 'policy'>,
  address: string,
  { messageFile: isWished }: Pick<ReaderWishes, 'messageFile'>,
): boolean {
  const { when, domains } = policy.messageFile;
  if (when === 'never') return false;
  return when === 'always' || isWished || domains.includes(domainOf(address));
}

/**
 * The file of a message, with as many of its parts as policy and `mostBytes` (of the whole file) leave room for, the
 * letter first. Throws `unavailable` where storage does not give one of them.
 */
export async function messageFile(
  ports: Ports,
  id: string,
  record: SentRecord,
  { language, timeZone }: Pick<ReaderWishes, 'language' | 'timeZone'>,
  mostBytes: number,
): Promise<MailAttachment> {
  const { organisation, branding } = ports.policy;
  const { head, tail } = await renderMessageFile({
    ...{ origin: ports.origin, messageId: id, organisation, branding, timeZone, locale: language },
    from: fromOf(record),
    ...senderOf(record),
    sentAt: record.sentAt,
    expiresAt: record.expiresAt,
  });
  const room = Math.min(ports.policy.messageFile.maxBytes, (mostBytes - WORDS_BYTES) / BASE64_GROWTH);
  const pieces = [Buffer.from(head)];
  for (const part of partsWithin(record.parts, room)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await ports.parts.read(id, part.id)) chunks.push(chunk);
    pieces.push(Buffer.from(sealedPart(part.id, Buffer.concat(chunks).toString('base64'))));
  }
  pieces.push(Buffer.from(tail));
  return {
    name: MESSAGE_FILE,
    mediaType: 'text/html',
    sizeBytes: pieces.reduce((sum, { length }) => sum + length, 0),
    async *read() {
      yield* pieces;
    },
  };
}

/** The letter, and what else there is room for; what is left out is loaded when the file is opened. */
function partsWithin(parts: readonly RecordPart[], roomBytes: number): RecordPart[] {
  let leftBytes = roomBytes;
  return parts.filter(({ sizeBytes }) => {
    const bytes = sealedSize(sizeBytes);
    if (bytes > leftBytes) return false;
    leftBytes -= bytes;
    return true;
  });
}

/** A file as a browser gets it. */
type FileText = { name: string; html: string };

/** The file for its author or one of its readers, a new copy where one is damaged. Throws `not_for_you`, `expired`, `unavailable`. */
export async function ownCopy(
  ports: Ports,
  directory: Directory,
  caller: Caller,
  id: string,
): Promise<FileText> {
  const row = await ports.records.get(messageKey(id));
  const access = accessOf(row?.value ?? null, caller.accountId, ports.clock.now());
  if (access.kind === 'not_for_you') throw notForYou();
  if (access.kind === 'ended') throw endedError(access);
  return fileText(ports, id, access.record, await directory.readerWishes(caller.accountId));
}

/**
 * The file for the one notice that leaves from its author's mailbox, in the organisation's language; null where none
 * of the readers gets one. Throws as ownCopy.
 */
export async function noticeFile(
  ports: Ports,
  directory: Directory,
  caller: Caller,
  id: string,
): Promise<FileText | null> {
  const { value: record } = await loadOwnReadable(ports, caller, id);
  const { when } = ports.policy.messageFile;
  if (when === 'never') return null;
  const { language, timeZone } = ports.policy.organisation;
  const wish = { messageFile: false };
  let isCarried = record.readers.some(({ address }) => carriesFile(ports, address, wish));
  if (!isCarried) {
    await atOnce(AT_ONCE, record.readers, async ({ accountId }) => {
      isCarried ||= (await directory.readerWishes(accountId)).messageFile;
    });
  }
  return isCarried ? fileText(ports, id, record, { language, timeZone }) : null;
}

async function fileText(
  ports: Ports,
  id: string,
  record: SentRecord,
  wishes: Pick<ReaderWishes, 'language' | 'timeZone'>,
): Promise<FileText> {
  const { name, read } = await messageFile(ports, id, record, wishes, Number.POSITIVE_INFINITY);
  const chunks: Uint8Array[] = [];
  for await (const chunk of read()) chunks.push(chunk);
  return { name, html: Buffer.concat(chunks).toString() };
}
