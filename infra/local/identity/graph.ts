import type { IncomingMessage, ServerResponse } from 'node:http';
import { createTransport } from 'nodemailer';
import type Provider from 'oidc-provider';
import PostalMime from 'postal-mime';
import { readBody } from '../body.ts';
import { organisation, people } from '../people.ts';

/** The scope of an app that asks Microsoft Graph with its own permissions. */
export const graphScope = (graphUrl: string): string => `${graphUrl}/.default`;

const SEARCH = /^"displayName:([^"]*)" OR "mail:([^"]*)"$/;

/**
 * Answers `GET /v1.0/users` as Microsoft Graph does for an app: `$search` over the seeded people, by the beginnings
 * of words in a name and of an address. Refuses what Graph refuses: no token, another query, no `ConsistencyLevel`.
 */
export async function answerUsers(
  provider: Provider,
  url: URL,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  response: ServerResponse,
): Promise<void> {
  const token = /^Bearer (\S+)$/.exec(String(headers.authorization))?.[1] ?? '';
  if ((await provider.ClientCredentials.find(token)) === undefined) return send(response, 401, {});
  const [, name, mail] = SEARCH.exec(url.searchParams.get('$search') ?? '') ?? [];
  if (name === undefined || mail === undefined || headers.consistencylevel !== 'eventual')
    return send(response, 400, {});
  const begins = (text: string, words: string) => text.toLowerCase().startsWith(words.toLowerCase());
  const found = people.filter(
    (one) =>
      begins(one.address, mail) ||
      begins(one.name, name) ||
      one.name.split(' ').some((word) => begins(word, name)),
  );
  const value = found
    .slice(0, Number(url.searchParams.get('$top') ?? 100))
    .map((one) => ({ displayName: one.name, mail: one.address }));
  send(response, 200, { '@odata.count': found.length, value });
}

/** The one mailbox that the app may send for, as an administrator of Exchange has scoped it. */
const SERVICE_MAILBOX = `secure@${organisation.domains[0]}`;
/** Four megabytes a request, and four requests at a time for one mailbox, as Exchange has it. */
const MAX_MAIL_BYTES = 4 * 1024 * 1024;
const MAX_AT_ONCE = 4;
let underWay = 0;

/**
 * Answers `POST /v1.0/users/{mailbox}/sendMail` with a mail in MIME (base64, `text/plain`): 202, and the mail is
 * handed to the local mail system, its recipients those of its headers. Refuses what Graph refuses: no token, another
 * mailbox, no base64, no recipient, too many at a time.
 */
export async function answerSendMail(
  { provider, smtpPort }: { provider: Provider; smtpPort: number },
  mailbox: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = /^Bearer (\S+)$/.exec(String(request.headers.authorization))?.[1] ?? '';
  if ((await provider.ClientCredentials.find(token)) === undefined)
    return fail(response, 401, 'InvalidAuthenticationToken');
  if (mailbox.toLowerCase() !== SERVICE_MAILBOX) return fail(response, 403, 'ErrorAccessDenied');
  if (Number(request.headers['content-length'] ?? 0) > MAX_MAIL_BYTES)
    return fail(response, 413, 'RequestEntityTooLarge');
  if (underWay >= MAX_AT_ONCE) {
    response.setHeader('retry-after', '1');
    return fail(response, 429, 'ApplicationThrottled');
  }
  underWay++;
  try {
    const text = (await readBody(request, MAX_MAIL_BYTES)).toString('latin1');
    const raw = Buffer.from(text, 'base64');
    if (raw.length === 0 || raw.toString('base64') !== text)
      return fail(response, 400, 'ErrorMimeContentInvalidBase64String');
    const { to = [], cc = [], bcc = [] } = await PostalMime.parse(raw);
    const addresses = [...to, ...cc, ...bcc].flatMap(({ address }) =>
      address === undefined ? [] : [address],
    );
    if (addresses.length === 0) return fail(response, 400, 'ErrorInvalidRecipients');
    const transport = createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, ignoreTLS: true });
    await transport.sendMail({ envelope: { from: SERVICE_MAILBOX, to: addresses }, raw });
    response.writeHead(202);
    response.end();
  } finally {
    underWay--;
  }
}

function fail(response: ServerResponse, status: number, code: string): void {
  send(response, status, { error: { code, message: code } });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
