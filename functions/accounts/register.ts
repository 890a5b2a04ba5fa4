import type { RegisterRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { isInside } from '../../shared/policy/index.ts';
import type { Origin, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { beginFlow, endFlows } from './begin-flow.ts';
import { accountIdFor } from './directory.ts';
import { erasedAccount, finishErasing } from './erase-account.ts';
import { codeWrong, type FlowRecord, type FoundFlow } from './flow.ts';
import { markFirstVisit } from './inactivity.ts';
import { checkPassword, hashPassword, verifyPassword } from './password.ts';
import { findFlow, proveByCode, proveByLink } from './prove-flow.ts';
import { type AccountRecord, accountKey, termsKey } from './records.ts';
import { isOpenToRegister } from './reregister.ts';

/*
 * Registration (a flow `register`, see flow.ts):
 *
 *   unregistered --register--> flow --code in this browser, link and button--> recipient, flow gone
 *   recipient    --register--> a mail that says so, nothing else
 *   nobody       --register--> nothing
 *   registered before a migration (policy `recovery.reregisterBefore`): as unregistered, and nothing but the mailbox stays
 *
 * The password goes in front of the proof, so the link alone is only good in the browser that chose it: in any
 * other the password is asked for, or whoever presses the button would put a stranger's password on their account.
 */

/**
 * Begins a registration and answers the token for this browser, alike for every address: one that no message
 * names gets no mail, one that has an account gets a mail that says so. Throws `use_work_account`,
 * `password_refused`, `conflict` where the terms have changed.
 */
export async function register(
  ports: Ports,
  request: RegisterRequest,
  origin: Origin,
): Promise<{ token: string }> {
  if (isInside(ports.policy.organisation.domains, request.address)) {
    throw new AppError('use_work_account', {
      message: `People at ${ports.policy.organisation.name} sign in with their work account.`,
    });
  }
  if (request.acceptedTerms !== ports.policy.terms.version) {
    throw new AppError('conflict', { message: 'The terms have changed. Please load the page again.' });
  }
  await checkPassword(ports.policy, request.password, {
    account: null,
    address: request.address,
    names: [request.firstName, request.lastName],
  });
  const passwordHash = await hashPassword(request.password);
  return beginFlow(ports, await accountIdFor(ports, request.address), {
    kind: 'register',
    data: {
      firstName: request.firstName.trim(),
      lastName: request.lastName.trim(),
      language: request.language,
      passwordHash,
      terms: request.acceptedTerms,
    },
    origin,
    language: request.language,
  });
}

/** Ends a registration with the code from the mail, in the browser that began it. Throws `code_wrong`. */
export async function confirmByCode(
  ports: Ports,
  address: string,
  code: string,
  token: string | null,
  origin: Origin,
): Promise<string> {
  const accountId = await accountIdFor(ports, address);
  return finish(ports, await proveByCode(ports, 'register', accountId, token, code), origin);
}

/**
 * Ends a registration with the link from the mail. Throws `code_wrong`, and `sign_in_failed` where the browser
 * is another than the one that began and the password is not given or not the one chosen there.
 */
export async function confirmByLink(
  ports: Ports,
  { link, password }: { link: string; password?: string | undefined },
  token: string | null,
  origin: Origin,
): Promise<string> {
  const found = await proveByLink(ports, ['register'], link);
  const own = await findFlow(ports, 'register', found.accountId, token);
  if (own?.key.row !== found.key.row) {
    if (password === undefined) throw new AppError('sign_in_failed', { message: 'Enter your password.' });
    if (!(await verifyPassword(found.value.data.passwordHash, password)))
      throw new AppError('sign_in_failed', { message: 'This is not the password that you chose.' });
  }
  return finish(ports, found, origin);
}

async function finish(ports: Ports, found: FoundFlow<'register'>, origin: Origin): Promise<string> {
  const { accountId, key, value } = found;
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw codeWrong();
  if (isOpenToRegister(ports.policy, account.value)) {
    // Before a migration somebody may have registered it: nothing of theirs stays but the mailbox.
    const base = account.value.kind === 'recipient' ? erasedAccount(account.value) : account.value;
    if (base !== account.value) await finishErasing(ports, accountId);
    const { terms } = value.data;
    await ports.records.upsert(termsKey(accountId, terms), { version: terms, at: value.requestedAt });
    const registered = registeredAccount(base, value, ports.clock.now());
    await markFirstVisit(ports, accountId, registered);
    if (!(await ports.records.replace(accountKey(accountId), registered, account.etag))) throw codeWrong();
    await noteAccountEvent(ports, accountId, { kind: 'registered', origin });
    // The salted hash names this registration: an earlier try ended after it became the account's.
  } else if (account.value.passwordHash !== value.data.passwordHash) throw codeWrong();
  await endFlows(ports, accountId, { kinds: ['register'], last: key.row });
  return accountId;
}

/** An account once somebody has proved its address. */
export function registeredAccount(
  account: AccountRecord,
  { data, requestedAt }: Pick<FlowRecord<'register'>, 'data' | 'requestedAt'>,
  now: Date,
): AccountRecord {
  const at = now.toISOString();
  return {
    ...account,
    kind: 'recipient',
    firstName: data.firstName,
    lastName: data.lastName,
    language: data.language,
    passwordHash: data.passwordHash,
    passwordChangedAt: at,
    registeredAt: at,
    lastUsedAt: at,
    acceptedTerms: { version: data.terms, at: requestedAt },
  };
}
