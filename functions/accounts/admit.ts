import type { SecondFactorWay } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy/index.ts';
import type { Origin, Ports } from '../ports.ts';
import { beginFlow, writeFlow } from './begin-flow.ts';
import { addressMac } from './directory.ts';
import { rememberDevice } from './known-devices.ts';
import { forgetTries } from './locks.ts';
import { type AccountRecord, accountKey, type SessionRecord, type SignInMethod } from './records.ts';
import { isOpenToRegister } from './reregister.ts';
import { openSession, type SignedIn } from './session.ts';

/*
 * From a first proof to a session:
 *
 *   proof --(disabled, and the proof was not of the address)--> confirm_address --code--> proof of the address
 *   proof --(the account has a second factor)--> second_factor --code of the app, recovery code, passkey--> signed_in
 *   proof --(else)--> signed_in
 */

export type Proof = {
  method: SignInMethod;
  secondFactor?: NonNullable<SessionRecord['secondFactor']>;
  remember?: boolean;
};

export type Admission =
  /** `maxAgeSeconds` is null where the browser's own end is to be the session's; `device` makes it a known one. */
  | { state: 'signed_in'; token: string; session: SignedIn; maxAgeSeconds: number | null; device?: string }
  /** `pending`: what the browser keeps until the second factor comes, `{account id}.{token}`. */
  | { state: 'second_factor'; ways: SecondFactorWay[]; pending: string }
  | { state: 'confirm_address'; flowToken: string };

/** What follows from a proof, by account and policy alone. */
export function nextStep(
  policy: Policy,
  account: AccountRecord,
  { method, secondFactor }: Proof,
): 'signed_in' | 'second_factor' | 'confirm_address' | 'refused' {
  if (isOpenToRegister(policy, account)) return 'refused';
  if (account.kind === 'staff') return method === 'work' ? 'signed_in' : 'refused';
  if (method === 'work') return 'refused';
  if (account.disabledAt !== undefined) return 'confirm_address';
  // A passkey asks for its owner's finger or PIN: it is two factors in one.
  const isWhole = method === 'passkey' || secondFactor !== undefined;
  return !isWhole && secondFactorWays(policy, account).length > 0 ? 'second_factor' : 'signed_in';
}

/**
 * The second factors that are asked of an account; empty where none is. A passkey alone is asked for only where
 * policy requires a second factor: it was added as an easier way in, not to close the others.
 */
export function secondFactorWays(policy: Policy, account: AccountRecord): SecondFactorWay[] {
  const hasPasskey = account.hasPasskey === true && policy.signIn.passkeys;
  const hasTotp = account.totp !== undefined;
  if (!hasTotp && !(hasPasskey && policy.signIn.secondFactor === 'required')) return [];
  return [
    ...(hasTotp ? (['totp'] as const) : []),
    ...((account.recoveryCodes?.length ?? 0) > 0 ? (['recovery_code'] as const) : []),
    ...(hasPasskey ? (['passkey'] as const) : []),
  ];
}

/**
 * Lets somebody in after a proof, or says what is still missing. Throws `sign_in_failed` for an account that
 * this proof cannot open.
 */
export async function admit(
  ports: Ports,
  accountId: string,
  proof: Proof,
  origin: Origin,
): Promise<Admission> {
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw new AppError('sign_in_failed');
  switch (nextStep(ports.policy, account.value, proof)) {
    case 'refused':
      throw new AppError('sign_in_failed', { detail: 'this proof does not open this account' });
    case 'confirm_address': {
      const { method, secondFactor, remember = false } = proof;
      const data = { method, remember, ...(secondFactor === undefined ? {} : { secondFactor }) };
      const { token } = await beginFlow(ports, accountId, { kind: 'enable', data, origin });
      return { state: 'confirm_address', flowToken: token };
    }
    case 'second_factor': {
      const data = { method: proof.method, remember: proof.remember === true };
      const flow = { kind: 'second-factor' as const, data, origin, originMac: '', mail: 'none' as const };
      return {
        state: 'second_factor',
        ways: secondFactorWays(ports.policy, account.value),
        pending: `${accountId}.${await writeFlow(ports, accountId, flow)}`,
      };
    }
    case 'signed_in': {
      const opened = await openSession(ports, accountId, {
        method: proof.method,
        origin,
        ...(proof.secondFactor === undefined ? {} : { secondFactor: proof.secondFactor }),
        ...(proof.remember === undefined ? {} : { remember: proof.remember }),
      });
      const device = await rememberDevice(ports, accountId, origin);
      await forgetTries(ports, { accountId, mac: await addressMac(ports, account.value.address) }, origin);
      return { state: 'signed_in', ...opened, device };
    }
  }
}
