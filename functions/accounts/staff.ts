import { AppError } from '../../shared/errors.ts';
import { isInside } from '../../shared/policy/index.ts';
import type { Caller, Directory, Ports, StaffClaims } from '../ports.ts';
import { accountKey, addressKey } from './records.ts';
import { callerOf } from './session.ts';

/**
 * Finds the account of a member of staff by tenant and object id. The first time, it takes the account
 * that messages to the person's address already made, if nobody else has it. Throws `forbidden` for an
 * address outside the organisation, or one that belongs to another person there.
 */
export async function staffAccount(ports: Ports, directory: Directory, claims: StaffClaims): Promise<Caller> {
  const indexKey = addressKey(await ports.service.mac('address', 'entra', claims.tenantId, claims.objectId));
  const known = await ports.records.get(indexKey);
  const accountId = known?.value.accountId ?? (await bindByAddress(ports, directory, claims));
  if (known === null) await ports.records.insert(indexKey, { accountId });
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw new AppError('forbidden', { detail: 'staff account is gone' });
  return callerOf(accountId, account.value, claims.roles);
}

async function bindByAddress(ports: Ports, directory: Directory, claims: StaffClaims): Promise<string> {
  if (!isInside(ports.policy.organisation.domains, claims.address))
    throw notYours('address outside the organisation');
  const accountId = await directory.accountOf(claims.address);
  const row = await ports.records.get(accountKey(accountId));
  if (row === null) throw notYours('account is gone');
  const { staff } = row.value;
  if (staff !== undefined) {
    if (staff.tenantId === claims.tenantId && staff.objectId === claims.objectId) return accountId;
    throw notYours('address belongs to another person');
  }
  if (row.value.kind === 'recipient') throw notYours('address is registered as a recipient');
  const bound = await ports.records.replace(
    accountKey(accountId),
    {
      ...row.value,
      kind: 'staff',
      staff: { tenantId: claims.tenantId, objectId: claims.objectId, name: claims.name },
      registeredAt: ports.clock.now().toISOString(),
    },
    row.etag,
  );
  // Two first calls at once: the other one has bound it.
  return bound ? accountId : bindByAddress(ports, directory, claims);
}

function notYours(detail: string): AppError {
  return new AppError('forbidden', {
    message: 'Your work account cannot be used here. Please ask your administrator.',
    detail,
  });
}
