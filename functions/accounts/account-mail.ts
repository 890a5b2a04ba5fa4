import { randomInt } from 'node:crypto';
import { renderAlreadyRegistered, renderCode } from '../../shared/mail/index.ts';
import type { Ports, Row } from '../ports.ts';
import { type AccountRecord, accountKey, type RegistrationRecord, registrationRange } from './records.ts';

const CODE_MINUTES = 10;
const MINUTE_MS = 60_000;

/**
 * Sends the mails that an account's registrations wait for. The code is made here, so that no queue
 * ever holds one; a job that runs twice finds nothing left to send.
 */
export async function sendAccountMail(ports: Ports, accountId: string): Promise<void> {
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) return;
  const { rows } = await ports.records.list<RegistrationRecord>('accounts', accountId, registrationRange);
  for (const row of rows) {
    if (row.value.mail === 'code') await sendCode(ports, accountId, account.value, row);
    if (row.value.mail === 'already') await sendAlready(ports, accountId, account.value, row);
  }
}

async function sendCode(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  { row, value, etag }: Row<RegistrationRecord>,
): Promise<void> {
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const now = ports.clock.now();
  const key = { table: 'accounts', partition: accountId, row } as const;
  // Stored before it is sent, and still wanted: after a crash the next try sends a new code.
  const pending: RegistrationRecord = {
    ...value,
    codeMac: await ports.service.mac('code', accountId, row, code),
    codeExpiresAt: new Date(now.getTime() + CODE_MINUTES * MINUTE_MS).toISOString(),
    attempts: 0,
    mailsSent: value.mailsSent + 1,
    lastMailAt: now.toISOString(),
  };
  if (!(await ports.records.replace(key, pending, etag))) return;
  await ports.mailer.send({
    messageId: `code.${accountId}.${now.getTime()}@${new URL(ports.origin).hostname}`,
    to: { address: account.address, name: '' },
    ...renderCode({ organisation: ports.policy.organisation, code, validMinutes: CODE_MINUTES }),
  });
  await settle(ports, accountId, row);
}

async function sendAlready(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  { row }: Row<RegistrationRecord>,
): Promise<void> {
  await ports.mailer.send({
    messageId: `registered.${accountId}.${row.slice(-8)}@${new URL(ports.origin).hostname}`,
    to: { address: account.address, name: '' },
    ...renderAlreadyRegistered({ organisation: ports.policy.organisation, origin: ports.origin }),
  });
  await settle(ports, accountId, row);
}

async function settle(ports: Ports, accountId: string, row: string): Promise<void> {
  const key = { table: 'accounts', partition: accountId, row } as const;
  const latest = await ports.records.get<RegistrationRecord>(key);
  if (latest !== null) await ports.records.replace(key, { ...latest.value, mail: 'none' }, latest.etag);
}
