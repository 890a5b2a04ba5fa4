import { AppError } from '../../shared/errors.ts';
import type { Ports } from '../ports.ts';
import { announce } from './announce.ts';
import { changeAccount, requireRecipient } from './change-account.ts';
import type { AccountRecord, OriginWords } from './records.ts';
import { hashToken } from './tokens.ts';

/** Crockford's base 32: no letter that looks like a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const COUNT = 10;
/** 24 of 5 random bits each: from 112 bits on a plain hash is enough (OWASP ASVS 6.5.2). */
const CHARACTERS = 24;
const GROUP = /.{4}(?=.)/g;

/** Ten new recovery codes, as they are shown once, and what is stored of them. */
export async function makeRecoveryCodes(): Promise<{ codes: string[]; hashes: string[] }> {
  const codes = Array.from({ length: COUNT }, () => {
    const random = crypto.getRandomValues(new Uint8Array(CHARACTERS));
    const characters = [...random].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
    return characters.replace(GROUP, '$&-');
  });
  return { codes, hashes: await Promise.all(codes.map(hashOf)) };
}

/** Makes new recovery codes for somebody who has a second factor; the old ones end. Throws `conflict` without one. */
export async function newRecoveryCodes(
  ports: Ports,
  accountId: string,
  origin: OriginWords,
): Promise<string[]> {
  const { codes, hashes } = await makeRecoveryCodes();
  await changeAccount(ports, accountId, (account) => {
    requireRecipient(account);
    if (account.totp === undefined && account.hasPasskey !== true)
      throw new AppError('conflict', { message: 'Add a second factor first.' });
    return { account: { ...account, recoveryCodes: hashes } };
  });
  await announce(ports, accountId, {
    event: 'recovery_codes_changed',
    mail: 'recovery-codes-changed',
    origin,
  });
  return codes;
}

/** Uses a recovery code up and tells the owner; false where it is not one of those that are left. */
export async function spendRecoveryCode(
  ports: Ports,
  accountId: string,
  code: string,
  origin: OriginWords,
): Promise<boolean> {
  const hash = await hashOf(code);
  const changed = await changeAccount(ports, accountId, (account) => withoutCode(account, hash));
  if (changed === null) return false;
  await announce(ports, accountId, { event: 'recovery_code_used', mail: 'recovery-code-used', origin });
  return true;
}

function withoutCode(account: AccountRecord, hash: string): { account: AccountRecord } | null {
  const { recoveryCodes = [] } = account;
  if (!recoveryCodes.includes(hash)) return null;
  return { account: { ...account, recoveryCodes: recoveryCodes.filter((one) => one !== hash) } };
}

/** SHA-256 of a code however it was typed: any case, with or without hyphens, O for 0, I and L for 1. */
function hashOf(code: string): Promise<string> {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return hashToken(`recovery-code ${plain}`);
}
