import MailComposer from 'nodemailer/lib/mail-composer';
import * as z from 'zod/mini';
import { AppError } from '../../shared/errors.ts';
import { createPlaces } from '../../shared/places.ts';
import type { Mail, Mailer, MailOutcome } from '../ports.ts';
import type { AppToken } from './app-token.ts';
import { bodyOf, type Headers, headersOf, type Sender } from './mail-headers.ts';

/** How long Graph may take for one mail. */
const MAIL_MS = 20_000;
/** What Graph takes in one request (4 MB); a larger mail would need an upload session. */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;
/** What is left of it for files: they stand there in base64 of base64, beside the words. */
const MAX_ATTACHMENT_BYTES = 2_000_000;
/** Exchange answers four requests of an app for one mailbox at a time, and refuses a fifth. */
const AT_ONCE = 3;
/** Where Graph asks to wait and does not say how long. */
const WAIT_SECONDS = 60;
/** Errors about the mail or its reader, for good; all others may pass. */
const REFUSALS = ['ErrorInvalidRecipients', 'ErrorMessageSizeExceeded', 'ErrorMimeContentInvalid'];

const errorSchema = z.object({ error: z.object({ code: z.string() }) });

/**
 * The mailer over Microsoft Graph: `POST /users/{mailbox}/sendMail` with the whole mail as MIME, since its JSON form
 * takes one body and no header that does not begin with `x-`. Exchange keeps a copy of each in Sent Items.
 * docs/decisions/0016 says what it can do and what not.
 * https://learn.microsoft.com/graph/outlook-send-mime-message
 */
export function createGraphMailer(
  { graphUrl, from }: { graphUrl: string; from: string },
  { name, helpAddress }: { name: string; helpAddress: string },
  origin: string,
  token: AppToken,
): Mailer {
  const sender: Sender = { name, from, helpAddress, origin };
  const url = new URL(`/v1.0/users/${encodeURIComponent(from)}/sendMail`, graphUrl);
  const place = createPlaces(AT_ONCE);
  return {
    maxAttachmentBytes: MAX_ATTACHMENT_BYTES,
    async send(mail) {
      const headers = headersOf(sender, mail);
      if (headers === null) return 'refused';
      const body = await toMime(headers, mail);
      if (body.length > MAX_REQUEST_BYTES) return 'refused';
      return place(async () => {
        const authorization = `Bearer ${await token.get().catch(notNow)}`;
        const answer = await post(url, authorization, body);
        if (answer === null) return 'unclear';
        if (answer.status === 401) token.drop();
        return outcomeOf(answer);
      });
    },
  };
}

/** MIME as Graph takes it: base64 in a body of text. */
async function toMime(headers: Headers, mail: Mail): Promise<string> {
  const mime = await new MailComposer({ ...headers, ...bodyOf(mail) }).compile().build();
  return mime.toString('base64');
}

/** The answer; null where none came, so that nobody knows whether the mail was taken. */
async function post(url: URL, authorization: string, body: string): Promise<Response | null> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { authorization, 'content-type': 'text/plain' },
      body,
      signal: AbortSignal.timeout(MAIL_MS),
    });
  } catch (error) {
    // Nothing was sent where there was no connection to send it on.
    const code = (error as { cause?: { code?: string } }).cause?.code ?? '';
    if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code))
      return notNow(error);
    return null;
  }
}

async function outcomeOf(answer: Response): Promise<MailOutcome> {
  const { status } = answer;
  const text = await answer.text().catch(() => '');
  if (status === 202) return 'accepted';
  const retryAfterSeconds = Number(answer.headers.get('retry-after')) || WAIT_SECONDS;
  if (status === 429 || status === 503) {
    throw new AppError('too_many_requests', { detail: `Graph ${status}`, retryAfterSeconds });
  }
  const code = codeOf(text);
  if (status === 413 || (status === 400 && REFUSALS.some((one) => code.startsWith(one)))) return 'refused';
  throw new AppError('unavailable', { detail: `Graph ${status} ${code}`, retryAfterSeconds });
}

function codeOf(text: string): string {
  try {
    return z.parse(errorSchema, JSON.parse(text)).error.code;
  } catch {
    return '';
  }
}

function notNow(cause: unknown): never {
  throw new AppError('unavailable', { detail: 'Graph', retryAfterSeconds: WAIT_SECONDS, cause });
}
