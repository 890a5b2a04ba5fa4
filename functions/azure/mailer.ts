import { createTransport } from 'nodemailer';
import { AppError } from '../../shared/errors.ts';
import type { Config } from '../config.ts';
import type { Mailer } from '../ports.ts';

/** How long the mail server may keep silent before other mail gets its turn. */
const TIMEOUT_MS = 20_000;

/** The mailer over SMTP with nodemailer. Throws `unavailable` where the server does not accept the mail. */
export function createSmtpMailer(config: Config['mail'], senderName: string): Mailer {
  const transport = createTransport({
    url: config.smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Nothing in a mail of ours may be read from a file or fetched from an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail({
          messageId: `<${mail.messageId}>`,
          from: { name: senderName, address: config.from },
          to: { name: mail.to.name, address: mail.to.address },
          envelope: { from: config.from, to: [mail.to.address] },
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          // Auto-Submitted (RFC 3834) keeps out-of-office answers away.
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (cause) {
        throw new AppError('unavailable', { detail: 'smtp', retryAfterSeconds: 60, cause });
      }
    },
  };
}
