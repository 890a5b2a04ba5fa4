import { AppError } from '../../shared/errors.ts';
import { createPlaces } from '../../shared/places.ts';
import { domainOf } from '../../shared/policy/index.ts';
import type { MailAttachment, MailOutcome, Ports } from '../ports.ts';
import { letterMail } from './letter-mail.ts';
import { openByService } from './open-by-service.ts';
import type { Reader, SentRecord } from './records.ts';

/** Each holds a few regions of a part in memory. */
const place = createPlaces(3);

/**
 * Whether policy has this message delivered to this reader as an ordinary mail: what somebody outside wrote to staff of
 * a domain or group that policy names, unless only a passphrase opens it.
 */
export function goesIntoInbox({ policy, mailer }: Ports, record: SentRecord, { address }: Reader): boolean {
  const { whom, confidential } = policy.inbox;
  const isNamed = whom.includes(address.toLowerCase()) || whom.includes(domainOf(address));
  const sizeBytes = record.parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  return (
    isNamed &&
    record.author.kind === 'recipient' &&
    record.passphrase === undefined &&
    (confidential === 'mail' || !record.confidential) &&
    sizeBytes <= mailer.maxAttachmentBytes
  );
}

/**
 * Opens a message in memory and mails it to one reader as an ordinary mail; `notice` where that cannot be, so that the
 * reader is to be told the ordinary way: it does not verify, its key is gone, or the mail system never takes it. Throws
 * `unavailable` or `too_many_requests` where it has to be tried again.
 */
export async function mailIntoInbox(
  ports: Ports,
  id: string,
  record: SentRecord,
  reader: Reader,
): Promise<Exclude<MailOutcome, 'refused'> | 'notice'> {
  return place(async () => {
    let isBroken = false;
    try {
      const opened = await openByService(ports, id, record);
      if (opened === null) return 'notice';
      try {
        const mail = await letterMail(ports, id, record, opened, reader);
        const attachments = mail.attachments?.map((one) =>
          watched(one, () => {
            isBroken = true;
          }),
        );
        const outcome = await ports.mailer.send({ ...mail, ...(attachments ? { attachments } : {}) });
        return outcome === 'refused' ? 'notice' : outcome;
      } finally {
        opened.forget();
      }
    } catch (error) {
      if (!isBroken && !isVerification(error)) throw error;
      ports.log.error('inbox.not_verified', { messageId: id });
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
