import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArrivedMail, mailsTo } from '../../infra/local/mail/arrived.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { AppError } from '../../shared/errors.ts';
import { trust } from '../flow/clients.ts';
import { type HttpProxy, startProxy } from './proxy.ts';
import { type MailProxy, startMailProxy } from './proxy-smtp.ts';

/** A stack whose service reaches storage, vault and mail through proxies only. */
export type ProxiedStack = {
  readonly stack: Stack;
  readonly table: HttpProxy;
  readonly blob: HttpProxy;
  readonly queue: HttpProxy;
  readonly vault: HttpProxy;
  readonly smtp: MailProxy;
  /** Azurite's connection string, past the proxies. */
  readonly storageConnection: string;
  /** Starts the service anew, behind the proxies and with further settings: a cold instance. */
  readonly restart: (extraSettings?: Readonly<Record<string, string>>) => Promise<void>;
  /** Ends every fault. */
  readonly heal: () => void;
  /** The service's log so far: one event a line. */
  readonly log: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Starts a stack of its own on free ports, with the service behind proxies. */
export async function startProxiedStack(): Promise<ProxiedStack> {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-faults-'));
  const stack = await startStack({ folder, ports: 'free', fresh: true });
  trust(stack);
  const { urls } = stack;
  const storageConnection: string = JSON.parse(
    await readFile(join(folder, 'stack.json'), 'utf8'),
  ).storageConnection;
  const [table, blob, queue, vault, smtp] = await Promise.all([
    startProxy(new URL(urls.table).origin),
    startProxy(new URL(urls.blob).origin),
    startProxy(new URL(urls.queue).origin),
    startProxy(urls.vault),
    startMailProxy(urls.smtp),
  ]);
  const settings = {
    SEALPOST_STORAGE_CONNECTION: storageConnection
      .replace(new URL(urls.table).origin, table.url)
      .replace(new URL(urls.blob).origin, blob.url)
      .replace(new URL(urls.queue).origin, queue.url),
    SEALPOST_VAULT_URL: vault.url,
    SEALPOST_SMTP_URL: smtp.url,
  };
  const restart: ProxiedStack['restart'] = (extraSettings) =>
    stack.restartFunctions({ ...settings, ...extraSettings });
  await restart();
  const proxies = [table, blob, queue, vault, smtp];
  return {
    ...{ stack, table, blob, queue, vault, smtp, storageConnection, restart },
    heal: () => {
      for (const proxy of proxies) proxy.heal();
    },
    log: () => readFile(join(folder, 'logs/functions.log'), 'utf8'),
    stop: async () => {
      await stack.stop();
      await Promise.all(proxies.map((proxy) => proxy.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The AppError with which a call fails; throws where it does not fail. */
export async function failureOf(call: Promise<unknown>): Promise<AppError> {
  const failure = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (failure instanceof AppError) return failure;
  throw new Error('the call did not fail with an AppError', { cause: failure });
}

/** The notices of one message that have arrived for an address. */
export async function noticesOf(stack: Stack, address: string, messageId: string): Promise<ArrivedMail[]> {
  return (await mailsTo(stack.urls.mail, address)).filter((mail) => mail.html.includes(messageId));
}
