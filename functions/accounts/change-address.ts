import { AppError } from '../../shared/errors.ts';
import { isInside } from '../../shared/policy/index.ts';
import { markDue } from '../due.ts';
import type { Origin, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { beginFlow, endFlows } from './begin-flow.ts';
import { changeAccount, requireRecipient } from './change-account.ts';
import { addressMac } from './directory.ts';
import { codeWrong, type FoundFlow } from './flow.ts';
import { proveByCode } from './prove-flow.ts';
import { type AccountRecord, accountKey, addressKey } from './records.ts';
import { isAddressFree, takeAddress } from './take-address.ts';
import { tell } from './tell.ts';

/*
 * A change of address (flows `old-address` and `new-address`, see flow.ts):
 *
 *   signed in, fresh --changeAddress--> a code to the old address, another to the new one
 *   both codes, in the browser that asked, within ten minutes --> the account moves: index, account, old index row
 *   the new address is somebody's already --> the mail there says so and has no code; the caller sees no difference
 *
 * An address that only messages have named can be taken once none of them can be read any more: they name an account
 * of their own, whose reader would lose them. Its mail says so: register there, or wait. From the move on, messages
 * to the old address make a fresh account; those that named this account stay readable in it.
 */

const RETRY_MS = 5 * 60_000;

/** The tokens of both flows for this browser. */
export type AddressTokens = { oldToken: string; newToken: string };

/**
 * Begins a change of address and answers its tokens, alike whether or not the new one can be had. Throws
 * `use_work_account` for an address inside, `bad_request` for the one that the account has.
 */
export async function changeAddress(
  ports: Ports,
  accountId: string,
  address: string,
  origin: Origin,
): Promise<AddressTokens> {
  const { organisation } = ports.policy;
  const newAddress = address.trim().toLowerCase();
  if (isInside(organisation.domains, newAddress)) {
    throw new AppError('use_work_account', {
      message: `An address of ${organisation.name} cannot be used here: people there sign in with their work account.`,
    });
  }
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw new AppError('not_signed_in');
  requireRecipient(account.value);
  if (account.value.address === newAddress)
    throw new AppError('bad_request', { message: 'This is your address already.' });
  // Of two changes at once only the newest counts.
  await endFlows(ports, accountId, { kinds: ['old-address', 'new-address'] });
  const data = { newAddress };
  const old = await beginFlow(ports, accountId, { kind: 'old-address', data, origin });
  const fresh = await beginFlow(ports, accountId, { kind: 'new-address', data, origin });
  return { oldToken: old.token, newToken: fresh.token };
}

/**
 * Moves the account to its new address once both codes are right. A crash on the way leaves an account that both
 * addresses lead to; the same codes again, or the sweep, end it. Throws `code_wrong` with the field that is wrong,
 * `conflict` where somebody took the address meanwhile.
 */
export async function confirmAddress(
  ports: Ports,
  accountId: string,
  codes: { oldCode: string; newCode: string },
  tokens: { oldToken: string | null; newToken: string | null },
  origin: Origin,
): Promise<void> {
  const old = await prove(ports, 'old-address', accountId, tokens.oldToken, codes.oldCode);
  const fresh = await prove(ports, 'new-address', accountId, tokens.newToken, codes.newCode);
  const { newAddress } = fresh.value.data;
  if (old.value.data.newAddress !== newAddress) throw codeWrong();
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw new AppError('not_signed_in');
  const oldAddress = account.value.address;
  const oldMac = await addressMac(ports, oldAddress);
  if (!(await isAddressFree(ports, newAddress, accountId))) throw taken();

  await markDue(ports, 'account', new Date(ports.clock.now().getTime() + RETRY_MS), accountId);
  if (!(await takeAddress(ports, newAddress, accountId))) throw taken();
  const moved = await ports.records.commit('accounts', accountId, [
    {
      kind: 'replace',
      row: account.row,
      value: movedAccount(account.value, newAddress, oldMac),
      etag: account.etag,
    },
    { kind: 'remove', row: old.key.row },
    { kind: 'remove', row: fresh.key.row },
  ]);
  if (!moved)
    throw new AppError('conflict', { detail: 'account or flow changed during a change of address' });
  await leaveAddress(ports, accountId);
  // Whatever was mailed to the old address proves nothing of this account any more.
  await endFlows(ports, accountId, {});
  await noteAccountEvent(ports, accountId, { kind: 'address_changed', origin });
  const at = ports.clock.now().getTime();
  const told = { kind: 'address-changed' as const, origin, facts: { newAddress } };
  await tell(ports, accountId, `address.${at}.old`, { ...told, to: oldAddress });
  await tell(ports, accountId, `address.${at}.new`, { ...told, to: newAddress });
}

/** An account at its new address: a sign-in elsewhere that was linked by the old one, an employer's perhaps, ends. */
function movedAccount(account: AccountRecord, newAddress: string, oldMac: string): AccountRecord {
  const { providers: _providers, ...kept } = account;
  return { ...kept, address: newAddress, leftAddress: oldMac };
}

/** Takes the index row of an address that the account has left; finds nothing to do where there is none. */
export async function leaveAddress(ports: Ports, accountId: string): Promise<void> {
  const account = await ports.records.get(accountKey(accountId));
  const mac = account?.value.leftAddress;
  if (mac === undefined) return;
  const index = await ports.records.get(addressKey(mac));
  if (index?.value.accountId === accountId) await ports.records.remove(addressKey(mac));
  await changeAccount(ports, accountId, (latest) => {
    const { leftAddress, ...kept } = latest;
    return leftAddress === mac ? { account: kept } : null;
  });
}

/** Both mails come to the same person: they may know which code was wrong. */
async function prove<K extends 'old-address' | 'new-address'>(
  ports: Ports,
  kind: K,
  accountId: string,
  token: string | null,
  code: string,
): Promise<FoundFlow<K>> {
  try {
    return await proveByCode(ports, kind, accountId, token, code);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'code_wrong') throw error;
    const field = kind === 'old-address' ? 'oldCode' : 'newCode';
    throw new AppError('code_wrong', { message: error.message, facts: { field } });
  }
}

function taken(): AppError {
  return new AppError('conflict', { message: 'This address cannot be used.' });
}
