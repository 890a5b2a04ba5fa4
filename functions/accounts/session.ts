import type { MeAnswer } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy/index.ts';
import type { Caller, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { dutiesOf } from './duties.ts';
import { forgetHint, hasForbiddenHint } from './forbidden-hint.ts';
import { noteUse } from './inactivity.ts';
import {
  type AccountRecord,
  accountKey,
  type OriginWords,
  type SessionRecord,
  type SignInMethod,
  sessionKey,
} from './records.ts';
import { mustReregister } from './reregister.ts';
import { hashToken, newToken } from './tokens.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A session's last use is written at most this often. */
const TOUCH_MS = MINUTE_MS;
/** How long after a proof changes of how somebody gets in need no other. */
const FRESH_MS = 15 * MINUTE_MS;

/** Somebody who is signed in; `sessionId` is null where a bearer token speaks. */
export type SignedIn = {
  caller: Caller;
  /** The moment of this look at the session. */
  at: string;
  signedInUntil: string;
  /** From then on nothing keeps the session alive. */
  signedInAtMostUntil: string;
  sessionId: string | null;
  isFresh: boolean;
  /** Whether the account has an app for codes. */
  hasApp: boolean;
  duties: MeAnswer['duties'];
  preferences: MeAnswer['preferences'];
};

/** How somebody is let in: the proofs, where from, and whether this device is to stay signed in. */
export type Entry = {
  method: SignInMethod;
  secondFactor?: NonNullable<SessionRecord['secondFactor']>;
  origin: OriginWords;
  roles?: readonly string[];
  remember?: boolean;
};

/** `maxAgeSeconds` is that of the cookie; null where the session ends with the browser, too. */
export type OpenedSession = { token: string; session: SignedIn; maxAgeSeconds: number | null };

/** Opens a session and answers its token, `{account id}.{secret}`; only the secret's hash is stored. */
export async function openSession(ports: Ports, accountId: string, entry: Entry): Promise<OpenedSession> {
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw new AppError('sign_in_failed');
  if (hasForbiddenHint(ports.policy, account.value)) await forgetHint(ports, accountId);
  const secret = newToken();
  const hash = await hashToken(secret);
  const at = ports.clock.now().toISOString();
  const { rememberDays } = ports.policy.session;
  const record: SessionRecord = {
    createdAt: at,
    lastSeenAt: at,
    provedAt: at,
    roles: [...(entry.roles ?? [])],
    epoch: account.value.epoch ?? 0,
    method: entry.method,
    device: entry.origin.device,
    network: entry.origin.network,
    ...(entry.secondFactor === undefined ? {} : { secondFactor: entry.secondFactor }),
    ...(entry.remember === true && rememberDays !== null ? { rememberDays } : {}),
  };
  await ports.records.insert(sessionKey(accountId, hash), record);
  await noteUse(ports, accountId, account);
  const how = [entry.method, ...(entry.secondFactor === undefined ? [] : [entry.secondFactor])].join(' ');
  await noteAccountEvent(ports, accountId, { kind: 'signed_in', how, origin: entry.origin });
  return opened(ports, accountId, account.value, { record, secret, hash });
}

/**
 * Notes a new proof of who somebody is, under a new token: the one before is over (OWASP ASVS 5.0, 7.2.4). Throws
 * `not_signed_in` where the session is over.
 */
export async function renewSession(
  ports: Ports,
  accountId: string,
  sessionId: string,
): Promise<OpenedSession> {
  const key = sessionKey(accountId, sessionId);
  const [row, account] = [await ports.records.get(key), await ports.records.get(accountKey(accountId))];
  const now = ports.clock.now();
  if (row === null || account === null || !isAlive(ports.policy, row.value, account.value, now))
    throw new AppError('not_signed_in');
  const secret = newToken();
  const hash = await hashToken(secret);
  const record = { ...row.value, lastSeenAt: now.toISOString(), provedAt: now.toISOString() };
  await ports.records.insert(sessionKey(accountId, hash), record);
  await ports.records.remove(key);
  return opened(ports, accountId, account.value, { record, secret, hash });
}

function opened(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  { record, secret, hash }: { record: SessionRecord; secret: string; hash: string },
): OpenedSession {
  const leftMs = latestEndMs(ports.policy, record) - ports.clock.now().getTime();
  return {
    token: `${accountId}.${secret}`,
    session: signedInOf(ports, accountId, account, record, hash),
    // On a shared computer closing the browser ends the session, as far as the browser keeps to it.
    maxAgeSeconds: isRemembered(ports.policy, record) ? Math.ceil(leftMs / 1000) : null,
  };
}

/** Finds who holds a session token; null where it is unknown or over. Using it moves its idle end. */
export async function findSession(ports: Ports, token: string): Promise<SignedIn | null> {
  const parts = readToken(token);
  if (parts === null) return null;
  const hash = await hashToken(parts.secret);
  const key = sessionKey(parts.accountId, hash);
  const row = await ports.records.get(key);
  if (row === null) return null;
  const account = await ports.records.get(accountKey(parts.accountId));
  const now = ports.clock.now();
  if (account === null || !isAlive(ports.policy, row.value, account.value, now)) {
    await ports.records.remove(key);
    return null;
  }
  const session = { ...row.value, lastSeenAt: now.toISOString() };
  if (now.getTime() - Date.parse(row.value.lastSeenAt) > TOUCH_MS)
    await ports.records.replace(key, session, row.etag);
  await noteUse(ports, parts.accountId, account);
  return signedInOf(ports, parts.accountId, account.value, session, hash);
}

/** Ends a session; an unknown token is ended already. */
export async function closeSession(ports: Ports, token: string): Promise<void> {
  const parts = readToken(token);
  if (parts !== null) await ports.records.remove(sessionKey(parts.accountId, await hashToken(parts.secret)));
}

/** Whether a session still counts: in time, of the account's epoch, of an account that may sign in. */
export function isAlive(policy: Policy, session: SessionRecord, account: AccountRecord, now: Date): boolean {
  return (
    account.kind !== 'unregistered' &&
    !mustReregister(policy, account) &&
    account.disabledAt === undefined &&
    session.epoch === (account.epoch ?? 0) &&
    now.getTime() < endMs(policy, session)
  );
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

/** What pages know of somebody's preferences. */
export function preferencesOf(account: AccountRecord): MeAnswer['preferences'] {
  const { language, timeZone = null, pageSize = 25 } = account;
  const known = language === 'en' || language === 'es' || language === 'fr' ? language : null;
  return { language: known, timeZone, pageSize };
}

function signedInOf(
  ports: Ports,
  accountId: string,
  account: AccountRecord,
  session: SessionRecord,
  sessionId: string,
): SignedIn {
  const now = ports.clock.now();
  return {
    caller: callerOf(accountId, account, session.roles),
    at: now.toISOString(),
    signedInUntil: new Date(endMs(ports.policy, session)).toISOString(),
    signedInAtMostUntil: new Date(latestEndMs(ports.policy, session)).toISOString(),
    sessionId,
    // The organisation's sign-in has its own rules, and none of its factors is changed here.
    isFresh: account.kind === 'staff' || now.getTime() - Date.parse(session.provedAt) < FRESH_MS,
    hasApp: account.totp !== undefined,
    duties: dutiesOf(ports.policy, account, now),
    preferences: preferencesOf(account),
  };
}

function latestEndMs(policy: Policy, session: SessionRecord): number {
  const createdMs = Date.parse(session.createdAt);
  const { rememberDays } = policy.session;
  // A shorter policy also counts for devices that were remembered under a longer one.
  return isRemembered(policy, session)
    ? createdMs + Math.min(session.rememberDays ?? 0, rememberDays ?? 0) * DAY_MS
    : createdMs + policy.session.absoluteHours * HOUR_MS;
}

/** Whether a session is one of a device that its owner wished to stay signed in, and policy still lets it. */
export function isRemembered(policy: Policy, session: SessionRecord): boolean {
  return session.rememberDays !== undefined && policy.session.rememberDays !== null;
}

function endMs(policy: Policy, session: SessionRecord): number {
  const latest = latestEndMs(policy, session);
  if (isRemembered(policy, session)) return latest;
  return Math.min(Date.parse(session.lastSeenAt) + policy.session.idleMinutes * MINUTE_MS, latest);
}

function readToken(token: string): { accountId: string; secret: string } | null {
  const match = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/.exec(token);
  return match?.[1] === undefined || match[2] === undefined
    ? null
    : { accountId: match[1], secret: match[2] };
}
