import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TableClient } from '@azure/data-tables';
import { createTransport } from 'nodemailer';
import { atOnce } from '../../functions/at-once.ts';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { storeMessage } from '../../shared/api/index.ts';
import { letterTo, paneClient, putPartByFetch, trust, unwatched } from '../flow/clients.ts';
import type { Bench } from './run.ts';

/*
 * How long one message takes to be announced to many readers: `answerMs` until its author has the answer (every
 * mailbox is filled then), `noticesMs` until the last notice has left, and `bareMs` for as many mails of the same
 * size handed to the same SMTP server, as many at once, by nodemailer alone.
 */

const READERS = [10, 100, 500];
/** As deliver.ts has it. */
const AT_ONCE = 20;
const DAY_MS = 24 * 3_600_000;
const LONGEST_MS = 10 * 60_000;

export const bench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-delivery-'));
  const stack = await startStack({ folder, ports: 'free', fresh: true });
  try {
    trust(stack);
    await measure(stack, 5, 'warm');
    const rows = [];
    for (const readers of READERS) rows.push(await measure(stack, readers, 'known'));
    return { rows };
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

async function measure(stack: Stack, readers: number, name: string) {
  const client = paneClient(stack, 'tammy.gould@example.gov');
  const people = Array.from({ length: readers }, (_, i) => ({
    address: `${name}${i}.of${readers}@example.net`,
    name: 'Pat Doe',
  }));
  const send = async () => {
    const nowMs = Date.now();
    const outgoing = letterTo('', nowMs, {
      to: people,
      noticeBy: 'service',
      expiresAt: new Date(nowMs + 20 * DAY_MS).toISOString(),
    });
    const stored = await storeMessage({ client, putPart: putPartByFetch }, outgoing, unwatched());
    const beganMs = performance.now();
    await client.send(stored.id, stored.request);
    const answerMs = performance.now() - beganMs;
    await delivered(stack, stored.id);
    return { answerMs, noticesMs: performance.now() - beganMs };
  };
  // The first makes their accounts.
  await send();
  const { answerMs, noticesMs } = await send();
  const [notice] = await mailsTo(stack.urls.mail, people[0]?.address ?? '');
  if (notice === undefined) throw new Error('no notice arrived');
  const bareMs = await bare(stack, people, notice.html, notice.text);
  return {
    readers,
    answerMs: Math.round(answerMs),
    noticesMs: Math.round(noticesMs),
    bareMs: Math.round(bareMs),
    ratio: Math.round((noticesMs / bareMs) * 10) / 10,
  };
}

async function delivered(stack: Stack, id: string): Promise<void> {
  const text = await readFile(join(stack.folder, 'stack.json'), 'utf8');
  const { storageConnection } = JSON.parse(text) as { storageConnection: string };
  const table = TableClient.fromConnectionString(storageConnection, 'messages', {
    allowInsecureConnection: true,
  });
  const untilMs = performance.now() + LONGEST_MS;
  while (performance.now() < untilMs) {
    const isLeft = await table.getEntity(id, 'outbox:deliver').then(
      () => true,
      () => false,
    );
    if (!isLeft) return;
    await sleep(50);
  }
  throw new Error('the notices did not all leave');
}

async function bare(
  stack: Stack,
  people: readonly { address: string }[],
  html: string,
  text: string,
): Promise<number> {
  const beganMs = performance.now();
  await atOnce(AT_ONCE, people, async ({ address }) => {
    const transport = createTransport({ url: stack.urls.smtp, ignoreTLS: true });
    await transport.sendMail({ from: 'secure@example.gov', to: address, subject: 'Bare', html, text });
    transport.close();
  });
  return performance.now() - beganMs;
}
