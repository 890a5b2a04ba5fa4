import tls from 'node:tls';
import type { Stack } from '../../infra/local/stack.ts';
import { type Client, createClient, type PutPart } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';

/** Makes this process trust a stack's certificate, as a browser with the CA installed does. */
export function trust(stack: Stack): void {
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

/** A client with a browser's cookies and nothing else. */
export function portalClient(stack: Stack, browser: Browser = createBrowser()): Client {
  return createClient({ origin: stack.urls.product, token: async () => null, fetch: browser.fetch });
}

/** A client with a member of staff's bearer token, as the pane has it. */
export function paneClient(stack: Stack, address: string): Client {
  const person = stack.people.find((candidate) => candidate.address === address);
  if (person === undefined) throw new Error(`nobody is seeded as ${address}`);
  const scope = 'api://1f0c3a52-7d4e-4b8a-8f21-6a9b0c1d2e3f/access_as_user';
  return createClient({
    origin: stack.urls.product,
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

export type ArrivedMail = {
  id: string;
  envelope: { from: string; to: string[] };
  subject: string;
  headers: Record<string, string> | { key: string; value: string }[];
  html: string;
  text: string;
  attachments: { name: string; type: string; sizeBytes: number }[];
};

/** Waits for the first mail to an address that fits; the mail server keeps what really arrived over SMTP. */
export async function arrived(
  stack: Stack,
  to: string,
  fits: (mail: ArrivedMail) => boolean = () => true,
): Promise<ArrivedMail> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`${stack.urls.mail}/api/messages?to=${encodeURIComponent(to)}`);
    const found = ((await answer.json()) as ArrivedMail[]).find(fits);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no such mail for ${to}`);
}

/** Registers an address as its owner does: the form, then the code from the mail. */
export async function register(
  stack: Stack,
  address: string,
  browser: Browser = createBrowser(),
): Promise<Client> {
  const client = portalClient(stack, browser);
  const { terms } = await client.config();
  const before = await mailCount(stack, address);
  await client.register({
    address,
    firstName: 'Pat',
    lastName: 'Doe',
    password: 'correct horse battery',
    language: 'en',
    acceptedTerms: terms.version,
  });
  const code = await nextCode(stack, address, before);
  await client.confirm(address, code);
  return client;
}

async function mailCount(stack: Stack, to: string): Promise<number> {
  const answer = await fetch(`${stack.urls.mail}/api/messages?to=${encodeURIComponent(to)}`);
  return ((await answer.json()) as unknown[]).length;
}

/** The code of the newest code mail that came after `before` mails. */
export async function nextCode(stack: Stack, address: string, before = 0): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`${stack.urls.mail}/api/messages?to=${encodeURIComponent(address)}`);
    const mails = (await answer.json()) as ArrivedMail[];
    const code =
      mails.length > before
        ? mails.map((mail) => /^(\d{6}) is your code/.exec(mail.subject)?.[1]).find(Boolean)
        : undefined;
    if (code !== undefined) return code;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no code for ${address}`);
}
