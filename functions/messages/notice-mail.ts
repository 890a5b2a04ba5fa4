import { AppError } from '../../shared/errors.ts';
import { displayName, type NoticeFacts, renderNotice } from '../../shared/mail/index.ts';
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
    timeZone: wishes.timeZone ?? organisation.timeZone,
    locale: wishes.language ?? organisation.language,
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
    messageId: mailId(ports, `notice.${id}.${name}`),
    to: { address: reader.address, name: displayName(reader) },
    about: 'notices',
    // A reader's address that is no more is the author's business.
    ...(record.author.kind === 'staff' ? { bounceTo: record.author.address } : {}),
    ...renderNotice(readerFacts(ports, id, record, reader, wishes)),
  };
}

/** The Message-ID of a mail of the service; the same name for every try of one mail. */
export function mailId(ports: Ports, name: string): string {
  return `${name}@${new URL(ports.origin).hostname}`;
}

/** How long the mail system has asked to be left alone, in milliseconds; 0: it has not. */
export function pauseOf(error: unknown): number {
  if (!(error instanceof AppError) || error.code !== 'too_many_requests') return 0;
  return (error.retryAfterSeconds ?? 0) * 1000;
}

/**
 * Sends a mail of which a double would be worse than a loss: what may have been taken counts as taken. `refused` also
 * where no mail server took it in a day from `since` (ISO UTC). Throws `unavailable` where it has to be tried again.
 */
export async function sendOnce(ports: Ports, mail: Mail, since: string): Promise<MailOutcome> {
  const outcome = await ports.mailer.send(mail).catch((error: unknown) => {
    if (ports.clock.now().getTime() - Date.parse(since) > GIVE_UP_MS) return 'refused' as const;
    throw error;
  });
  if (outcome === 'refused') ports.log.warn('mail.given_up', { mail: mail.messageId });
  return outcome;
}
