import type { Policy } from '../../shared/policy/index.ts';
import type { AccountRecord } from './records.ts';

/**
 * Whether an account was registered before a migration and has to be registered anew: until then it is to every
 * flow what an account is that nobody has registered, and its password opens nothing.
 */
export function mustReregister(policy: Policy, account: AccountRecord): boolean {
  const { reregisterBefore } = policy.recovery;
  return (
    reregisterBefore !== null &&
    account.kind === 'recipient' &&
    Date.parse(account.registeredAt ?? account.createdAt) < Date.parse(reregisterBefore)
  );
}

/** Whether somebody may register at this account: nobody has, or not since the migration. */
export function isOpenToRegister(policy: Policy, account: AccountRecord): boolean {
  return account.kind === 'unregistered' || mustReregister(policy, account);
}
