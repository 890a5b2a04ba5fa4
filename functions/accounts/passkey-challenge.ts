import type { Ports } from '../ports.ts';
import { newToken } from './tokens.ts';

/** What an answer to a challenge is for: none may stand for another. */
export type ChallengeUse = 'sign-in' | 'add' | 'prove';

const VALID_MS = 10 * 60_000;
/** How long the cookie is kept. */
export const CHALLENGE_SECONDS = VALID_MS / 1000;

/**
 * A fresh challenge of 256 random bits, and the cookie that carries it to the answer: `{challenge}.{end}.{MAC}`,
 * with a MAC over use and account too, so that nothing has to be stored for whoever asks.
 */
export async function makeChallenge(
  ports: Ports,
  use: ChallengeUse,
  accountId: string,
): Promise<{ challenge: string; cookie: string }> {
  const challenge = newToken();
  const end = String(ports.clock.now().getTime() + VALID_MS);
  const mac = await ports.service.mac('passkey', use, accountId, challenge, end);
  return { challenge, cookie: `${challenge}.${end}.${mac}` };
}

/** The challenge of a cookie and the moment it ends (ISO UTC); null where it is not ours, not for this use, or over. */
export async function readChallenge(
  ports: Ports,
  use: ChallengeUse,
  accountId: string,
  cookie: string | null,
): Promise<{ challenge: string; until: string } | null> {
  const [challenge = '', end = '', mac] = cookie?.split('.') ?? [];
  if ((await ports.service.mac('passkey', use, accountId, challenge, end)) !== mac) return null;
  if (ports.clock.now().getTime() >= Number(end)) return null;
  return { challenge, until: new Date(Number(end)).toISOString() };
}
