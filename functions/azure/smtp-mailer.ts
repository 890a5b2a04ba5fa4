import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { AppError } from '../../shared/errors.ts';
import { domainOf } from '../../shared/policy/index.ts';
import type { Mail, Mailer, MailOutcome } from '../ports.ts';
import type { AppToken } from './app-token.ts';
import { bodyOf, type Headers, headersOf, isPlain, type Sender } from './mail-headers.ts';

/** How long the mail server may keep silent. */
const SILENCE_MS = 10_000;
/** How long one mail may take altogether: a server that answers drop by drop is never silent. */
const MAIL_MS = 20_000;
/** A mail with files may take longer, as long as a line of three megabits a second needs, and less than the two minutes that a delivery has left at its end. */
const BYTES_PER_MS = 350;
const LONGEST_MAIL_MS = 110_000;
/** As large as Exchange lets mails be by default, 35 MB, in base64 and with some room; a server may take less. */
export const MAX_ATTACHMENT_BYTES = 50_000_000;
const WAIT_SECONDS = 60;
/** The server asks to come again later, whatever the mail: 421 (RFC 5321), and 432 of Exchange for too many connections. */
const THROTTLED = [421, 432];

/** What nodemailer puts on its errors. */
type SmtpFailure = { code?: string; responseCode?: number; command?: string };
type Attempt = { outcome: Promise<unknown>; wasSent: () => boolean; close: () => void };

/** A server: its URL or where and how to connect to it, and the address that mails come from. */
type Smtp = {
  connection: { url: string } | SMTPTransport.Options;
  from: string;
  token: AppToken | null;
};

/**
 * The mailer over SMTP with nodemailer, one connection a mail, so that a slow one holds up no other. With a token it
 * signs in by that, one of the app's own (XOAUTH2), and then never without TLS.
 */
export function createSmtpMailer(
  { smtpUrl, from }: { smtpUrl: string; from: string },
  { name, helpAddress }: { name: string; helpAddress: string },
  origin: string,
  token: AppToken | null = null,
): Mailer {
  const sender: Sender = { name, from, helpAddress, origin };
  const smtp: Smtp = { connection: { url: smtpUrl }, from, token };
  return {
    maxAttachmentBytes: MAX_ATTACHMENT_BYTES,
    async send(mail) {
      const headers = headersOf(sender, mail);
      if (headers === null) return 'refused';
      return (
        (await attempt(smtp, headers, mail, returnPath(from, mail))) ??
        // The mail system lets us name no other return path, so bounces come to us.
        (await attempt(smtp, headers, mail, from)) ??
        'refused'
      );
    },
  };
}

/**
 * Where a bounce goes (the envelope's sender, RFC 5321 section 3.6.3): to the person named, where their address is of
 * the domain that mails come from, so that SPF (RFC 7208) and DMARC hold as for our own. docs/decisions/0012 says why.
 */
function returnPath(from: string, { bounceTo }: Mail): string {
  const isOurs = bounceTo !== undefined && isPlain(bounceTo) && domainOf(bounceTo) === domainOf(from);
  return isOurs ? bounceTo : from;
}

/** One try; null where the mail system would not take this sender. Throws `unavailable` where it was not taken now. */
export async function attempt(
  smtp: Smtp,
  headers: Headers,
  mail: Mail,
  sender: string,
): Promise<MailOutcome | null> {
  const accessToken = await smtp.token?.get().catch(notNow);
  const { outcome, wasSent, close } = begin(smtp, accessToken, headers, mail, sender);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the mail server is too slow')), timeFor(mail));
  });
  try {
    await Promise.race([outcome, tooLong]);
    return 'accepted';
  } catch (cause) {
    // Whatever comes after the race is lost is known already.
    outcome.catch(() => undefined);
    if (sender !== smtp.from && isSenderRefused(cause as SmtpFailure)) return null;
    const failure = cause as SmtpFailure;
    if (failure.code === 'EAUTH') smtp.token?.drop();
    const known = outcomeOf(failure, wasSent());
    if (known !== null) return known;
    if (THROTTLED.includes(failure.responseCode ?? 0)) {
      throw new AppError('too_many_requests', { detail: 'smtp', retryAfterSeconds: WAIT_SECONDS, cause });
    }
    return notNow(cause);
  } finally {
    clearTimeout(timer);
    close();
  }
}

/** Milliseconds that a mail may take. */
function timeFor({ attachments = [] }: Mail): number {
  const bytes = attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return Math.min(LONGEST_MAIL_MS, MAIL_MS + bytes / BYTES_PER_MS);
}

function notNow(cause: unknown): never {
  throw new AppError('unavailable', { detail: 'smtp', retryAfterSeconds: WAIT_SECONDS, cause });
}

function isSenderRefused({ responseCode, command }: SmtpFailure): boolean {
  return responseCode !== undefined && responseCode >= 500 && command === 'MAIL FROM';
}

function begin(
  { connection }: Smtp,
  accessToken: string | undefined,
  headers: Headers,
  mail: Mail,
  sender: string,
): Attempt {
  let isSent = false;
  const ignore = () => undefined;
  const transport = createTransport({
    ...connection,
    connectionTimeout: SILENCE_MS,
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    ...(accessToken === undefined ? {} : oauth(connection, accessToken)),
    // nodemailer tells only its log that the whole mail is out.
    logger: {
      ...{ level: ignore, trace: ignore, debug: ignore, warn: ignore, error: ignore, fatal: ignore },
      info: (entry: { tnx?: string }) => {
        if (entry.tnx === 'message') isSent = true;
      },
    },
  });
  const outcome = transport.sendMail({
    ...headers,
    envelope: { from: sender, to: [mail.to.address] },
    ...bodyOf(mail),
  });
  return { outcome, wasSent: () => isSent, close: () => transport.close() };
}

/** A token goes over TLS alone. */
function oauth(connection: Smtp['connection'], accessToken: string) {
  const user = 'url' in connection ? decodeURIComponent(new URL(connection.url ?? '').username) : '';
  return { requireTLS: true, auth: { type: 'OAuth2' as const, user, accessToken } };
}

/** null where the mail was surely not taken and may be tried again. */
function outcomeOf({ responseCode, command }: SmtpFailure, wasSent: boolean): MailOutcome | null {
  // 5xx to this reader or this content is for good; at greeting, sign-in or sender it is our own matter.
  const isAboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if (responseCode !== undefined && responseCode >= 500 && isAboutThisMail) return 'refused';
  return wasSent && responseCode === undefined ? 'unclear' : null;
}
