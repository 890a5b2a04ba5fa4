import type { MeAnswer } from '../../shared/api/index.ts';
import type { Policy } from '../../shared/policy/index.ts';
import type { AccountRecord } from './records.ts';

type Duty = MeAnswer['duties'][number];

const DAY_MS = 24 * 3_600_000;
/** How often the change of an old password may be put off. */
export const MAX_POSTPONEMENTS = 3;

/**
 * What a recipient has to do before anything else, in this order: agree to the terms of today, renew an old
 * password, add a second factor. Staff have no such duties here: the organisation's sign-in has its own.
 */
export function dutiesOf(policy: Policy, account: AccountRecord, now: Date): Duty[] {
  if (account.kind !== 'recipient') return [];
  const duties: Duty[] = [];
  if (account.acceptedTerms?.version !== policy.terms.version) duties.push('terms');
  if (isPasswordOld(policy, account, now) || isPasswordShort(account)) duties.push('password');
  if (policy.signIn.secondFactor === 'required' && account.totp === undefined && account.hasPasskey !== true)
    duties.push('second_factor');
  return duties;
}

/** When an account's password has to be renewed, ISO UTC; null: never, or no password. */
export function passwordExpiresAt(policy: Policy, account: AccountRecord): string | null {
  const { expiryDays } = policy.password;
  const since = account.passwordChangedAt ?? account.registeredAt;
  if (expiryDays === null || account.passwordHash === undefined || since === undefined) return null;
  const atMs = Date.parse(since) + expiryDays * DAY_MS;
  // Putting off counts from the day on which it is done: people come back long after the end.
  return new Date(Math.max(atMs, Date.parse(account.passwordPostponedUntil ?? since))).toISOString();
}

/** Whether a password has had its time. */
export function isPasswordOld(policy: Policy, account: AccountRecord, now: Date): boolean {
  const at = passwordExpiresAt(policy, account);
  return at !== null && now.getTime() >= Date.parse(at);
}

/** A password that was chosen beside a second factor does not do once that is gone. */
function isPasswordShort(account: AccountRecord): boolean {
  return account.isPasswordShort === true && account.totp === undefined && account.hasPasskey !== true;
}
