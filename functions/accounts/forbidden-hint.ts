import type { Policy } from '../../shared/policy/index.ts';
import type { Ports } from '../ports.ts';
import { changeAccount } from './change-account.ts';
import type { AccountRecord } from './records.ts';

/** Whether an account still holds a hint from a time when policy had hints. */
export function hasForbiddenHint(policy: Policy, account: AccountRecord): boolean {
  return account.hint !== undefined && !policy.recovery.hint;
}

/** Deletes such a hint. */
export async function forgetHint(ports: Ports, accountId: string): Promise<void> {
  await changeAccount(ports, accountId, (account) => {
    if (!hasForbiddenHint(ports.policy, account)) return null;
    const { hint: _hint, ...kept } = account;
    return { account: kept };
  });
  ports.log.info('hint.deleted', { accountId });
}
