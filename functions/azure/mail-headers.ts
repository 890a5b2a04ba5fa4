import { Readable } from 'node:stream';
import { addressSchema } from '../../shared/api/index.ts';
import { displayName, oneLine } from '../../shared/mail/index.ts';
import type { Mail } from '../ports.ts';

/** Who the mails come from, as the policy has it. */
export type Sender = {
  /** The organisation's name, as display name. */
  name: string;
  /** The address that mails are sent from. */
  from: string;
  /** Whom to write to with questions; replies to a service mail go there, where it is an address. */
  helpAddress: string;
  /** The service's origin. */
  origin: string;
};

/**
 * A mail's header fields as nodemailer takes them; null for an address that is not plain, which could smuggle a
 * second recipient in. Nothing of them can hold a line break or turn text around, whoever wrote it.
 *
 * No `Precedence`: RFC 2076 discourages it, and Auto-Submitted says the same by a standard.
 *
 * List-Unsubscribe leads to the settings, behind the sign-in, and there is no one-click POST (RFC 8058): that
 * would be a route which changes a preference without a sign-in, by a secret in an address that everybody has who
 * gets the mail forwarded. Who presses it would miss messages without knowing, and the mail could do to somebody
 * else what only its reader may do. RFC 8058 is for bulk mail; each of these mails is about one message that a
 * person wrote. docs/mail.md says so too.
 */
export function headersOf(sender: Sender, mail: Mail) {
  if (!isPlain(mail.to.address)) return null;
  const host = new URL(sender.origin).hostname;
  return {
    messageId: `<${mail.messageId}>`,
    from: { name: oneLine(sender.name), address: sender.from },
    to: { name: displayName(mail.to), address: mail.to.address },
    ...(isPlain(sender.helpAddress) ? { replyTo: sender.helpAddress } : {}),
    subject: oneLine(mail.subject),
    headers: {
      // RFC 3834: keeps out-of-office answers away.
      'Auto-Submitted': 'auto-generated',
      'Content-Language': mail.language,
      ...(mail.about === 'notices'
        ? {
            'List-Id': { prepared: true, value: `<notices.${host}>` },
            'List-Help': { prepared: true, value: `<${sender.origin}/help>` },
            'List-Unsubscribe': { prepared: true, value: `<${sender.origin}/settings>` },
          }
        : {}),
    },
  };
}

/** Header fields of a mail. */
export type Headers = NonNullable<ReturnType<typeof headersOf>>;

/** What a mail consists of, as nodemailer takes it; nothing of it is read from a file or fetched from an address. */
export function bodyOf(mail: Mail) {
  return {
    disableFileAccess: true,
    disableUrlAccess: true,
    html: mail.html,
    text: mail.text,
    attachments: [
      ...mail.inline.map(({ contentId, mediaType, base64 }) => ({
        cid: contentId,
        contentType: mediaType,
        contentDisposition: 'inline' as const,
        // Without a name mail programs show no attachment for it.
        filename: false as const,
        content: base64,
        encoding: 'base64',
      })),
      ...(mail.attachments ?? []).map(({ name, mediaType, read }) => ({
        filename: oneLine(name),
        contentType: mediaType,
        contentDisposition: 'attachment' as const,
        content: Readable.from(read()),
      })),
    ],
  };
}

/** An address as the strict grammar takes it, which can smuggle no second one in. */
export function isPlain(address: string): boolean {
  return addressSchema.safeParse(address).success;
}
