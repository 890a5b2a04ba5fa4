import { Secret, TOTP } from 'otpauth';
import { AppError } from '../../shared/errors.ts';
import type { Ports } from '../ports.ts';
import { announce } from './announce.ts';
import { changeAccount, requireRecipient } from './change-account.ts';
import { codeWrong } from './flow.ts';
import type { FurtherProof } from './reauthenticate.ts';
import { type AccountRecord, accountKey, type OriginWords } from './records.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';
import type { SignedIn } from './session.ts';

/*
 * Time-based codes (RFC 6238), as every authenticator app makes them: SHA-1, six digits, 30 seconds.
 *
 *   none --begin--> pending --first code--> on --removed--> none
 *                     ^  |                   |
 *                     +--+ begun again       +-- each code counts once: `lastStep` only grows, under the ETag
 */

const SECRET_BYTES = 20;
const STEP_SECONDS = 30;
/** Clocks of phones go wrong by less than a step. */
const DRIFT_STEPS = 1;
const PENDING_MS = 3_600_000;

/**
 * Begins adding time-based codes: a new secret, sealed and not yet in force, and the same as URI for a QR code
 * (Google's Key URI Format). Throws `forbidden` where policy knows no second factor, `conflict` where there is one.
 */
export async function beginTotp(ports: Ports, accountId: string): Promise<{ secret: string; uri: string }> {
  if (ports.policy.signIn.secondFactor === 'off')
    throw new AppError('forbidden', { message: 'Codes of an app are not in use here.' });
  const secret = new Secret({ size: SECRET_BYTES });
  const sealed = await sealSecret(ports, accountId, 'totp', secret.base32);
  const changed = await changeAccount(ports, accountId, (account) => {
    requireRecipient(account);
    if (account.totp !== undefined)
      throw new AppError('conflict', { message: 'Your account has an app already. Remove it first.' });
    return { account: { ...account, pendingTotp: { sealed, at: ports.clock.now().toISOString() } } };
  });
  if (changed === null) throw new AppError('not_signed_in');
  const issuer = ports.policy.organisation.name;
  return {
    secret: secret.base32,
    uri: new TOTP({ issuer, label: changed.address, secret, period: STEP_SECONDS }).toString(),
  };
}

/**
 * Puts time-based codes in force with a first code of the app, and answers ten recovery codes, shown this once.
 * Throws `code_wrong`, and `conflict` where nothing was begun within an hour.
 */
export async function confirmTotp(
  ports: Ports,
  accountId: string,
  code: string,
  origin: OriginWords,
): Promise<string[]> {
  const { codes, hashes } = await makeRecoveryCodes();
  const changed = await changeAccount(ports, accountId, async (account) => {
    const now = ports.clock.now();
    const { pendingTotp, ...kept } = account;
    if (pendingTotp === undefined || now.getTime() - Date.parse(pendingTotp.at) > PENDING_MS)
      throw new AppError('conflict', { message: 'Please begin again with a new key.' });
    const secret = await openSecret(ports, accountId, 'totp', pendingTotp.sealed);
    const step = stepOf(secret, code, now);
    if (step === null) throw codeWrong();
    const totp = { sealed: pendingTotp.sealed, confirmedAt: now.toISOString(), lastStep: step };
    return { account: { ...kept, totp, recoveryCodes: hashes } };
  });
  if (changed === null) throw new AppError('not_signed_in');
  await announce(ports, accountId, {
    event: 'second_factor_added',
    mail: 'second-factor-added',
    how: 'totp',
    origin,
  });
  return codes;
}

/** Takes time-based codes away, and the recovery codes with them; without any there is nothing to do. */
export async function removeTotp(ports: Ports, accountId: string, origin: OriginWords): Promise<void> {
  const changed = await changeAccount(ports, accountId, (account) => {
    const { totp, pendingTotp: _pending, recoveryCodes: _codes, ...kept } = account;
    return totp === undefined ? null : { account: kept };
  });
  if (changed === null) return;
  await announce(ports, accountId, {
    event: 'second_factor_removed',
    mail: 'second-factor-removed',
    how: 'totp',
    origin,
  });
}

/**
 * Says whether a code of the app is right, and uses it up: neither it nor an older one counts again. Whoever asks
 * counts the try before (locks.ts).
 */
export async function verifyTotp(ports: Ports, accountId: string, code: string): Promise<boolean> {
  const account = await ports.records.get(accountKey(accountId));
  if (account?.value.totp === undefined) return false;
  const secret = await openSecret(ports, accountId, 'totp', account.value.totp.sealed);
  const step = stepOf(secret, code, ports.clock.now());
  if (step === null) return false;
  return (await changeAccount(ports, accountId, (latest) => withStepUsed(latest, step))) !== null;
}

/** A code of the app as a further proof of somebody who is signed in. */
export function byTotp(ports: Ports, { caller }: SignedIn, code: string): FurtherProof {
  return { how: 'totp', isRight: () => verifyTotp(ports, caller.accountId, code), wrong: codeWrong };
}

function withStepUsed(account: AccountRecord, step: number): { account: AccountRecord } | null {
  const { totp } = account;
  if (totp === undefined || step <= totp.lastStep) return null;
  return { account: { ...account, totp: { ...totp, lastStep: step } } };
}

/** The time step that a code belongs to; null where it is of none that counts now. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = TOTP.validate({
    token,
    secret: Secret.fromBase32(secret),
    period: STEP_SECONDS,
    timestamp: now.getTime(),
    window: DRIFT_STEPS,
  });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
}
