import {
  displayName,
  type LifeFacts,
  type LifeMail,
  mailId,
  renderLifeMail,
} from '../../shared/mail/index.ts';
import type { Directory, Mail, Ports, ReaderWishes } from '../ports.ts';
import { sendForADay } from './notice-mail.ts';
import { type EndedRecord, isUnsent, messageKey, type Reader, type SentRecord } from './records.ts';
import { fromOf } from './written-by.ts';

/** What a message's author is told, by a name that is the same for every try. */
export type Told = {
  name: string;
  about: Mail['about'];
  /** Whoever wishes notices otherwise is not told. */
  wishes: readonly ReaderWishes['notices'][];
  mail: LifeMail;
};

/** Whoever chose to be written to about messages, or nothing. */
export const WISHES_EACH: Told['wishes'] = ['each'];
export const WISHES_ANY_MAIL: Told['wishes'] = ['each', 'digest'];
export const WHATEVER_WISHES: Told['wishes'] = ['each', 'digest', 'none'];

/** A message and the reader whom a mail to its author is about; null where it does not name them, or is gone. */
export async function findReader(
  ports: Ports,
  id: string,
  accountId: string,
): Promise<{ record: SentRecord | EndedRecord; reader: Reader } | null> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record === undefined || isUnsent(record)) return null;
  const reader = record.readers.find((one) => one.accountId === accountId);
  return reader === undefined ? null : { record, reader };
}

/**
 * Tells a message's author something by mail. A double would be worse than a loss: what may have been taken counts as
 * taken. Throws `unavailable` where it has to be tried again; `since`: ISO UTC.
 */
export async function mailAuthor(
  ports: Ports,
  directory: Directory,
  id: string,
  record: SentRecord | EndedRecord,
  { name, about, wishes, mail }: Told,
  since: string,
): Promise<void> {
  const theirs = await directory.readerWishes(record.author.accountId);
  if (!wishes.includes(theirs.notices)) return;
  const { organisation, branding } = ports.policy;
  const facts: LifeFacts = {
    origin: ports.origin,
    messageId: id,
    from: fromOf(record),
    sentAt: record.sentAt,
    expiresAt: record.expiresAt,
    organisation,
    branding,
    timeZone: theirs.timeZone,
    language: theirs.language,
  };
  await sendForADay(
    ports,
    {
      messageId: mailId(ports.origin, name),
      to: { address: record.author.address, name: displayName(record.author) },
      about,
      ...renderLifeMail(mail, facts),
    },
    since,
  );
}
