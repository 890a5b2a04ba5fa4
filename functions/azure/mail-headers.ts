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
  const shown = shownOf(mail);
  const host = new URL(sender.origin).hostname;
  return {
    messageId: `<${mail.messageId}>`,
    from: { name: oneLine(mail.fromName ?? sender.name), address: sender.from },
    to: shown?.to ?? [{ name: displayName(mail.to), address: mail.to.address }],
    ...(shown === undefined || shown.cc.length === 0 ? {} : { cc: shown.cc }),
    ...replyTo(sender, mail),
    ...(mail.date === undefined ? {} : { date: new Date(mail.date) }),
    subject: oneLine(mail.subject),
    ...threadOf(mail),
    headers: {
      ...mail.headers,
      // RFC 3834: keeps out-of-office answers away.
      ...(mail.about === 'letter' ? {} : { 'Auto-Submitted': 'auto-generated' }),
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

/** Whom To and Cc name; undefined: the one person whom the mail goes to, who is also named where nobody else can be. */
function shownOf({ shown }: Mail) {
  if (shown === undefined) return undefined;
  const plain = (people: readonly { address: string; name: string }[]) =>
    people
      .filter(({ address }) => isPlain(address))
      .map((person) => ({ name: displayName(person), address: person.address }));
  const to = plain(shown.to);
  return to.length === 0 ? undefined : { to, cc: plain(shown.cc) };
}

function replyTo({ helpAddress }: Sender, mail: Mail) {
  if (mail.replyTo !== undefined && isPlain(mail.replyTo.address))
    return { replyTo: { name: displayName(mail.replyTo), address: mail.replyTo.address } };
  return isPlain(helpAddress) ? { replyTo: helpAddress } : {};
}

function threadOf({ references = [] }: Mail) {
  const last = references.at(-1);
  if (last === undefined) return {};
  return { inReplyTo: `<${last}>`, references: references.map((one) => `<${one}>`) };
}

/** Header fields of a mail. */
export type Headers = NonNullable<ReturnType<typeof headersOf>>;

/** What may stand in Content-Type and Content-ID as it is (RFC 6838 section 4.2, RFC 2392). */
const MEDIA_TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;
const CONTENT_ID = /^[\w.@+-]{1,200}$/;

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
      ...(mail.attachments ?? []).map(({ name, mediaType, contentId, read }) => ({
        filename: oneLine(name),
        contentType: MEDIA_TYPE.test(mediaType) ? mediaType : 'application/octet-stream',
        ...(contentId !== undefined && CONTENT_ID.test(contentId)
          ? { cid: contentId, contentDisposition: 'inline' as const }
          : { contentDisposition: 'attachment' as const }),
        // Whatever it is, it arrives byte for byte.
        contentTransferEncoding: 'base64' as const,
        content: Readable.from(read()),
      })),
    ],
  };
}

/** An address as the strict grammar takes it, which can smuggle no second one in. */
export function isPlain(address: string): boolean {
  return addressSchema.safeParse(address).success;
}
