import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import * as z from 'zod/mini';
import { fromBase64Url } from '../../shared/envelope/index.ts';
import type { Ports } from '../ports.ts';
import { type PasskeyRow, passkeyKey } from './passkey-rows.ts';
import { hashToken } from './tokens.ts';

const bytes = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(65_536));
/** What `navigator.credentials.get` answers, in JSON form (WebAuthn Level 3, section 5.1). */
const assertionSchema = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: z.optional(bytes),
  }),
});
export type Assertion = z.infer<typeof assertionSchema>;

/** Signatures within the life of a challenge that one passkey may give. */
const MAX_ANSWERED = 20;

/** Reads an answer of a browser; null where it is none. */
export function readAssertion(response: unknown): Assertion | null {
  const parsed = z.safeParse(assertionSchema, response);
  return parsed.success ? parsed.data : null;
}

/**
 * Says whether a passkey of this account answered this challenge for this origin, with its owner verified by the
 * device. An answer counts once, and a counter that does not grow is refused, since a copy of the key may be about;
 * both stand in the passkey's row under its ETag.
 */
export async function provePasskey(
  ports: Ports,
  accountId: string,
  { challenge, until }: { challenge: string; until: string },
  assertion: Assertion,
): Promise<boolean> {
  const key = passkeyKey(accountId, await hashToken(assertion.id));
  const challengeHash = await hashToken(challenge);
  for (;;) {
    const row = await ports.records.get(key);
    if (row === null) return false;
    const now = ports.clock.now();
    const answered = row.value.answered.filter((one) => Date.parse(one.until) > now.getTime());
    if (answered.length >= MAX_ANSWERED || answered.some((one) => one.challengeHash === challengeHash))
      return false;
    const counter = await verify(ports, row.value, challenge, assertion);
    if (counter === null) return false;
    const used: PasskeyRow = {
      ...row.value,
      counter,
      lastUsedAt: now.toISOString(),
      answered: [...answered, { challengeHash, until }],
    };
    if (await ports.records.replace(key, used, row.etag)) return true;
  }
}

/** The new counter; null where the answer proves nothing. */
async function verify(
  ports: Ports,
  passkey: PasskeyRow,
  challenge: string,
  assertion: Assertion,
): Promise<number | null> {
  const { userHandle, ...response } = assertion.response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...assertion,
        response: { ...response, ...(userHandle === undefined ? {} : { userHandle }) },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: ports.origin,
      expectedRPID: new URL(ports.origin).hostname,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: fromBase64Url(passkey.publicKey),
        counter: passkey.counter,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch (error) {
    // The library throws for whatever it refuses; its words may repeat the answer, so they stay out of the log.
    const isCounter = error instanceof Error && error.message.startsWith('Response counter value');
    ports.log.warn('passkey.refused', { reason: isCounter ? 'counter' : 'answer' });
    return null;
  }
}
