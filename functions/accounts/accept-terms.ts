import { AppError } from '../../shared/errors.ts';
import type { Origin, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { changeAccount, requireRecipient } from './change-account.ts';
import { termsKey } from './records.ts';

/**
 * Keeps who accepted which terms and when, one row a version, for as long as the account. Throws `conflict` for any
 * but today's terms: what was not shown cannot be accepted.
 */
export async function acceptTerms(
  ports: Ports,
  accountId: string,
  version: string,
  origin: Origin,
): Promise<void> {
  if (version !== ports.policy.terms.version)
    throw new AppError('conflict', { message: 'The terms have changed. Please load the page again.' });
  const accepted = { version, at: ports.clock.now().toISOString() };
  const changed = await changeAccount(ports, accountId, (account) => {
    requireRecipient(account);
    return account.acceptedTerms?.version === version
      ? null
      : { account: { ...account, acceptedTerms: accepted } };
  });
  // Repeated after a crash, the first moment stays.
  await ports.records.insert(termsKey(accountId, version), accepted);
  if (changed !== null)
    await noteAccountEvent(ports, accountId, { kind: 'terms_accepted', how: version, origin });
}
