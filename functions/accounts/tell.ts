import { type AccountTold, mailId, renderAccountMail } from '../../shared/mail/index.ts';
import { markDue } from '../due.ts';
import type { Change, Key, Ports } from '../ports.ts';
import type { AccountRecord, OriginWords } from './records.ts';

/** Something that an account's owner is told by mail; the row goes once the mail server has answered. */
type ToldRow = {
  kind: AccountTold;
  at: string;
  to?: string;
  facts?: Record<string, string>;
  sendingSince?: string;
} & OriginWords;

const TELL_PREFIX = 'tell:';
const RETRY_MS = 5 * 60_000;
/** While one job may be sending a mail, another leaves it alone; below the pause of a failed job. */
const SENDING_MS = 25_000;
const GIVE_UP_MS = 24 * 3_600_000;

const tellKey = (accountId: string, id: string): Key<ToldRow> => ({
  table: 'accounts',
  partition: accountId,
  row: `${TELL_PREFIX}${id}`,
});

export type Told = {
  kind: AccountTold;
  origin: OriginWords;
  /** Another address than the account's, such as the one it had before. */
  to?: string;
  facts?: Record<string, string>;
};

/**
 * Tells an account's owner something by mail, once: `id` names the event, so that whoever does something twice
 * tells it once. A lost nudge is found again when the account falls due.
 */
export async function tell(ports: Ports, accountId: string, id: string, told: Told): Promise<void> {
  const { row, value } = toldRow(ports, accountId, id, told);
  await markTold(ports, accountId);
  await ports.records.insert(row, value);
  await ports.jobs.enqueue({ kind: 'account-mail', accountId });
}

/**
 * Changes rows of an account and tells its owner about it, both or neither. Answers when to look whether the mail
 * has left, and null where a row was changed by somebody else meanwhile.
 */
export async function changeAndTell(
  ports: Ports,
  accountId: string,
  changes: readonly Change[],
  { id, ...told }: Told & { id: string },
): Promise<Date | null> {
  const { row, value } = toldRow(ports, accountId, id, told);
  const lookAt = await markTold(ports, accountId);
  const steps: Change[] = [...changes, { kind: 'upsert', row: row.row, value }];
  if (!(await ports.records.commit('accounts', accountId, steps))) return null;
  await ports.jobs.enqueue({ kind: 'account-mail', accountId });
  return lookAt;
}

/** Makes what is still to be told a job again, and answers when to look next; null where nothing is left. */
export async function tellAgain(ports: Ports, accountId: string): Promise<Date | null> {
  if (!(await hasToTell(ports, accountId))) return null;
  const lookAt = await markTold(ports, accountId);
  await ports.jobs.enqueue({ kind: 'account-mail', accountId });
  return lookAt;
}

/** The sweep finds what is still to be told, should the job be lost. */
async function markTold(ports: Ports, accountId: string): Promise<Date> {
  const lookAt = new Date(ports.clock.now().getTime() + RETRY_MS);
  await markDue(ports, 'account', lookAt, accountId);
  return lookAt;
}

function toldRow(ports: Ports, accountId: string, id: string, { kind, origin, to, facts }: Told) {
  const value: ToldRow = {
    kind,
    at: ports.clock.now().toISOString(),
    device: origin.device,
    network: origin.network,
    ...(to === undefined ? {} : { to }),
    ...(facts === undefined ? {} : { facts }),
  };
  return { row: tellKey(accountId, id), value };
}

/** Sends what an account's owner is still to be told. Throws `unavailable` where a mail was not taken. */
export async function sendTold(ports: Ports, accountId: string, account: AccountRecord): Promise<void> {
  const range = { from: TELL_PREFIX, before: 'tell;' };
  const { rows } = await ports.records.list<ToldRow>('accounts', accountId, range);
  for (const { row, value, etag } of rows) {
    const now = ports.clock.now();
    const isOld = now.getTime() - Date.parse(value.at) > GIVE_UP_MS;
    // Each event nudges with a job of its own, and two of them may look here at the same moment.
    if (now.getTime() - Date.parse(value.sendingSince ?? '') < SENDING_MS) continue;
    const claimed = { ...value, sendingSince: now.toISOString() };
    const key: Key<ToldRow> = { table: 'accounts', partition: accountId, row };
    if (!(await ports.records.replace(key, claimed, etag))) continue;
    if (!isOld) {
      const outcome = await ports.mailer.send({
        messageId: mailId(ports.origin, `${row.replace(':', '.')}.${accountId}`),
        to: { address: value.to ?? account.address, name: '' },
        about: 'account',
        ...renderAccountMail(value.kind, {
          organisation: ports.policy.organisation,
          branding: ports.policy.branding,
          origin: ports.origin,
          language: account.language ?? ports.policy.organisation.language,
          timeZone: account.timeZone ?? ports.policy.organisation.timeZone,
          at: value.at,
          device: value.device,
          network: value.network,
          ...value.facts,
        }),
      });
      if (outcome !== 'accepted')
        ports.log.warn('account_mail.not_accepted', { accountId, mail: value.kind, outcome });
    }
    await ports.records.remove(key);
  }
}

/** Whether an account still has something to be told. */
async function hasToTell(ports: Ports, accountId: string): Promise<boolean> {
  const { rows } = await ports.records.list('accounts', accountId, {
    from: TELL_PREFIX,
    before: 'tell;',
    limit: 1,
  });
  return rows.length > 0;
}
