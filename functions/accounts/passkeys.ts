import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import * as z from 'zod/mini';
import { fromBase64Url, toBase64Url } from '../../shared/envelope/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Origin, Ports } from '../ports.ts';
import { type Admission, admit } from './admit.ts';
import { announce } from './announce.ts';
import { changeAccount, requireRecipient } from './change-account.ts';
import { makeChallenge, readChallenge } from './passkey-challenge.ts';
import { provePasskey, readAssertion } from './passkey-proof.ts';
import { descriptorsOf, type PasskeyRow, passkeyIdOf, passkeyKey, passkeyRows } from './passkey-rows.ts';
import type { FurtherProof } from './reauthenticate.ts';
import { accountKey, type OriginWords } from './records.ts';
import type { SignedIn } from './session.ts';
import { hashToken } from './tokens.ts';

/*
 * Passkeys (WebAuthn Level 3): discoverable credentials whose user handle is the account id, so that signing in
 * names no address. The device verifies its owner (finger, face or PIN), so a passkey is two factors in one.
 */

const MAX_PASSKEYS = 20;
/** What a browser takes or gives; the library and the schemas here check it. */
type WebAuthnJson = Record<string, unknown>;
type Begun = { options: WebAuthnJson; cookie: string };

const bytes = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(65_536));
/** What `navigator.credentials.create` answers, in JSON form. */
const attestationSchema = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z._default(z.array(z.string().check(z.regex(/^[a-z-]{1,32}$/))).check(z.maxLength(10)), []),
  }),
});
const accountIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));

/** Begins signing in with a passkey, alike for everybody. Throws `forbidden` where policy knows none. */
export async function passkeySignInOptions(ports: Ports): Promise<Begun> {
  requirePasskeys(ports);
  const { challenge, cookie } = await makeChallenge(ports, 'sign-in', '');
  return { options: await requestOptions(ports, challenge), cookie };
}

/** Signs in with a passkey. Throws `sign_in_failed` alike for whatever the answer lacks, and `forbidden`. */
export async function signInByPasskey(
  ports: Ports,
  cookie: string | null,
  { response, remember }: { response: WebAuthnJson; remember?: boolean | undefined },
  origin: Origin,
): Promise<Admission> {
  requirePasskeys(ports);
  const assertion = readAssertion(response);
  const accountId = z.safeParse(accountIdSchema, assertion?.response.userHandle);
  const challenge = await readChallenge(ports, 'sign-in', '', cookie);
  if (
    assertion === null ||
    challenge === null ||
    !accountId.success ||
    !(await provePasskey(ports, accountId.data, challenge, assertion))
  )
    throw new AppError('sign_in_failed', { message: 'This passkey does not open an account here.' });
  return admit(ports, accountId.data, { method: 'passkey', remember: remember === true }, origin);
}

/** Begins proving once more who is signed in, with one of the account's own passkeys. Throws `forbidden`. */
export async function reauthenticationPasskeyOptions(ports: Ports, accountId: string): Promise<Begun> {
  requirePasskeys(ports);
  const { challenge, cookie } = await makeChallenge(ports, 'prove', accountId);
  const rows = await passkeyRows(ports, accountId);
  return { options: await requestOptions(ports, challenge, rows), cookie };
}

/** Says whether a passkey of this account answered what `reauthenticationPasskeyOptions` began. */
export async function verifyPasskeyOf(
  ports: Ports,
  accountId: string,
  cookie: string | null,
  response: WebAuthnJson,
): Promise<boolean> {
  if (!ports.policy.signIn.passkeys) return false;
  const assertion = readAssertion(response);
  const challenge = await readChallenge(ports, 'prove', accountId, cookie);
  if (assertion === null || challenge === null) return false;
  return provePasskey(ports, accountId, challenge, assertion);
}

/** A passkey as a further proof of somebody who is signed in. */
export function byPasskey(
  ports: Ports,
  { caller }: SignedIn,
  response: WebAuthnJson,
  cookie: string | null,
): FurtherProof {
  return {
    how: 'passkey',
    isRight: () => verifyPasskeyOf(ports, caller.accountId, cookie, response),
    wrong: () => new AppError('sign_in_failed', { message: 'This passkey is not one of your account.' }),
  };
}

/** Begins adding a passkey. Throws `forbidden` where policy knows none, `conflict` where the account has many. */
export async function passkeyOptions(ports: Ports, accountId: string): Promise<Begun> {
  requirePasskeys(ports);
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw new AppError('not_signed_in');
  requireRecipient(account.value);
  const rows = await passkeyRows(ports, accountId);
  if (rows.length >= MAX_PASSKEYS) throw tooMany();
  const { challenge, cookie } = await makeChallenge(ports, 'add', accountId);
  const { address, firstName = '', lastName = '' } = account.value;
  const options = await generateRegistrationOptions({
    rpName: ports.policy.organisation.name,
    rpID: new URL(ports.origin).hostname,
    userID: fromBase64Url(accountId),
    userName: address,
    userDisplayName: `${firstName} ${lastName}`.trim(),
    challenge: fromBase64Url(challenge),
    attestationType: 'none',
    excludeCredentials: descriptorsOf(rows),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { options: { ...options }, cookie };
}

/** Adds a passkey that answered what `passkeyOptions` began, and tells the owner. Throws `bad_request`, `conflict`, `forbidden`. */
export async function addPasskey(
  ports: Ports,
  accountId: string,
  cookie: string | null,
  { response, name }: { response: WebAuthnJson; name: string },
  origin: OriginWords,
): Promise<void> {
  requirePasskeys(ports);
  const { id, passkey } = await verifyNew(ports, accountId, cookie, response, name.trim());
  await changeAccount(ports, accountId, async (account) => {
    requireRecipient(account);
    const rows = await passkeyRows(ports, accountId);
    if (rows.some(({ row }) => passkeyIdOf(row) === id))
      throw new AppError('conflict', { message: 'This passkey was added already.' });
    if (rows.length >= MAX_PASSKEYS) throw tooMany();
    return {
      account: { ...account, hasPasskey: true },
      rows: [{ kind: 'insert', row: passkeyKey(accountId, id).row, value: passkey }],
    };
  });
  await announce(ports, accountId, { event: 'passkey_added', mail: 'passkey-added', origin });
}

/** Gives a passkey another name. Throws `not_found`. */
export async function renamePasskey(
  ports: Ports,
  accountId: string,
  id: string,
  name: string,
): Promise<void> {
  const key = passkeyKey(accountId, id);
  for (;;) {
    const row = await ports.records.get(key);
    if (row === null) throw new AppError('not_found');
    if (await ports.records.replace(key, { ...row.value, name: name.trim() }, row.etag)) return;
  }
}

/** Removes a passkey and tells the owner. Throws `not_found`. */
export async function removePasskey(
  ports: Ports,
  accountId: string,
  id: string,
  origin: OriginWords,
): Promise<void> {
  await changeAccount(ports, accountId, async (account) => {
    const rows = await passkeyRows(ports, accountId);
    const others = rows.filter(({ row }) => passkeyIdOf(row) !== id);
    if (others.length === rows.length) throw new AppError('not_found');
    return {
      account: { ...account, hasPasskey: others.length > 0 },
      rows: [{ kind: 'remove', row: passkeyKey(accountId, id).row }],
    };
  });
  await announce(ports, accountId, { event: 'passkey_removed', mail: 'passkey-removed', origin });
}

/** An account's passkeys as its owner sees them, oldest first. */
export async function listPasskeys(
  ports: Ports,
  accountId: string,
): Promise<{ id: string; name: string; createdAt: string; lastUsedAt: string | null }[]> {
  const rows = await passkeyRows(ports, accountId);
  return rows
    .map(({ row, value: { name, createdAt, lastUsedAt = null } }) => ({
      id: passkeyIdOf(row),
      name,
      createdAt,
      lastUsedAt,
    }))
    .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
}

async function requestOptions(
  ports: Ports,
  challenge: string,
  rows?: Awaited<ReturnType<typeof passkeyRows>>,
): Promise<WebAuthnJson> {
  const options = await generateAuthenticationOptions({
    rpID: new URL(ports.origin).hostname,
    challenge: fromBase64Url(challenge),
    userVerification: 'required',
    ...(rows === undefined ? {} : { allowCredentials: descriptorsOf(rows) }),
  });
  return { ...options };
}

async function verifyNew(
  ports: Ports,
  accountId: string,
  cookie: string | null,
  response: WebAuthnJson,
  name: string,
): Promise<{ id: string; passkey: PasskeyRow }> {
  const parsed = z.safeParse(attestationSchema, response);
  const begun = await readChallenge(ports, 'add', accountId, cookie);
  if (!parsed.success || begun === null) throw notAdded();
  const { clientDataJSON, attestationObject, transports } = parsed.data.response;
  const verified = await verifyRegistrationResponse({
    response: { ...parsed.data, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
    expectedChallenge: begun.challenge,
    expectedOrigin: ports.origin,
    expectedRPID: new URL(ports.origin).hostname,
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw notAdded(cause);
  });
  if (!verified.verified) throw notAdded();
  const { credential } = verified.registrationInfo;
  return {
    id: await hashToken(credential.id),
    passkey: {
      credentialId: credential.id,
      publicKey: toBase64Url(credential.publicKey),
      counter: credential.counter,
      transports,
      name,
      createdAt: ports.clock.now().toISOString(),
      answered: [],
    },
  };
}

function requirePasskeys(ports: Ports): void {
  if (!ports.policy.signIn.passkeys)
    throw new AppError('forbidden', { message: 'Passkeys are not in use here.' });
}

function notAdded(cause?: unknown): AppError {
  return new AppError('bad_request', { message: 'The passkey was not added. Please try again.', cause });
}

function tooMany(): AppError {
  return new AppError('conflict', { message: `An account has ${MAX_PASSKEYS} passkeys at most.` });
}
