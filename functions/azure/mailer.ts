import { createTransport } from 'nodemailer';
import { AppError } from '../../shared/errors.ts';
import type { Config } from '../config.ts';
import type { Mail, Mailer, MailOutcome } from '../ports.ts';

/** How long the mail server may keep silent. */
const SILENCE_MS = 10_000;
/** How long one mail may take altogether: a server that answers drop by drop is never silent. */
const MAIL_MS = 20_000;

/** What nodemailer puts on its errors. */
type SmtpFailure = { responseCode?: number; command?: string };
type Attempt = { outcome: Promise<unknown>; wasSent: () => boolean; close: () => void };

/** The mailer over SMTP with nodemailer, one connection a mail, so that a slow one holds up no other. */
export function createSmtpMailer(config: Config['mail'], senderName: string): Mailer {
  return {
    async send(mail) {
      const { outcome, wasSent, close } = begin(config, senderName, mail);
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('the mail server is too slow')), MAIL_MS);
      });
      try {
        await Promise.race([outcome, tooLong]);
        return 'accepted';
      } catch (cause) {
        // Whatever comes after the race is lost is known already.
        outcome.catch(() => undefined);
        const known = outcomeOf(cause as SmtpFailure, wasSent());
        if (known !== null) return known;
        throw new AppError('unavailable', { detail: 'smtp', retryAfterSeconds: 60, cause });
      } finally {
        clearTimeout(timer);
        close();
      }
    },
  };
}

function begin(config: Config['mail'], senderName: string, mail: Mail): Attempt {
  let isSent = false;
  const ignore = () => undefined;
  const transport = createTransport({
    url: config.smtpUrl,
    connectionTimeout: SILENCE_MS,
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    // Nothing in a mail of ours may be read from a file or fetched from an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    // nodemailer tells only its log that the whole mail is out.
    logger: {
      ...{ level: ignore, trace: ignore, debug: ignore, warn: ignore, error: ignore, fatal: ignore },
      info: (entry: { tnx?: string }) => {
        if (entry.tnx === 'message') isSent = true;
      },
    },
  });
  const outcome = transport.sendMail({
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
  return { outcome, wasSent: () => isSent, close: () => transport.close() };
}

/** null where the mail was surely not taken and may be tried again. */
function outcomeOf({ responseCode, command }: SmtpFailure, wasSent: boolean): MailOutcome | null {
  // 5xx to this reader or this content is for good; at greeting, sign-in or sender it is our own matter.
  const isAboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if (responseCode !== undefined && responseCode >= 500 && isAboutThisMail) return 'refused';
  return wasSent && responseCode === undefined ? 'unclear' : null;
}
