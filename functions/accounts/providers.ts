import type { Provider } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { isInside } from '../../shared/policy/index.ts';
import type { Origin, Ports, ProviderClaims } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { announce } from './announce.ts';
import { changeAccount } from './change-account.ts';
import { accountIdFor } from './directory.ts';
import { type AccountRecord, accountKey, addressKey, type OriginWords } from './records.ts';
import { isOpenToRegister } from './reregister.ts';

/*
 * Signing in with Microsoft or Google: what they verify is an address, and a message names addresses.
 *
 *   not verified                                     --> refused
 *   an address that a message names, unregistered    --> recipient without a password; the terms stay to be agreed to
 *   an address that has an account                   --> that account, linked the first time
 *   another address, a link from before              --> the linked account
 *   nothing of these, or the organisation's domain   --> refused, alike
 */

export type ProviderProblem = 'provider-address' | 'provider-nothing';
type Found = { state: 'found'; accountId: string } | { state: 'refused'; problem: ProviderProblem };
type Link = NonNullable<AccountRecord['providers']>[number];

/** The account that a sign-in elsewhere proves, registered and linked where it is the first time. */
export async function accountOfProvider(
  ports: Ports,
  provider: Provider,
  claims: ProviderClaims,
  origin: Origin,
): Promise<Found> {
  const { address } = claims;
  if (address === null) return { state: 'refused', problem: 'provider-address' };
  if (isInside(ports.policy.organisation.domains, address)) return nothing;
  const accountId = await accountIdFor(ports, address);
  const taken = await takeIn(ports, accountId, provider, { ...claims, address }, origin);
  if (taken) return { state: 'found', accountId };
  const linkedId = await linkedAccount(ports, claims);
  return linkedId === null ? nothing : { state: 'found', accountId: linkedId };
}

const nothing: Found = { state: 'refused', problem: 'provider-nothing' };

/** Ends a link; whoever still reads the address there can make it again. Throws `not_found` where there is none. */
export async function unlinkProvider(
  ports: Ports,
  accountId: string,
  provider: Provider,
  origin: OriginWords,
): Promise<void> {
  await changeAccount(ports, accountId, (account) => {
    const { providers = [] } = account;
    const others = providers.filter(({ id }) => id !== provider);
    if (others.length === providers.length) throw new AppError('not_found');
    return { account: { ...account, providers: others } };
  });
  await noteAccountEvent(ports, accountId, { kind: 'provider_unlinked', how: provider, origin });
}

/** Registers and links the account of an address; false where none stands there, or it is of staff. */
async function takeIn(
  ports: Ports,
  accountId: string,
  provider: Provider,
  claims: ProviderClaims & { address: string },
  origin: Origin,
): Promise<boolean> {
  const found = await ports.records.get(accountKey(accountId));
  if (found === null || found.value.kind === 'staff') return false;
  if (linkIn(found.value, claims) !== undefined && !isOpenToRegister(ports.policy, found.value)) return true;
  // The index first: without its account's own note of the link it leads nowhere.
  await ports.records.upsert(await linkKey(ports, claims), { accountId });
  const at = ports.clock.now().toISOString();
  const { issuer, subject, address } = claims;
  const link: Link = { id: provider, issuer, subject, address, since: at };
  let wasNew = false;
  const changed = await changeAccount(ports, accountId, (account) => {
    const isLinked = linkIn(account, claims) !== undefined;
    if (isLinked && !isOpenToRegister(ports.policy, account)) return null;
    wasNew = isOpenToRegister(ports.policy, account);
    const linked = isLinked ? account : { ...account, providers: [...(account.providers ?? []), link] };
    return { account: wasNew ? registeredBy(linked, claims, at) : linked };
  });
  // Two callbacks at once: the other one has told it.
  if (changed === null) return true;
  if (wasNew) await noteAccountEvent(ports, accountId, { kind: 'registered', how: provider, origin });
  else
    await announce(ports, accountId, {
      event: 'provider_linked',
      mail: 'provider-linked',
      how: provider,
      origin,
    });
  return true;
}

/** An account whose address somebody else has verified: without a password, and without having agreed to the terms. */
function registeredBy(account: AccountRecord, claims: ProviderClaims, at: string): AccountRecord {
  // What was chosen before a migration opens nothing, also afterwards.
  const { passwordHash: _hash, passwordChangedAt: _changedAt, acceptedTerms: _terms, ...kept } = account;
  return {
    ...kept,
    kind: 'recipient',
    firstName: claims.firstName,
    lastName: claims.lastName,
    registeredAt: at,
    lastUsedAt: at,
  };
}

/** The account that was linked before, under another address; null where the link has ended. */
async function linkedAccount(ports: Ports, claims: ProviderClaims): Promise<string | null> {
  const index = await ports.records.get(await linkKey(ports, claims));
  if (index === null) return null;
  const { accountId } = index.value;
  const account = await ports.records.get(accountKey(accountId));
  const isLinked = account?.value.kind === 'recipient' && linkIn(account.value, claims) !== undefined;
  return isLinked ? accountId : null;
}

/** A person is issuer and subject (OpenID Connect Core 1.0, section 5.7), never the address. */
function linkIn(account: AccountRecord, { issuer, subject }: ProviderClaims): Link | undefined {
  return account.providers?.find((link) => link.issuer === issuer && link.subject === subject);
}

async function linkKey(ports: Ports, { issuer, subject }: ProviderClaims) {
  return addressKey(await ports.service.mac('address', 'provider', issuer, subject));
}
