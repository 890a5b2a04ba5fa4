import tls from 'node:tls';
import { type ArrivedMail, mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import {
  type AccountClient,
  type Call,
  type Client,
  commitMessage,
  createAccountClient,
  createCaller,
  createClient,
  createLifeClient,
  createMailboxClient,
  createSettingsClient,
  type LifeClient,
  type MailboxClient,
  type Outgoing,
  type PutPart,
  type SettingsClient,
  storeMessage,
} from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';

/** Makes this process trust a stack's certificate, as a browser with the CA installed does. */
export function trust(stack: Pick<Stack, 'ca'>): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), stack.ca]);
}

export type Browser = { fetch: typeof fetch; cookies: Map<string, string> };

/** A fetch that keeps cookies for one origin, as one browser window does. */
export function createBrowser(): Browser {
  const cookies = new Map<string, string>();
  const withCookies: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(input, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  return { fetch: withCookies, cookies };
}

/** All that the portal's pages can call. */
export type PortalClient = Client & LifeClient & MailboxClient & AccountClient & SettingsClient;

/** A client with a browser's cookies and nothing else. */
export function portalClient(stack: Stack, browser: Browser = createBrowser()): PortalClient {
  const call = createCaller({
    origin: stack.urls.product,
    token: async () => null,
    fetch: browser.fetch,
  });
  return {
    ...createClient(call),
    ...createLifeClient(call),
    ...createMailboxClient(call),
    ...createAccountClient(call),
    ...createSettingsClient(call),
  };
}

/** A client with a member of staff's bearer token, as the pane has it. */
export function paneClient(
  stack: Stack,
  address: string,
  withFetch: typeof fetch = fetch,
): Client & LifeClient & MailboxClient {
  const call = staffCall(stack, address, withFetch);
  return { ...createClient(call), ...createLifeClient(call), ...createMailboxClient(call) };
}

/** Calls with a member of staff's bearer token, for what clients are made of. */
export function staffCall(stack: Stack, address: string, withFetch: typeof fetch = fetch): Call {
  const person = stack.people.find((candidate) => candidate.address === address);
  if (person === undefined) throw new Error(`nobody is seeded as ${address}`);
  const scope = 'api://1f0c3a52-7d4e-4b8a-8f21-6a9b0c1d2e3f/access_as_user';
  return createCaller({
    origin: stack.urls.product,
    fetch: withFetch,
    token: async () => (await stack.brokerToken(person.oid, [scope])).accessToken,
  });
}

/** Uploads a part by fetch, where no browser is needed. */
export const putPartByFetch: PutPart = async (url, sealed, encryptionData) => {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'x-ms-blob-type': 'BlockBlob', 'x-ms-meta-encryptiondata': encryptionData },
    body: sealed,
  });
  if (response.status !== 201) throw new AppError('unavailable', { detail: `Put Blob ${response.status}` });
};

/** Registers an address as its owner does: the form, then the code from the mail. */
export async function register(
  stack: Stack,
  address: string,
  browser: Browser = createBrowser(),
): Promise<PortalClient> {
  const client = portalClient(stack, browser);
  const { terms } = await client.config();
  await client.register({
    address,
    firstName: 'Pat',
    lastName: 'Doe',
    password: 'correct horse battery',
    language: 'en',
    acceptedTerms: terms.version,
  });
  const code = await nextCode(stack, address);
  await client.confirm(address, code);
  return client;
}

/** The newest code for an address, once more than `before` code mails have arrived there. */
export async function nextCode(stack: Stack, address: string, before = 0): Promise<string> {
  const codeOf = (mail: ArrivedMail) => /^(\d{6}) is your code/.exec(mail.subject)?.[1];
  await waitForMail(stack.urls.mail, address, (mail) => codeOf(mail) !== undefined);
  for (let tries = 0; tries < 100; tries++) {
    const codes = (await mailsTo(stack.urls.mail, address)).flatMap((mail) => codeOf(mail) ?? []);
    if (codes.length > before && codes[0] !== undefined) return codes[0];
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no code for ${address}`);
}

/** A letter from Tammy Gould to one person, readable for two days from the given moment. */
export function letterTo(address: string, nowMs: number, over: Partial<Outgoing> = {}): Outgoing {
  return {
    idempotencyKey: crypto.randomUUID(),
    subject: 'Your records',
    from: { address: 'tammy.gould@example.gov', name: 'Tammy Gould' },
    to: [{ address, name: 'Pat Doe' }],
    cc: [],
    bcc: [],
    body: { html: '<p>Dear <b>Pat</b></p>', text: 'Dear Pat' },
    attachments: [],
    confidential: false,
    sentAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + 2 * 24 * 3_600_000).toISOString(),
    noticeBy: 'sender',
    ...over,
  };
}

/** Options of storeMessage for a caller that neither watches nor cancels. */
export function unwatched() {
  return { onProgress: () => undefined, signal: new AbortController().signal };
}

/** Seals, stores and commits a message as pane and portal do; answers its id. */
export async function sendAs(client: Client, outgoing: Outgoing): Promise<string> {
  const stored = await storeMessage({ client, putPart: putPartByFetch }, outgoing, unwatched());
  await commitMessage(client, stored);
  return stored.id;
}
