import { displayName, type LifeFacts, type LifeMail, renderLifeMail } from '../../shared/mail/index.ts';
import type { Directory, Mail, Ports, ReaderWishes } from '../ports.ts';
import { mailId, sendOnce } from './notice-mail.ts';
import type { EndedRecord, SentRecord } from './records.ts';
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

/** Tells a message's author something by mail. Throws `unavailable` where it has to be tried again; `since`: ISO UTC. */
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
    timeZone: theirs.timeZone ?? organisation.timeZone,
    language: theirs.language ?? organisation.language,
  };
  await sendOnce(
    ports,
    {
      messageId: mailId(ports, name),
      to: { address: record.author.address, name: displayName(record.author) },
      about,
      ...renderLifeMail(mail, facts),
    },
    since,
  );
}
