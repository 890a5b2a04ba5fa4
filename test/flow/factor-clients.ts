import { Secret, TOTP } from 'otpauth';
import { waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { nameAddress } from './account-stack.ts';
import { type Browser, createBrowser, type PortalClient, portalClient, register } from './clients.ts';

export const password = 'correct horse battery';
export const MINUTE_MS = 60_000;
/** For tests that start the product anew several times, on a machine that has other things to do. */
export const RESTARTS_MS = 240_000;

/** The code that an app shows so many milliseconds from now, by the clock of the stack. */
export function codeAt(secret: string, atMs: number): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: atMs });
}

/** A code of six digits that is none of the given. */
export function otherThan(...codes: string[]): string {
  for (let number = 0; ; number++) {
    const code = String(number).padStart(6, '0');
    if (!codes.includes(code)) return code;
  }
}

/** A recipient who has registered, signed in in this browser. */
export async function recipient(
  stack: Stack,
  address: string,
  browser: Browser = createBrowser(),
): Promise<PortalClient> {
  await nameAddress(stack, address);
  return register(stack, address, browser);
}

/** Adds an app to an account; answers its key and the recovery codes. The next code that counts is the one of the next step. */
export async function addTotp(
  client: PortalClient,
  nowMs: number,
): Promise<{ secret: string; codes: string[] }> {
  const { secret } = await client.beginTotp();
  const { codes } = await client.confirmTotp(codeAt(secret, nowMs));
  return { secret, codes };
}

/** A browser in which the password was right and the second factor is asked for. */
export async function pendingSignIn(
  stack: Stack,
  address: string,
): Promise<{ client: PortalClient; browser: Browser; ways: readonly string[] }> {
  const browser = createBrowser();
  const client = portalClient(stack, browser);
  const answer = await client.signIn({ address, password });
  if (answer.state !== 'second_factor') throw new Error(`no second factor is asked: ${answer.state}`);
  return { client, browser, ways: answer.ways };
}

/** Waits for a mail to an address whose subject begins so. */
export function told(stack: Stack, address: string, subject: string) {
  return waitForMail(stack.urls.mail, address, (mail) => mail.subject.startsWith(subject));
}
