import { AppError } from '../../shared/errors.ts';
import type { Origin, Ports } from '../ports.ts';
import { beginFlow } from './begin-flow.ts';
import { codeWrong } from './flow.ts';
import { failTry, passTry, reserveTry, triedAccount } from './locks.ts';
import { verifyPassword } from './password.ts';
import { endFlow, proveByCode } from './prove-flow.ts';
import { accountKey } from './records.ts';
import { type OpenedSession, renewSession, type SignedIn } from './session.ts';

/** Mails a code with which somebody who is signed in proves once more that it is them; for this browser alone. */
export async function mailReauthenticationCode(
  ports: Ports,
  who: SignedIn,
  origin: Origin,
): Promise<{ token: string }> {
  requireSession(who);
  return beginFlow(ports, who.caller.accountId, { kind: 'reauthenticate', data: {}, origin });
}

/** A proof by somebody who is signed in: what it is called in the history, and whether it is right. */
export type FurtherProof = { how: string; isRight: () => Promise<boolean>; wrong: () => AppError };

/** The password as a further proof; wrong for an account without one. */
export function byPassword(ports: Ports, { caller }: SignedIn, password: string): FurtherProof {
  return {
    how: 'password',
    isRight: async () => {
      const account = await ports.records.get(accountKey(caller.accountId));
      return verifyPassword(account?.value.passwordHash, password);
    },
    wrong: () => new AppError('sign_in_failed', { message: 'The password is not right.' }),
  };
}

/** The code of a mail as a further proof, once, in the browser that asked for it. */
export function byMailedCode(
  ports: Ports,
  { caller }: SignedIn,
  code: string,
  token: string | null,
): FurtherProof {
  return {
    how: 'code',
    isRight: async () => {
      try {
        return await endFlow(
          ports,
          await proveByCode(ports, 'reauthenticate', caller.accountId, token, code),
        );
      } catch (error) {
        if (error instanceof AppError && error.code === 'code_wrong') return false;
        throw error;
      }
    },
    wrong: codeWrong,
  };
}

/**
 * Takes a further proof of somebody who is signed in, and goes on with their session under a new token. A try
 * counts as one at signing in does; an account with an app asks for its code, or a passkey. Throws what `wrong` makes, `too_many_requests` after several, `forbidden`
 * for somebody whom the organisation signs in.
 */
export async function reauthenticate(
  ports: Ports,
  who: SignedIn,
  proof: FurtherProof,
  origin: Origin,
): Promise<OpenedSession> {
  const sessionId = requireSession(who);
  const { accountId } = who.caller;
  // Else whoever holds a session and the password, or the mailbox, could take the second factor away.
  if (who.hasApp && proof.how !== 'totp' && proof.how !== 'passkey') throw freshSignInNeeded(who);
  const reserved = await reserveTry(ports, await triedAccount(ports, accountId), origin);
  if (!(await proof.isRight())) {
    await failTry(ports, reserved, { how: proof.how, origin });
    throw proof.wrong();
  }
  await passTry(ports, reserved);
  return renewSession(ports, accountId, sessionId);
}

/** Says that a change asks for a proof first, and which: `app` for a code of it (or a passkey), else `password`. */
export function freshSignInNeeded({ hasApp }: Pick<SignedIn, 'hasApp'>): AppError {
  return new AppError('fresh_sign_in_needed', {
    message: 'Please prove once more that it is you.',
    facts: { proof: hasApp ? 'app' : 'password' },
  });
}

function requireSession({ caller, sessionId }: SignedIn): string {
  if (caller.kind === 'staff' || sessionId === null) {
    throw new AppError('forbidden', { message: 'Your work account is proved by your own sign-in.' });
  }
  return sessionId;
}
