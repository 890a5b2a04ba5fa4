import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStorage, type Storage } from '../../functions/azure/storage.ts';
import { type ArrivedMail, mailsTo } from '../../infra/local/mail/arrived.ts';
import { organisation, send } from '../../infra/local/people.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { createBrowser, letterTo, paneClient, sendAs, trust } from './clients.ts';

/* What tests of accounts share: a stack of their own, its policy, and what a recipient's mail holds. */

/** Starts a stack in a folder of its own; `stop` ends it and removes the folder. */
export async function startAccountStack(name: string): Promise<{ stack: Stack; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), `sealpost-${name}-`));
  const stack = await startStack({ folder, ports: 'free', fresh: true });
  trust(stack);
  return {
    stack,
    stop: async () => {
      await stack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the product anew under another policy. */
export function withPolicy(stack: Stack, policy: Record<string, unknown>): Promise<void> {
  return stack.restartFunctions({ SEALPOST_POLICY: JSON.stringify({ organisation, send, ...policy }) });
}

/** The connection string of a stack's own Azurite, to look behind the service's back. */
export async function connectionOf(stack: Stack): Promise<string> {
  const text = await readFile(join(stack.folder, 'stack.json'), 'utf8');
  return (JSON.parse(text) as { storageConnection: string }).storageConnection;
}

export async function storageOf(stack: Stack): Promise<Storage> {
  return createStorage({ kind: 'connection', connectionString: await connectionOf(stack) });
}

/** Makes an address known to the service: somebody there has written to it. */
export function nameAddress(stack: Stack, address: string, nowMs = Date.now()): Promise<string> {
  return sendAs(paneClient(stack, 'tammy.gould@example.gov'), letterTo(address, nowMs));
}

/** Waits until more than `before` mails that fit have arrived; answers them, newest first. */
export async function mailsThatFit(
  stack: Stack,
  address: string,
  fits: (mail: ArrivedMail) => boolean,
  before = 0,
): Promise<ArrivedMail[]> {
  for (let tries = 0; tries < 100; tries++) {
    const mails = (await mailsTo(stack.urls.mail, address)).filter(fits);
    if (mails.length > before) return mails;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no such mail arrived for ${address}`);
}

/** The newest mail with this in its subject, once more than `before` such have arrived. */
export async function newestMail(
  stack: Stack,
  address: string,
  subject: string,
  before = 0,
): Promise<ArrivedMail> {
  const [mail] = await mailsThatFit(stack, address, (one) => one.subject.includes(subject), before);
  if (mail === undefined) throw new Error('unreachable');
  return mail;
}

/** What the link of a mail carries in its fragment. */
export function linkOfMail(mail: ArrivedMail): string {
  const link = /#link=([A-Za-z0-9_.-]+)/.exec(mail.text)?.[1];
  if (link === undefined) throw new Error('the mail has no link');
  return link;
}

/** Status, headers that could differ, cookies without values, and body of a raw call: what an enumerator can see. */
export async function seen(stack: Stack, path: string, json: unknown) {
  const response = await createBrowser().fetch(`${stack.urls.product}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(json),
  });
  const headers = Object.fromEntries(
    [...response.headers].filter(([name]) => name !== 'date' && name !== 'set-cookie'),
  );
  const cookies = response.headers
    .getSetCookie()
    .map((line) => line.replace(/=([^;]*)/, (_, value: string) => `=${value.length} characters`));
  return { status: response.status, headers, cookies, body: await response.text() };
}
