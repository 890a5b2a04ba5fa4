import { renderAlreadyRegistered, renderCode } from '../../shared/mail/index.ts';
import type { Ports, Row } from '../ports.ts';
import { type AccountRecord, accountKey, type RegistrationRecord, registrationRange } from './records.ts';

const CODE_MINUTES = 10;
const MINUTE_MS = 60_000;
/** With less time left a code is not mailed any more: a new one is made. */
const LEAST_MINUTES = 5;
/** While one job may be mailing a code, another leaves it alone; below the pause of a failed job. */
const MAILING_MS = 25_000;

/**
 * Sends the mails that an account's registrations wait for. The code is derived here from the moment it ends,
 * so that no queue and no row ever holds one, and a mail that is tried again is the same mail with the same
 * Message-ID. A job that runs twice finds nothing left to send. Throws `unavailable` where a mail was not taken.
 */
export async function sendAccountMail(ports: Ports, accountId: string): Promise<void> {
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) return;
  const { rows } = await ports.records.list<RegistrationRecord>('accounts', accountId, registrationRange);
  // Oldest first: where one browser asked twice, the newest mail is the one that counts there.
  const inOrder = rows.toSorted((a, b) => Date.parse(a.value.requestedAt) - Date.parse(b.value.requestedAt));
  for (const row of inOrder) {
    if (row.value.mail === 'code') await makeCode(ports, accountId, account.value, row);
    if (row.value.mail === 'sending') await sendAgain(ports, accountId, account.value, row);
    if (row.value.mail === 'already') await sendAlready(ports, accountId, account.value, row);
  }
}

async function makeCode(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  { row, value, etag }: Row<RegistrationRecord>,
): Promise<void> {
  const now = ports.clock.now();
  const key = { table: 'accounts', partition: accountId, row } as const;
  const codeExpiresAt = new Date(now.getTime() + CODE_MINUTES * MINUTE_MS).toISOString();
  const code = await codeOf(ports, accountId, row, codeExpiresAt);
  // Stored before it is sent, and still wanted: after a crash the next try sends it again.
  const pending: RegistrationRecord = {
    ...value,
    mail: 'sending',
    codeMac: await ports.service.mac('code', accountId, row, code),
    codeExpiresAt,
    attempts: 0,
    mailsSent: value.mailsSent + 1,
    lastMailAt: now.toISOString(),
  };
  if (!(await ports.records.replace(key, pending, etag))) return;
  await mailCode(ports, accountId, account, row, codeExpiresAt);
}

/** Goes on where an earlier try ended between making a code and knowing that its mail was taken. */
async function sendAgain(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  found: Row<RegistrationRecord>,
): Promise<void> {
  const { codeExpiresAt, lastMailAt } = found.value;
  const nowMs = ports.clock.now().getTime();
  if (lastMailAt !== undefined && nowMs - Date.parse(lastMailAt) < MAILING_MS) return;
  const leftMs = codeExpiresAt === undefined ? 0 : Date.parse(codeExpiresAt) - nowMs;
  if (codeExpiresAt === undefined || leftMs < LEAST_MINUTES * MINUTE_MS)
    await makeCode(ports, accountId, account, found);
  else await mailCode(ports, accountId, account, found.row, codeExpiresAt);
}

async function mailCode(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  row: string,
  codeExpiresAt: string,
): Promise<void> {
  const code = await codeOf(ports, accountId, row, codeExpiresAt);
  const validMinutes = Math.round((Date.parse(codeExpiresAt) - ports.clock.now().getTime()) / MINUTE_MS);
  const outcome = await ports.mailer.send({
    messageId: `code.${accountId}.${row.slice(-8)}.${Date.parse(codeExpiresAt)}@${new URL(ports.origin).hostname}`,
    to: { address: account.address, name: '' },
    ...renderCode({ organisation: ports.policy.organisation, code, validMinutes }),
  });
  if (outcome !== 'accepted') ports.log.warn('code.not_accepted', { accountId, outcome });
  // Neither refused nor unclear is tried again: who waits for a code can ask for another.
  await settle(ports, accountId, row);
}

/** Six digits from a MAC over where and until when they count. */
async function codeOf(ports: Ports, accountId: string, row: string, codeExpiresAt: string): Promise<string> {
  const mac = await ports.service.mac('code', 'digits', accountId, row, codeExpiresAt);
  const number = Buffer.from(mac, 'base64url').readBigUInt64BE() % 1_000_000n;
  return String(number).padStart(6, '0');
}

async function sendAlready(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  { row }: Row<RegistrationRecord>,
): Promise<void> {
  const outcome = await ports.mailer.send({
    messageId: `registered.${accountId}.${row.slice(-8)}@${new URL(ports.origin).hostname}`,
    to: { address: account.address, name: '' },
    ...renderAlreadyRegistered({ organisation: ports.policy.organisation, origin: ports.origin }),
  });
  if (outcome !== 'accepted') ports.log.warn('registered.not_accepted', { accountId, outcome });
  await settle(ports, accountId, row);
}

async function settle(ports: Ports, accountId: string, row: string): Promise<void> {
  const key = { table: 'accounts', partition: accountId, row } as const;
  for (;;) {
    const latest = await ports.records.get<RegistrationRecord>(key);
    if (latest === null) return;
    // An attempt with the code may be counted at this very moment.
    if (await ports.records.replace(key, { ...latest.value, mail: 'none' }, latest.etag)) return;
  }
}
