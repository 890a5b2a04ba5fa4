import { AppError } from '../../shared/errors.ts';
import type { Caller, Ports } from '../ports.ts';
import { type AccountRecord, accountKey, type SessionRecord, sessionKey } from './records.ts';
import { hashToken, newToken } from './tokens.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A session's last use is written at most this often. */
const TOUCH_MS = MINUTE_MS;

export type SignedIn = { caller: Caller; signedInUntil: string };

/** Opens a session and answers its token, `{account id}.{secret}`; only the secret's hash is stored. */
export async function openSession(
  ports: Ports,
  accountId: string,
  roles: readonly string[],
): Promise<{ token: string } & SignedIn> {
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw new AppError('sign_in_failed');
  const secret = newToken();
  const now = ports.clock.now();
  const session: SessionRecord = {
    createdAt: now.toISOString(),
    lastSeenAt: now.toISOString(),
    roles: [...roles],
  };
  await ports.records.insert(sessionKey(accountId, await hashToken(secret)), session);
  return {
    token: `${accountId}.${secret}`,
    caller: callerOf(accountId, account.value, session.roles),
    signedInUntil: endOf(ports, session).toISOString(),
  };
}

/** Finds who holds a session token; null where it is unknown or over. Using it moves its idle end. */
export async function findSession(ports: Ports, token: string): Promise<SignedIn | null> {
  const parts = readToken(token);
  if (parts === null) return null;
  const key = sessionKey(parts.accountId, await hashToken(parts.secret));
  const row = await ports.records.get(key);
  if (row === null) return null;
  const now = ports.clock.now();
  if (now.getTime() >= endOf(ports, row.value).getTime()) {
    await ports.records.remove(key);
    return null;
  }
  const account = await ports.records.get(accountKey(parts.accountId));
  if (account === null || account.value.kind === 'unregistered') return null;
  const session = { ...row.value, lastSeenAt: now.toISOString() };
  if (now.getTime() - Date.parse(row.value.lastSeenAt) > TOUCH_MS)
    await ports.records.replace(key, session, row.etag);
  return {
    caller: callerOf(parts.accountId, account.value, row.value.roles),
    signedInUntil: endOf(ports, session).toISOString(),
  };
}

/** Ends a session; an unknown token is ended already. */
export async function closeSession(ports: Ports, token: string): Promise<void> {
  const parts = readToken(token);
  if (parts !== null) await ports.records.remove(sessionKey(parts.accountId, await hashToken(parts.secret)));
}

/** Who an account is to the rest of the service. */
export function callerOf(accountId: string, account: AccountRecord, roles: readonly string[]): Caller {
  const name = account.staff?.name ?? `${account.firstName ?? ''} ${account.lastName ?? ''}`.trim();
  return {
    accountId,
    kind: account.kind === 'staff' ? 'staff' : 'recipient',
    address: account.address,
    name: name === '' ? account.address : name,
    roles,
  };
}

function endOf(ports: Ports, session: SessionRecord): Date {
  const { idleMinutes, absoluteHours } = ports.policy.session;
  return new Date(
    Math.min(
      Date.parse(session.lastSeenAt) + idleMinutes * MINUTE_MS,
      Date.parse(session.createdAt) + absoluteHours * HOUR_MS,
    ),
  );
}

function readToken(token: string): { accountId: string; secret: string } | null {
  const match = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/.exec(token);
  return match?.[1] === undefined || match[2] === undefined
    ? null
    : { accountId: match[1], secret: match[2] };
}
