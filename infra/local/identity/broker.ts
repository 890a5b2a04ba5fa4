import { importJWK, SignJWT } from 'jose';
import { clientIds, people } from '../people.ts';
import { accessTokenClaims, apiScope, personClaims, subjectOf, tokenLifetimeSeconds } from './claims.ts';
import type { SigningKey } from './signing-key.ts';

/** Tokens of one answer of the broker. */
export type BrokerTokens = { accessToken: string; idToken: string; expiresInSeconds: number };

/** Asks the broker for tokens of a person (by object id) for scopes. */
export type BrokerToken = (personOid: string, scopes: readonly string[]) => Promise<BrokerTokens>;

/**
 * What the broker of Windows, of a phone or of Outlook on the web does in nested app authentication: hands the
 * add-in tokens for the person who is signed in to Outlook. Throws for an unknown person or another scope than
 * the API's.
 */
export function createBroker({
  issuer,
  key,
  now,
}: {
  issuer: string;
  key: SigningKey;
  now: () => Date;
}): BrokerToken {
  return async (personOid, scopes) => {
    const person = people.find(({ oid }) => oid === personOid);
    if (!person) throw new Error('AADSTS50034: the user account does not exist in this directory');
    if (!scopes.includes(apiScope)) throw new Error(`AADSTS70011: the only API scope here is ${apiScope}`);
    const clientId = clientIds.pane;
    const signer = await importJWK(key, 'RS256');
    const sign = (claims: object) =>
      new SignJWT({ ...claims }).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid }).sign(signer);
    const access = accessTokenClaims({ issuer, person, clientId, now: now() });
    const { iat, nbf, exp } = access;
    return {
      accessToken: await sign(access),
      idToken: await sign({
        iss: issuer,
        aud: clientId,
        sub: subjectOf(person.oid, clientId),
        ...personClaims(person),
        ...{ iat, nbf, exp },
      }),
      expiresInSeconds: tokenLifetimeSeconds,
    };
  };
}
