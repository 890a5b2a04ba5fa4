import type { SignInRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { isInside } from '../../shared/policy/index.ts';
import type { Origin, Ports } from '../ports.ts';
import type { Proof } from './admit.ts';
import { beginFlow } from './begin-flow.ts';
import { accountIdFor, addressMac } from './directory.ts';
import { codeWrong, type FoundFlow } from './flow.ts';
import { enableAccount } from './inactivity.ts';
import { failTry, passTry, reserveTry, type Tried } from './locks.ts';
import { verifyPassword } from './password.ts';
import { endFlow, findFlow, proveByCode } from './prove-flow.ts';
import { accountKey } from './records.ts';
import { mustReregister } from './reregister.ts';

/**
 * Proves a recipient by password and answers the account's id. Throws `sign_in_failed` alike for an unknown
 * address, one that never registered and a wrong password, and `too_many_requests` after several, for each
 * address alike.
 */
export async function proveByPassword(ports: Ports, request: SignInRequest, origin: Origin): Promise<string> {
  const reserved = await reserveTry(ports, await triedAddress(ports, request.address), origin);
  const { accountId } = reserved;
  const account = await ports.records.get(accountKey(accountId));
  const isStaff = isInside(ports.policy.organisation.domains, request.address);
  const passwordHash =
    account?.value.kind === 'recipient' && !isStaff && !mustReregister(ports.policy, account.value)
      ? account.value.passwordHash
      : undefined;
  if (!(await verifyPassword(passwordHash, request.password))) {
    await failTry(ports, reserved, { how: 'password', origin });
    throw new AppError('sign_in_failed', { message: 'The address or the password is not right.' });
  }
  await passTry(ports, reserved);
  return accountId;
}

/**
 * Mails a code that stands for the password, and answers the token for this browser, alike for every address.
 * Throws `forbidden` where policy knows no such codes.
 */
export async function mailSignInCode(
  ports: Ports,
  address: string,
  origin: Origin,
): Promise<{ token: string }> {
  if (!ports.policy.signIn.oneTimeCode) {
    throw new AppError('forbidden', { message: 'Codes by mail do not stand for a password here.' });
  }
  return beginFlow(ports, await accountIdFor(ports, address), { kind: 'sign-in-code', data: {}, origin });
}

/**
 * Proves a recipient by a mailed code, once, in the browser that asked for it: one that stands for the password,
 * or one that opens a disabled account again after another proof. Either proves the address, so an account that
 * was disabled is open from then on. Answers what was proved. Throws `code_wrong`, and `too_many_requests` after
 * several wrong ones.
 */
export async function proveByMailedCode(
  ports: Ports,
  { address, code, remember = false }: { address: string; code: string; remember?: boolean | undefined },
  token: string | null,
  origin: Origin,
): Promise<{ accountId: string; proof: Proof }> {
  const reserved = await reserveTry(ports, await triedAddress(ports, address), origin);
  const found = await findProved(ports, reserved.accountId, token, code).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === 'code_wrong')
      await failTry(ports, reserved, { how: 'code', origin });
    throw error;
  });
  if (!(await endFlow(ports, found))) throw codeWrong();
  await passTry(ports, reserved);
  await enableAccount(ports, found.accountId, origin);
  const { data } = found.value;
  if (!('method' in data)) return { accountId: found.accountId, proof: { method: 'code', remember } };
  const { method, secondFactor } = data;
  const proof = { method, remember: remember || data.remember };
  return {
    accountId: found.accountId,
    proof: secondFactor === undefined ? proof : { ...proof, secondFactor },
  };
}

/** Both kinds of flow stand behind one cookie: it is of the one that this browser began last. */
async function findProved(
  ports: Ports,
  accountId: string,
  token: string | null,
  code: string,
): Promise<FoundFlow<'sign-in-code' | 'enable'>> {
  const isCode = (await findFlow(ports, 'sign-in-code', accountId, token)) !== null;
  // Policy may have changed since the code was asked for.
  if (isCode && ports.policy.signIn.oneTimeCode)
    return proveByCode(ports, 'sign-in-code', accountId, token, code);
  return proveByCode(ports, 'enable', accountId, token, code);
}

async function triedAddress(ports: Ports, address: string): Promise<Tried> {
  return { accountId: await accountIdFor(ports, address), mac: await addressMac(ports, address) };
}
