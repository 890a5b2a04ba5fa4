import { displayName, mailId } from '../../shared/mail/index.ts';
import { hasMarker } from '../../shared/policy/index.ts';
import type { Mail, MailAttachment, Ports } from '../ports.ts';
import type { ServiceOpened } from './open-by-service.ts';
import { messageKey, type Reader, type SentRecord } from './records.ts';
import { fromOf } from './written-by.ts';

/*
 * A secure message as the ordinary mail that it would have been: its words, its people, its files and its place in the
 * conversation. It comes from the service's own address, since nobody else's would pass SPF and DMARC, and is
 * answered to its author.
 */

/** The road of a message that is delivered as an ordinary mail: into a mailbox of the organisation, or over TLS. */
export type PlainRoad = 'inbox' | 'tls';

/** How far back a conversation is followed. */
const MOST_ANCESTORS = 20;

/**
 * The mail for one reader. Into a mailbox of the organisation its subject carries the marker, so that it is answered
 * securely. Its Message-ID is the same for every try (RFC 5322 section 3.6.4).
 */
export async function letterMail(
  ports: Ports,
  road: PlainRoad,
  id: string,
  record: SentRecord,
  { letter, read }: ServiceOpened,
  reader: Reader,
): Promise<Mail> {
  const { organisation, send } = ports.policy;
  const [marker = ''] = send.subjectMarkers;
  const author = fromOf(record);
  const ancestors = await ancestorsOf(ports, record);
  const idOf = (messageId: string) => mailId(ports.origin, `letter.${messageId}.${reader.accountId}`);
  return {
    messageId: idOf(id),
    to: reader,
    shown: { to: letter.to, cc: letter.cc },
    fromName: `${displayName(author) || author.address} via ${organisation.name}`,
    replyTo: author,
    subject:
      road === 'tls' || hasMarker(send, letter.subject)
        ? letter.subject
        : `${letter.subject} ${marker}`.trim(),
    html: letter.body.html,
    text: letter.body.text,
    language: organisation.language,
    date: record.sentAt,
    inline: [],
    attachments: letter.attachments.map((attachment) => attachmentOf(attachment, read)),
    references: ancestors.toReversed().map(idOf),
    headers: {
      'X-Sealpost-Delivered': id,
      ...(record.confidential ? { Sensitivity: 'Company-Confidential' } : {}),
    },
    about: 'letter',
  };
}

function attachmentOf(
  { partId, name, mediaType, sizeBytes, contentId }: ServiceOpened['letter']['attachments'][number],
  read: ServiceOpened['read'],
): MailAttachment {
  return {
    name,
    // A mail or a multipart in a mail may not be in base64 (RFC 2046 section 5), and would not arrive byte for byte.
    mediaType: /^(?:message|multipart)\//i.test(mediaType) ? 'application/octet-stream' : mediaType,
    sizeBytes,
    ...(contentId === undefined ? {} : { contentId }),
    read: () => read(partId),
  };
}

/** The messages that this one answers, nearest first. */
async function ancestorsOf(ports: Ports, { inReplyTo }: SentRecord): Promise<string[]> {
  const ancestors: string[] = [];
  for (let at = inReplyTo; at !== undefined && ancestors.length < MOST_ANCESTORS; ) {
    ancestors.push(at);
    at = (await ports.records.get(messageKey(at)))?.value.inReplyTo;
  }
  return ancestors;
}
