import { displayName, mailId, type NoticeFacts, renderNotice } from '../../shared/mail/index.ts';
import type { Mail, MailAttachment, MailOutcome, Ports, ReaderWishes } from '../ports.ts';
import { carriesFile, messageFile } from './message-file.ts';
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
function noticeFor(
  ports: Ports,
  id: string,
  record: SentRecord,
  reader: Reader,
  wishes: ReaderWishes,
  file: MailAttachment | null,
  again?: string,
): Mail {
  const name = again === undefined ? reader.accountId : `${reader.accountId}.${again}`;
  return {
    messageId: mailId(ports.origin, `notice.${id}.${name}`),
    to: { address: reader.address, name: displayName(reader) },
    about: 'notices',
    // A reader's address that is no more is the author's business.
    ...(record.author.kind === 'staff' ? { bounceTo: record.author.address } : {}),
    ...(file === null ? {} : { attachments: [file] }),
    ...renderNotice({ ...readerFacts(ports, id, record, reader, wishes), hasFile: file !== null }),
  };
}

/**
 * Makes the files that notices of one message carry; readers of one language and zone share one. Null for a reader who
 * gets none, and where there is no message left to make it of.
 */
export function messageFiles(ports: Ports, id: string, record: SentRecord) {
  const made = new Map<string, Promise<MailAttachment>>();
  return async (reader: Reader, wishes: ReaderWishes): Promise<MailAttachment | null> => {
    if (!carriesFile(ports, reader.address, wishes)) return null;
    const like = `${wishes.language} ${wishes.timeZone}`;
    const file = made.get(like) ?? messageFile(ports, id, record, wishes, ports.mailer.maxAttachmentBytes);
    made.set(like, file);
    return file.catch((error: unknown) => {
      made.delete(like);
      throw error;
    });
  };
}

/**
 * Mails the notice to one reader, for a day from `since`; `again` as noticeFor. Where the mail with its file is refused
 * it goes without: the link opens the message too. Answers and throws as sendForADay.
 */
export async function mailNotice(
  ports: Ports,
  id: string,
  record: SentRecord,
  { reader, wishes }: { reader: Reader; wishes: ReaderWishes },
  fileFor: ReturnType<typeof messageFiles>,
  { since, again }: { since: string; again?: string },
): Promise<MailOutcome> {
  const file = await fileFor(reader, wishes);
  if (file !== null) {
    const withFile = noticeFor(ports, id, record, reader, wishes, file, again);
    const outcome = await sendForADay(ports, withFile, since);
    if (outcome !== 'refused') return outcome;
  }
  return sendForADay(ports, noticeFor(ports, id, record, reader, wishes, null, again), since);
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
