import { AppError } from '../../shared/errors.ts';
import { createPlaces } from '../../shared/places.ts';
import { domainOf, hasMarker } from '../../shared/policy/index.ts';
import type { MailAttachment, MailOutcome, Ports } from '../ports.ts';
import { letterMail, type PlainRoad } from './letter-mail.ts';
import { openByService } from './open-by-service.ts';
import type { Reader, SentRecord } from './records.ts';

/** Each mail holds a few regions of a part in memory; a slow partner holds up nobody's mailbox. */
const places = { inbox: createPlaces(3), tls: createPlaces(3) };

/**
 * How policy has this message delivered to this reader as an ordinary mail; null: it is announced by a notice, as all
 * are that only a passphrase opens.
 */
export function plainRoad(ports: Ports, record: SentRecord, { address }: Reader): PlainRoad | null {
  if (record.passphrase !== undefined) return null;
  const { policy, mailer, tlsMailer } = ports;
  const domain = domainOf(address);
  const fits = (maxBytes: number) => record.parts.reduce((sum, part) => sum + part.sizeBytes, 0) <= maxBytes;
  // What somebody outside wrote to staff whom policy names.
  if (record.author.kind === 'recipient') {
    const { whom, confidential } = policy.inbox;
    const isNamed = whom.includes(address.toLowerCase()) || whom.includes(domain);
    const mayGo = confidential === 'mail' || !record.confidential;
    return isNamed && mayGo && fits(mailer.maxAttachmentBytes) ? 'inbox' : null;
  }
  // What staff wrote in the portal to a domain with enforced TLS; Confidential still means secure.
  const isTls = policy.tls.deliver === 'mail' && policy.send.tlsDomains.some((one) => one.domain === domain);
  return isTls && !record.confidential && fits(tlsMailer.maxAttachmentBytes) ? 'tls' : null;
}

/**
 * Opens a message in memory and mails it to one reader as an ordinary mail; `later` where its turn has not come by
 * `untilMs` (performance.now). `notice` where it cannot be, so that the reader is to be told the ordinary way: it does
 * not verify, its key is gone, the mail system never takes it, or there is no verified TLS. Throws `unavailable` or
 * `too_many_requests` where it has to be tried again.
 */
export async function mailPlain(
  ports: Ports,
  road: PlainRoad,
  id: string,
  record: SentRecord,
  reader: Reader,
  untilMs: number,
): Promise<Exclude<MailOutcome, 'refused'> | 'notice' | 'later'> {
  return places[road](async () => {
    if (performance.now() > untilMs) return 'later';
    let isBroken = false;
    try {
      const opened = await openByService(ports, id, record);
      if (opened === null) return 'notice';
      try {
        // The author's own mark means secure, whatever the road.
        if (road === 'tls' && hasMarker(ports.policy.send, opened.letter.subject)) return 'notice';
        const mail = await letterMail(ports, road, id, record, opened, reader);
        const attachments = mail.attachments?.map((one) =>
          watched(one, () => {
            isBroken = true;
          }),
        );
        const mailer = road === 'tls' ? ports.tlsMailer : ports.mailer;
        const outcome = await mailer.send({ ...mail, ...(attachments ? { attachments } : {}) });
        if (outcome === 'refused' || outcome === 'no_tls') {
          ports.log.warn('plain_mail.not_taken', {
            messageId: id,
            outcome,
            domain: domainOf(reader.address),
          });
          return 'notice';
        }
        return outcome;
      } finally {
        opened.forget();
      }
    } catch (error) {
      if (!isBroken && !isVerification(error)) throw error;
      ports.log.error('plain_mail.not_verified', { messageId: id });
      return 'notice';
    }
  });
}

/** What does not verify ends the mail in its middle, and the mailer tells only that it ended. */
function watched(attachment: MailAttachment, onBroken: () => void): MailAttachment {
  return {
    ...attachment,
    async *read() {
      try {
        yield* attachment.read();
      } catch (error) {
        if (isVerification(error)) onBroken();
        throw error;
      }
    },
  };
}

function isVerification(error: unknown): boolean {
  return error instanceof AppError && error.code === 'verification_failed';
}
