import { type AccountMailKind, mailId, renderAccountMail } from '../../shared/mail/index.ts';
import type { Policy } from '../../shared/policy/index.ts';
import type { Ports, Row } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { codeMinutes, type FlowKind, type FlowRecord, flowHashOf, flowKey, listFlows } from './flow.ts';
import { openHint } from './hint.ts';
import { linkOf } from './prove-flow.ts';
import { type AccountRecord, accountKey } from './records.ts';
import { isOpenToRegister } from './reregister.ts';
import { isAddressFree } from './take-address.ts';
import { sendTold } from './tell.ts';

const MINUTE_MS = 60_000;
/** With less of a code's time left than this part, it is not mailed any more: a new one is made. */
const LEAST_PART = 0.5;
/** While one job may be mailing a code, another leaves it alone; below the pause of a failed job. */
const MAILING_MS = 25_000;

/**
 * Sends the mails that an account waits for: codes and links of its flows, and what its owner is told. Code and
 * link are derived here from the moment they end, so that no queue and no row ever holds one, and a mail that is
 * tried again is the same mail with the same Message-ID. A job that runs twice finds nothing left to send.
 * Throws `unavailable` where a mail was not taken.
 */
export async function sendAccountMail(ports: Ports, accountId: string): Promise<void> {
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) return;
  // Oldest first: where one browser asked twice, the newest mail is the one that counts there.
  const flows = (await listFlows(ports, accountId)).toSorted(
    (a, b) => Date.parse(a.value.requestedAt) - Date.parse(b.value.requestedAt),
  );
  for (const flow of flows) {
    if (flow.value.mail === 'wanted') await makeCode(ports, accountId, account.value, flow);
    if (flow.value.mail === 'sending') await sendAgain(ports, accountId, account.value, flow);
  }
  await sendTold(ports, accountId, account.value);
}

/** Which mail a flow leads to, by what stands behind its address; null: none. */
export function mailOf(policy: Policy, kind: FlowKind, account: AccountRecord): AccountMailKind | null {
  const isRegistered = !isOpenToRegister(policy, account);
  if (account.kind === 'staff') return null;
  switch (kind) {
    case 'register':
      return isRegistered ? 'already-registered' : 'confirm-registration';
    case 'sign-in-code':
      return isRegistered ? 'sign-in-code' : 'not-registered';
    case 'reset':
      return isRegistered ? 'reset-password' : 'not-registered';
    case 'hint':
      return isRegistered ? 'password-hint' : 'not-registered';
    case 'enable':
      return isRegistered ? 'enable-account' : null;
    case 'unlock':
      return isRegistered ? 'account-locked' : null;
    case 'reauthenticate':
      return isRegistered ? 'confirm-it-is-you' : null;
    case 'old-address':
      return isRegistered ? 'leave-address' : null;
    case 'new-address':
      return isRegistered ? 'confirm-new-address' : null;
    case 'second-factor':
      return null;
  }
}

async function makeCode(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  { row, value, etag }: Row<FlowRecord>,
): Promise<void> {
  const now = ports.clock.now();
  const endsAt = new Date(now.getTime() + codeMinutes(value.kind) * MINUTE_MS).toISOString();
  const code = await codeOf(ports, accountId, row, endsAt);
  // Stored before it is sent, and still wanted: after a crash the next try sends it again.
  const pending: FlowRecord = {
    ...value,
    mail: 'sending',
    codeMac: await ports.service.mac('code', accountId, row, code),
    endsAt,
    attempts: 0,
    mailsSent: value.mailsSent + 1,
    lastMailAt: now.toISOString(),
  };
  if (!(await ports.records.replace(flowKey(accountId, flowHashOf(row)), pending, etag))) return;
  await mailFlow(ports, accountId, account, { row, value: pending });
}

/** Goes on where an earlier try ended between making a code and knowing that its mail was taken. */
async function sendAgain(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  flow: Row<FlowRecord>,
): Promise<void> {
  const { endsAt, lastMailAt, kind } = flow.value;
  const nowMs = ports.clock.now().getTime();
  if (lastMailAt !== undefined && nowMs - Date.parse(lastMailAt) < MAILING_MS) return;
  const leftMs = endsAt === undefined ? 0 : Date.parse(endsAt) - nowMs;
  if (endsAt === undefined || leftMs < codeMinutes(kind) * MINUTE_MS * LEAST_PART)
    await makeCode(ports, accountId, account, flow);
  else await mailFlow(ports, accountId, account, flow);
}

async function mailFlow(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  { row, value }: Pick<Row<FlowRecord>, 'row' | 'value'>,
): Promise<void> {
  const newAddress =
    value.kind === 'new-address' && 'newAddress' in value.data ? value.data.newAddress : null;
  const isTaken = newAddress !== null && !(await isAddressFree(ports, newAddress, accountId));
  const mail = isTaken ? 'address-not-free' : mailOf(ports.policy, value.kind, account);
  const { endsAt = '' } = value;
  if (mail !== null) {
    const outcome = await ports.mailer.send({
      messageId: mailId(ports.origin, `${value.kind}.${accountId}.${row.slice(-8)}.${Date.parse(endsAt)}`),
      to: {
        address: newAddress ?? account.address,
        name: '',
      },
      about: 'account',
      ...renderAccountMail(mail, {
        organisation: ports.policy.organisation,
        branding: ports.policy.branding,
        origin: ports.origin,
        language: account.language ?? value.language,
        timeZone: account.timeZone ?? ports.policy.organisation.timeZone,
        code: await codeOf(ports, accountId, row, endsAt),
        link: await linkOf(ports, accountId, row, endsAt),
        endsAt,
        validMinutes: Math.round((Date.parse(endsAt) - ports.clock.now().getTime()) / MINUTE_MS),
        at: value.requestedAt,
        ...value.origin,
        ...('newAddress' in value.data ? { newAddress: value.data.newAddress } : {}),
        ...(mail === 'password-hint' ? { hint: await openHint(ports, accountId, account) } : {}),
      }),
    });
    if (outcome !== 'accepted') ports.log.warn('account_mail.not_accepted', { accountId, mail, outcome });
    if (mail === 'password-hint')
      await noteAccountEvent(ports, accountId, { kind: 'hint_mailed', origin: value.origin });
  }
  // Neither refused nor unclear is tried again: who waits for a code can ask for another.
  await settle(ports, accountId, row);
}

/** Six digits from a MAC over where and until when they count. */
async function codeOf(ports: Ports, accountId: string, row: string, endsAt: string): Promise<string> {
  const mac = await ports.service.mac('code', 'digits', accountId, row, endsAt);
  const number = Buffer.from(mac, 'base64url').readBigUInt64BE() % 1_000_000n;
  return String(number).padStart(6, '0');
}

async function settle(ports: Ports, accountId: string, row: string): Promise<void> {
  const key = flowKey(accountId, flowHashOf(row));
  for (;;) {
    const latest = await ports.records.get(key);
    if (latest === null) return;
    // An attempt with the code may be counted at this very moment.
    if (await ports.records.replace(key, { ...latest.value, mail: 'none' }, latest.etag)) return;
  }
}
