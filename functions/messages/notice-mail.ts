import { displayName, mailId, type NoticeFacts, renderNotice } from '../../shared/mail/index.ts';
import type { Mail, MailOutcome, Ports, ReaderWishes } from '../ports.ts';
import type { Reader, SentRecord } from './records.ts';
import { fromOf, senderOf } from './written-by.ts';

const GIVE_UP_MS = 24 * 3_600_000;

/** The facts of a mail about one message to one of its readers, in the reader's language and zone. */
export function readerFacts(
  ports: Ports,
  id: string,
  record: SentRecord,
  reader: Reader,
  wishes: ReaderWishes,
): NoticeFacts & { authorKind: 'staff' | 'recipient'; readerAddress: string } {
  const { organisation, branding } = ports.policy;
  return {
    origin: ports.origin,
    messageId: id,
    from: fromOf(record),
    ...senderOf(record),
    organisation,
    branding,
    expiresAt: record.expiresAt,
    timeZone: wishes.timeZone,
    locale: wishes.language,
    authorKind: record.author.kind,
    readerAddress: reader.address,
    asksPassphrase: record.passphrase !== undefined,
  };
}

/**
 * The notice for one reader. `again`: names one that the author had sent again; without it the first, which has one
 * Message-ID for all tries, so that a doubled mail can be told as one (RFC 5322 section 3.6.4).
 */
export function noticeFor(
  ports: Ports,
  id: string,
  record: SentRecord,
  reader: Reader,
  wishes: ReaderWishes,
  again?: string,
): Mail {
  const name = again === undefined ? reader.accountId : `${reader.accountId}.${again}`;
  return {
    messageId: mailId(ports.origin, `notice.${id}.${name}`),
    to: { address: reader.address, name: displayName(reader) },
    about: 'notices',
    // A reader's address that is no more is the author's business.
    ...(record.author.kind === 'staff' ? { bounceTo: record.author.address } : {}),
    ...renderNotice(readerFacts(ports, id, record, reader, wishes)),
  };
}

/**
 * Sends a mail that is tried for a day: `refused` also where no mail server took it in a day from `since` (ISO UTC).
 * Throws `unavailable` or `too_many_requests` where it has to be tried again.
 */
export async function sendForADay(ports: Ports, mail: Mail, since: string): Promise<MailOutcome> {
  const outcome = await ports.mailer.send(mail).catch((error: unknown) => {
    if (ports.clock.now().getTime() - Date.parse(since) > GIVE_UP_MS) return 'refused' as const;
    throw error;
  });
  if (outcome === 'refused') ports.log.warn('mail.given_up', { mail: mail.messageId });
  return outcome;
}
