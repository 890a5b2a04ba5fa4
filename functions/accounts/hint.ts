import { AppError } from '../../shared/errors.ts';
import type { Origin, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { beginFlow } from './begin-flow.ts';
import { changeAccount, requireRecipient } from './change-account.ts';
import { accountIdFor } from './directory.ts';
import { verifyPassword } from './password.ts';
import { type AccountRecord, accountKey } from './records.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';
import { trimEnds } from './trim-ends.ts';

/* A password hint stands sealed, is mailed to the account's own address and shown nowhere else. */

const MOST_WORDS = 8;
/** Shorter pieces of a hint cannot be the password. */
const LEAST_PIECE = 8;

/**
 * Sets the hint, or removes it (null). Throws `forbidden` where policy has no hints, `password_refused` where it
 * holds the password, `bad_request` where it is too long to be looked through.
 */
export async function changeHint(
  ports: Ports,
  accountId: string,
  hint: string | null,
  origin: Origin,
): Promise<void> {
  if (hint !== null && !ports.policy.recovery.hint) throw new AppError('forbidden');
  const text = hint?.trim() ?? '';
  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw new AppError('not_signed_in');
  requireRecipient(account.value);
  const { passwordHash } = account.value;
  if (text !== '' && passwordHash !== undefined) await requireNoPassword(passwordHash, text);
  const sealed = text === '' ? null : await sealSecret(ports, accountId, 'hint', text);
  await changeAccount(ports, accountId, (latest) => {
    // A hint that was looked at beside another password was not looked at.
    if (latest.passwordHash !== passwordHash) throw new AppError('conflict');
    const { hint: _old, ...kept } = latest;
    return { account: sealed === null ? kept : { ...kept, hint: sealed } };
  });
  await noteAccountEvent(ports, accountId, { kind: 'hint_changed', origin });
}

/** Mails the hint to the account's address, alike for every address. Throws `forbidden` where policy has no hints. */
export async function mailHint(ports: Ports, address: string, origin: Origin): Promise<void> {
  if (!ports.policy.recovery.hint) throw new AppError('forbidden');
  await beginFlow(ports, await accountIdFor(ports, address), { kind: 'hint', data: {}, origin });
}

/** The hint in clear, for its mail alone; empty where there is none that can be read. */
export async function openHint(ports: Ports, accountId: string, account: AccountRecord): Promise<string> {
  if (!ports.policy.recovery.hint || account.hint === undefined) return '';
  return openSecret(ports, accountId, 'hint', account.hint).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'verification_failed') {
      ports.log.error('hint.not_readable', { accountId });
      return '';
    }
    throw error;
  });
}

/** Only the hash is there to compare with: every run of the hint's words is tried, apart and together. */
async function requireNoPassword(passwordHash: string, hint: string): Promise<void> {
  const words = hint.split(/\s+/);
  if (words.length > MOST_WORDS)
    throw new AppError('bad_request', { message: `A hint has ${MOST_WORDS} words at most.` });
  const pieces = new Set<string>([hint, [...hint].toReversed().join('')]);
  for (let from = 0; from < words.length; from++) {
    for (let before = from + 1; before <= words.length; before++) {
      const run = words.slice(from, before);
      for (const piece of [run.join(' '), run.join('')]) {
        pieces.add(piece);
        pieces.add(trimEnds(piece, /[\p{L}\p{Nd}]/u));
      }
    }
  }
  for (const piece of pieces) {
    if (piece.length >= LEAST_PIECE && (await verifyPassword(passwordHash, piece))) {
      throw new AppError('password_refused', {
        message: 'A hint must not hold the password.',
        facts: { rule: 'hint' },
      });
    }
  }
}
